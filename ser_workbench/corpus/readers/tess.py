# SPDX-License-Identifier: MIT
"""TESS, the Toronto emotional speech set (Pichora-Fuller & Dupuis 2020): two actresses, 7 emotions.

`OAF_back_angry.wav` is speaker OAF (the older; YAF the younger), target word "back", emotion angry;
`ps` is the pleasant surprise. One file of the set is named `OA_bite_neutral.wav`: it belongs to OAF.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE

EMOTION_WORDS = {
    "angry": "anger",
    "disgust": "disgust",
    "fear": "fear",
    "happy": "happiness",
    "neutral": "neutral",
    "ps": "surprise",
    "sad": "sadness",
}
SPEAKERS = {"OAF": "OAF", "OA": "OAF", "YAF": "YAF"}
GENDERS = dict.fromkeys(("OAF", "YAF"), FEMALE)


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=SPEAKERS[match[1].upper()], emotion=EMOTION_WORDS[match[3].lower()])


def _find_genders(_folder: Path) -> Mapping[str, str]:
    return GENDERS


TESS = NameReader(
    name="tess",
    title="TESS",
    layout="OAF_angry/OAF_back_angry.wav or all in one folder: speaker OAF or YAF, word, emotion (ps is surprise).",
    pattern=re.compile(r"/(OAF|OA|YAF)_([a-z'-]+)_(angry|disgust|fear|happy|neutral|ps|sad)$", re.IGNORECASE),
    understand=_understand,
    find_genders=_find_genders,
)
