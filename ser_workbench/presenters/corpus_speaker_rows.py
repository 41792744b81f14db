# SPDX-License-Identifier: MIT
"""The lines of the table of speakers."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.corpus.genders import GENDERS
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Corpus
from ser_workbench.features.gender import Suggestion

__all__ = ["GENDERS", "SpeakerRow", "speaker_rows", "suggestion_text"]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One line of the table of speakers."""

    speaker: str
    gender: str
    utterances: int
    seconds: float
    side: str
    suggestion: str = ""
    """What the pitch suggests; never the gender itself."""


def speaker_rows(
    corpus: Corpus, sides: Mapping[str, str], no_side: str, suggestions: Mapping[str, Suggestion]
) -> list[SpeakerRow]:
    """One line a speaker.

    sides: speaker -> side of the partition; suggestions: speaker -> what the pitch suggests
    """
    utterances: dict[str, int] = dict.fromkeys(corpus.speakers, 0)
    seconds: dict[str, float] = dict.fromkeys(corpus.speakers, 0.0)
    gender_of: dict[str, str] = {}
    for utterance in corpus.utterances:
        utterances[utterance.speaker] += 1
        seconds[utterance.speaker] += utterance.seconds
        gender_of[utterance.speaker] = utterance.gender
    return [
        SpeakerRow(
            speaker,
            gender_of[speaker],
            utterances[speaker],
            seconds[speaker],
            sides.get(speaker, no_side),
            suggestion_text(suggestions[speaker]) if speaker in suggestions else "",
        )
        for speaker in utterances
    ]


def suggestion_text(suggestion: Suggestion) -> str:
    """`female? 212 Hz`: the question mark says that nobody has accepted it."""
    if not suggestion.median_f0_hz:
        return "no voice heard"
    word = "unclear" if suggestion.gender == UNKNOWN_GENDER else f"{suggestion.gender}?"
    return f"{word} {suggestion.median_f0_hz:.0f} Hz"
