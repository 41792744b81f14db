# SPDX-License-Identifier: MIT
"""The lines of the table of speakers."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.corpus.genders import GENDERS
from ser_workbench.corpus.utterance import Corpus

__all__ = ["GENDERS", "SpeakerRow", "speaker_rows"]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One line of the table of speakers."""

    speaker: str
    gender: str
    utterances: int
    seconds: float
    side: str


def speaker_rows(corpus: Corpus, sides: Mapping[str, str], no_side: str) -> list[SpeakerRow]:
    """One line a speaker.

    sides: speaker -> side of the partition
    """
    utterances: dict[str, int] = dict.fromkeys(corpus.speakers, 0)
    seconds: dict[str, float] = dict.fromkeys(corpus.speakers, 0.0)
    gender_of: dict[str, str] = {}
    for utterance in corpus.utterances:
        utterances[utterance.speaker] += 1
        seconds[utterance.speaker] += utterance.seconds
        gender_of[utterance.speaker] = utterance.gender
    return [
        SpeakerRow(speaker, gender_of[speaker], utterances[speaker], seconds[speaker], sides.get(speaker, no_side))
        for speaker in corpus.speakers
    ]
