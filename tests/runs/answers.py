# SPDX-License-Identifier: MIT
"""Answers of networks that were never trained, for tests of what is counted from them."""

from collections.abc import Sequence

import numpy as np

from ser_workbench.runs.result import Answer

EMOTIONS = ("anger", "fear", "sadness")


def answers_of(speaker: str, said: Sequence[tuple[str, str]]) -> list[Answer]:
    """(true, predicted) of one speaker's utterances."""
    return [Answer(f"{speaker}/{n}.wav", speaker, true, heard, "", None) for n, (true, heard) in enumerate(said)]


def draw_answers(speakers: int, seed: int, share: float, each: int = 12) -> list[Answer]:
    """A network that is right about `share` of the time; the utterances do not depend on seed and share."""
    spoken, said = np.random.default_rng(99), np.random.default_rng(seed)
    answers = []
    for number in range(speakers):
        true = [EMOTIONS[i] for i in spoken.integers(0, 3, each - number % 3)]
        heard = [e if said.random() < share else EMOTIONS[said.integers(0, 3)] for e in true]
        answers += answers_of(f"s{number:02}", list(zip(true, heard, strict=True)))
    return answers
