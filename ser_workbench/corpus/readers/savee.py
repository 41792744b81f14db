# SPDX-License-Identifier: MIT
"""SAVEE (Haq & Jackson 2009): four male speakers, 7 emotions, 480 British English utterances.

`AudioData/DC/sa03.wav`, or as `ALL/DC_sa03.wav`, is speaker DC, sadness, sentence 3.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import MALE

EMOTION_LETTERS = {
    "a": "anger",
    "d": "disgust",
    "f": "fear",
    "h": "happiness",
    "n": "neutral",
    "sa": "sadness",
    "su": "surprise",
}
GENDERS = dict.fromkeys(("DC", "JE", "JK", "KL"), MALE)


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=match[1].upper(), emotion=EMOTION_LETTERS[match[2].lower()])


def _find_genders(_folder: Path) -> Mapping[str, str]:
    return GENDERS


SAVEE = NameReader(
    name="savee",
    title="SAVEE",
    layout="AudioData/DC/sa03.wav or ALL/DC_sa03.wav: speaker DC, emotion sa (a d f h n sa su), sentence 03.",
    pattern=re.compile(r"(?:^|/)(DC|JE|JK|KL)[/_](sa|su|[adfhn])([0-9]{2})$", re.IGNORECASE),
    understand=_understand,
    find_genders=_find_genders,
)
