# SPDX-License-Identifier: MIT
"""Speakers and emotions that cannot be as they are named, or too few of them to train on."""

from collections import defaultdict
from collections.abc import Iterator

from ser_workbench.corpus.division import FEWEST_SPEAKERS
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, WHOLE_CORPUS, Corpus, Problem, Utterance


def find_speaker_problems(corpus: Corpus) -> Iterator[Problem]:
    """A corpus of one speaker; a speaker with two genders; an emotion of fewer speakers than there are sides."""
    if len(corpus.speakers) == 1:
        yield Problem(
            WHOLE_CORPUS,
            f"has only one speaker ({corpus.speakers[0]}); training and testing by speaker needs at least three.",
            "balance",
        )
    yield from _find_two_genders(corpus)
    if len(corpus.speakers) >= FEWEST_SPEAKERS:
        yield from _find_rare_emotions(corpus)


def _find_two_genders(corpus: Corpus) -> Iterator[Problem]:
    first_of: dict[str, Utterance] = {}
    named: set[str] = set()
    for utterance in corpus.utterances:
        if utterance.gender == UNKNOWN_GENDER:
            continue
        first = first_of.setdefault(utterance.speaker, utterance)
        if first.gender != utterance.gender and utterance.speaker not in named:
            named.add(utterance.speaker)
            yield Problem(
                utterance.id,
                f"calls the speaker {utterance.speaker} {utterance.gender}, but {first.id} says {first.gender}; "
                "correct one of them.",
                "gender",
            )


def _find_rare_emotions(corpus: Corpus) -> Iterator[Problem]:
    speakers_of: defaultdict[str, set[str]] = defaultdict(set)
    for utterance in corpus.utterances:
        speakers_of[utterance.emotion].add(utterance.speaker)
    for emotion in corpus.emotions:
        who = sorted(speakers_of[emotion])
        if len(who) < FEWEST_SPEAKERS:
            yield Problem(
                WHOLE_CORPUS,
                f"has {emotion} only of {' and '.join(who)}, too few for training, validation and test to have it; "
                "record it with more speakers or leave it out.",
                "balance",
            )
