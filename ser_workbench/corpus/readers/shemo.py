# SPDX-License-Identifier: MIT
"""ShEMO, the Sharif Emotional Speech Database (Mohamad Nezami, Jamshid Lou & Karami 2019): 87 speakers of Persian.

`female/F03S02.wav` is woman 03, sadness, her second sad utterance; the letters stand in the README of its
distribution. 3,000 utterances from radio plays, 31 women and 56 men, 6 emotions.
"""

import re

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_LETTERS = {
    "A": "anger",
    "F": "fear",
    "H": "happiness",
    "N": "neutral",
    "S": "sadness",
    "W": "surprise",
}


def _understand(match: re.Match[str]) -> Spoken:
    letter = match[1].upper()
    return Spoken(f"{letter}{match[2]}", EMOTION_LETTERS[match[3].upper()], FEMALE if letter == "F" else MALE)


SHEMO = NameReader(
    name="shemo",
    title="ShEMO",
    layout="female/F03S02.wav: speaker F03 (M.. are men), emotion S (A F H N S W), utterance 02.",
    pattern=re.compile(r"/([FM])([0-9]{2})([AFHNSW])([0-9]{2,3})$", re.IGNORECASE),
    understand=_understand,
)
