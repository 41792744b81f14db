# SPDX-License-Identifier: MIT
"""JL-Corpus (James, Tian & Watson 2018): two women and two men of New Zealand, ten emotions, 2,400 utterances.

`Raw JL corpus (unchecked and unannotated)/JL(wav+txt)/female1_angry_10a_1.wav`, as published on Kaggle, is the first
woman, angry, sentence 10a, its first repetition. The primary emotions are angry, sad, neutral, happy and excited; the
secondary ones (anxious, apologetic, assertive, concerned, encouraging) keep their names.
"""

import re

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.readers.words import spell_emotion


def _understand(match: re.Match[str]) -> Spoken:
    gender = match[1].lower()
    return Spoken(speaker=f"{gender}{match[2]}", emotion=spell_emotion(match[3]), gender=gender)


JL_CORPUS = NameReader(
    name="jl-corpus",
    title="JL-Corpus",
    layout="JL(wav+txt)/female1_angry_10a_1.wav: speaker female1, emotion, sentence 10a, repetition 1.",
    pattern=re.compile(r"/(female|male)([12])_([a-z]+)_([0-9]+[ab])_([0-9])$", re.IGNORECASE),
    understand=_understand,
)
