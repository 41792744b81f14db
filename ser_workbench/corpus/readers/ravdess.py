# SPDX-License-Identifier: MIT
"""RAVDESS (Livingstone & Russo 2018): 24 actors, 8 emotions; the spoken part of its audio files.

`03-01-05-02-01-02-12.wav` is modality (03 audio only), channel (01 speech), emotion (05 angry),
intensity, statement, repetition, actor (12; odd actors are male).
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import LeftOut, NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_CODES = {
    "01": "neutral",
    "02": "calm",
    "03": "happiness",
    "04": "sadness",
    "05": "anger",
    "06": "fear",
    "07": "disgust",
    "08": "surprise",
}
AUDIO_ONLY, SONG = "03", "02"
GENDERS = {f"{actor:02d}": MALE if actor % 2 else FEMALE for actor in range(1, 25)}


def _understand(match: re.Match[str]) -> Spoken | LeftOut:
    modality, channel, emotion, actor = match[1], match[2], match[3], match[7]
    if channel == SONG:
        return LeftOut("is a song, not speech")
    if modality != AUDIO_ONLY:
        return LeftOut("is the sound of a video; only the audio-only recordings (03-…) are read")
    return Spoken(speaker=actor, emotion=EMOTION_CODES[emotion])


def _find_genders(_folder: Path) -> Mapping[str, str]:
    return GENDERS


RAVDESS = NameReader(
    name="ravdess",
    title="RAVDESS",
    layout="Actor_12/03-01-05-02-01-02-12.wav: modality, channel, emotion, …, actor; songs and videos are left out.",
    pattern=re.compile(r"/(0[123])-(0[12])-(0[1-8])-(0[12])-(0[12])-(0[12])-(0[1-9]|1[0-9]|2[0-4])$"),
    understand=_understand,
    find_genders=_find_genders,
    other_suffixes=frozenset({".mp4"}),
)
