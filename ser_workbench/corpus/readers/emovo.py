# SPDX-License-Identifier: MIT
"""EMOVO (Costantini, Iaderola, Paoloni & Todisco 2014): three women and three men, 7 emotions, 588 Italian utterances.

`f1/dis-f1-b1.wav` is disgust (disgusto), the first woman, sentence b1; the paper lists the 14 sentences.
"""

import re

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_CODES = {
    "dis": "disgust",
    "gio": "happiness",
    "neu": "neutral",
    "pau": "fear",
    "rab": "anger",
    "sor": "surprise",
    "tri": "sadness",
}


def _understand(match: re.Match[str]) -> Spoken:
    speaker = match[2].lower()
    return Spoken(speaker, EMOTION_CODES[match[1].lower()], FEMALE if speaker.startswith("f") else MALE)


EMOVO = NameReader(
    name="emovo",
    title="EMOVO",
    layout="f1/dis-f1-b1.wav: emotion (dis gio neu pau rab sor tri), speaker f1, sentence b1.",
    pattern=re.compile(r"/(dis|gio|neu|pau|rab|sor|tri)-([fm][1-3])-([a-z][0-9]{1,2})$", re.IGNORECASE),
    understand=_understand,
)
