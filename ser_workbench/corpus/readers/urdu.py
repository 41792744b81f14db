# SPDX-License-Identifier: MIT
"""URDU (Latif, Qayyum, Usman & Qadir 2018): 400 utterances of 38 speakers of Urdu talk shows, 4 emotions.

`Angry/SM1_F10_A010.wav` is the first man (`SF…` are the women), his file 10, angry recording 010; so named in
the distribution (github.com/siddiquelatif/URDU-Dataset), which goes up to `A0100`: 27 men, 11 women.
"""

import re

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_LETTERS = {"A": "anger", "H": "happiness", "N": "neutral", "S": "sadness"}


def _understand(match: re.Match[str]) -> Spoken:
    speaker = match[1].upper()
    return Spoken(speaker, EMOTION_LETTERS[match[3].upper()], FEMALE if speaker.startswith("SF") else MALE)


URDU = NameReader(
    name="urdu",
    title="URDU",
    layout="Angry/SM1_F10_A010.wav: speaker SM1 (SF.. are women), file 10, emotion A (A H N S), number 010.",
    pattern=re.compile(r"/(S[MF][0-9]{1,2})_F([0-9]{1,3})_([AHNS])([0-9]{1,4})$", re.IGNORECASE),
    understand=_understand,
)
