# SPDX-License-Identifier: MIT
"""ASED, the Amharic Speech Emotion Dataset (Retta et al. 2022): 65 speakers, 5 emotions, 2,474 utterances.

`a5-03-01-02-50.wav` is anger (in folder 5), sentence 03, first repetition, gender 02 (01 female, 02 male), speaker 50;
so explained in the README of its distribution (github.com/Ethio2021/ASED_V1), which has a folder an emotion. One file
begins with a capital letter.
"""

import re

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_LETTERS = {"a": "anger", "f": "fear", "h": "happiness", "n": "neutral", "s": "sadness"}
GENDER_CODES = {"01": FEMALE, "02": MALE}


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=match[6], emotion=EMOTION_LETTERS[match[1].lower()], gender=GENDER_CODES[match[5]])


ASED = NameReader(
    name="ased",
    title="ASED",
    layout="a5-03-01-02-50.wav: emotion a (a f h n s) and folder, sentence, repetition, gender (01 female), speaker.",
    pattern=re.compile(r"/([afhns])([1-5])-([0-9]{2})-([0-9]{2})-(0[12])-([0-9]{2})$", re.IGNORECASE),
    understand=_understand,
)
