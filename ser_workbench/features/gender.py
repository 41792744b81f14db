# SPDX-License-Identifier: MIT
"""Which gender the height of a speaker's voice suggests; never a fact, since voices overlap.

Why so: emotions raise a voice by half its height, more than what parts the genders, so the calmest recordings of a
speaker are listened to. The limits stand in the gap between EmoDB's neutral voices: its five men speak at 99 to 142 Hz,
its five women at 163 to 202 Hz (medians of voiced frames).
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.corpus.utterance import FEMALE, MALE, UNKNOWN_GENDER, Corpus, Utterance
from ser_workbench.errors import AudioError
from ser_workbench.features.pitch import find_pitch
from ser_workbench.progress import Progress, Steps

HIGHEST_MALE_HZ, LOWEST_FEMALE_HZ = 146.0, 158.0
"""Between them nothing is suggested."""
UTTERANCES = 8
"""So many of a speaker are listened to."""
CALM, SUBDUED = ("neutral", "calm"), ("sadness", "boredom", "disgust")
"""Emotions that are asked for first, and second; of each group's emotions equally many."""
FEWEST_FRAMES = 50
"""Half a second of voice; less tells nothing."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the recordings of one speaker suggest."""

    gender: str
    """`unknown` where the voice lies between the genders, or where nothing was heard."""
    median_f0_hz: float
    """0 where nothing was heard."""


def suggest_genders(corpus: Corpus) -> Steps[dict[str, Suggestion]]:
    """Speaker → what the median pitch of his or her calmest recordings suggests; bad recordings are passed over."""
    suggestions: dict[str, Suggestion] = {}
    chosen = _choose_calm(corpus)
    total = sum(len(utterances) for utterances in chosen.values())
    done = 0
    for speaker, utterances in chosen.items():
        pitches = [np.zeros(0, np.float32)]
        for utterance in utterances:
            with suppress(AudioError):  # What is wrong with a recording is told by the check of the corpus.
                pitches.append(find_pitch(read_audio(utterance.file)))
            done += 1
            yield Progress("Listening to voices", done, total, "recordings")
        voiced = np.concatenate(pitches)
        suggestions[speaker] = suggest_gender(float(np.median(voiced)) if len(voiced) >= FEWEST_FRAMES else 0.0)
    return suggestions


def suggest_gender(median_f0_hz: float) -> Suggestion:
    """The gender of a voice of this height; 0 when nothing was heard."""
    if median_f0_hz >= LOWEST_FEMALE_HZ:
        return Suggestion(FEMALE, median_f0_hz)
    return Suggestion(MALE if 0 < median_f0_hz <= HIGHEST_MALE_HZ else UNKNOWN_GENDER, median_f0_hz)


def _choose_calm(corpus: Corpus) -> Mapping[str, list[Utterance]]:
    """Speaker → the calmest utterances; of emotions that are equally calm, one after the other."""
    ranked: dict[str, list[tuple[int, int, Utterance]]] = {speaker: [] for speaker in corpus.speakers}
    counts: Counter[tuple[str, str]] = Counter()
    for utterance in corpus.utterances:
        counts[utterance.speaker, utterance.emotion] += 1
        nth = counts[utterance.speaker, utterance.emotion]
        ranked[utterance.speaker].append((_excitement(utterance.emotion), nth, utterance))
    return {
        speaker: [utterance for *_, utterance in sorted(theirs, key=lambda rank: rank[:2])[:UTTERANCES]]
        for speaker, theirs in ranked.items()
    }


def _excitement(emotion: str) -> int:
    return 0 if emotion in CALM else 1 if emotion in SUBDUED else 2
