# SPDX-License-Identifier: MIT
"""A network's logits become probabilities that can be believed, and sets of emotions that hold the true one.

Both are learnt from validation utterances, which the network was not trained on. One temperature divides the logits
(temperature scaling; Guo, Pleiss, Sun and Weinberger 2017); what the probabilities are then worth is measured by split
conformal prediction (`conformal.py`).

Why so: the temperature and the scores come from the same utterances. Of one number fitted to dozens the scores hardly
feel anything, while half the utterances would be missed.

How far the promise goes: it holds for an utterance drawn from the same hat as the validation ones. A new speaker is
not; and the epoch was chosen by these very utterances. What is kept on test speakers is measured (`studies.honesty`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ser_workbench.live.conformal import conformal_scores, conformal_threshold, fewest_utterances, label_sets
from ser_workbench.live.judgement import Judgement

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

COLDEST, HOTTEST = 0.05, 20.0
"""Where the search for a temperature ends: of a network that knows nothing it would rise for ever."""
HALVINGS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a network said of items whose emotion is known."""

    logits: NDArray[np.float32]
    """(items, emotions)"""
    labels: Labels
    """(items,) places among the emotions."""
    utterances: tuple[str, ...]
    """Which utterance each item is a copy or a part of."""
    speakers: tuple[str, ...]

    @property
    def shares(self) -> Floats:
        """What each item weighs: those of one utterance together 1; (items,)."""
        _, numbers, counts = np.unique(self.utterances, return_inverse=True, return_counts=True)
        return np.asarray(1.0 / counts[numbers], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What was learnt from validation utterances under one way of hearing them."""

    emotions: tuple[str, ...]
    temperature: float
    scores: Floats
    """(items,) conformal scores of the validation items, rising."""
    shares: Floats
    """(items,) what each weighs: those of one utterance together 1."""
    utterances: int
    speakers: int
    unheard: tuple[str, ...] = ()
    """Emotions of which validation has no utterance."""

    @classmethod
    def fit(cls, emotions: Sequence[str], answers: Answers) -> Self:
        """Learn from what was said of validation items. Raises ValueError where there are none."""
        shares = answers.shares
        temperature = fit_temperature(answers.logits, answers.labels, shares)
        of_all = conformal_scores(soften(answers.logits, temperature))
        scores = np.take_along_axis(of_all, answers.labels[:, None], axis=1)[:, 0]
        order = np.argsort(scores, kind="stable")
        counts = len(set(answers.utterances)), len(set(answers.speakers))
        there = set(answers.labels.tolist())
        unheard = tuple(emotion for place, emotion in enumerate(emotions) if place not in there)
        return cls(tuple(emotions), temperature, scores[order], shares[order], *counts, unheard)

    def judge(self, logits: NDArray[np.floating], level: float) -> Judgement:
        """What a network's logits (emotions,) say; level: how often the label set shall hold the truth, 0 to 1."""
        probabilities = soften(logits[None], self.temperature)[0]
        likeliest_first = np.argsort(-probabilities, kind="stable")
        is_in = self.label_sets(probabilities[None], level)[0]
        named = dict(zip(self.emotions, probabilities.tolist(), strict=True))
        return Judgement(named, tuple(self.emotions[place] for place in likeliest_first if is_in[place]), level)

    def label_sets(self, probabilities: Floats, level: float) -> NDArray[np.bool_]:
        """Which emotions cannot be ruled out; calibrated (items, emotions) → (items, emotions)."""
        return label_sets(probabilities, self.threshold(level))

    def threshold(self, level: float) -> float:
        """The largest score of an emotion that cannot be ruled out; infinite: none can."""
        return conformal_threshold(self.scores, self.shares, level)

    def remarks(self, level: float) -> tuple[str, ...]:
        """What the promise rests on, and why it may be broken: a sentence each."""
        who = "the one validation speaker" if self.speakers == 1 else f"the {self.speakers} validation speakers"
        told = f"The coverage is promised for further utterances of {who} ({self.utterances:,} were heard)"
        said = [f"{told}; a new speaker is not drawn from the same hat, so that it may be missed."]
        if self.utterances < fewest_utterances(level):
            said.append(
                f"A coverage of {100 * level:g} % needs {fewest_utterances(level)} validation utterances, there are "
                f"{self.utterances}: no emotion can be ruled out."
            )
        if self.unheard:
            said.append(f"Validation has no utterance of {', '.join(self.unheard)}: nothing is promised for these.")
        if self.temperature > 0.99 * HOTTEST:
            said.append("On the validation utterances the network knows nothing; do not believe its answers.")
        return tuple(said)

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "emotions": list(self.emotions),
            "temperature": self.temperature,
            "scores": self.scores.tolist(),
            "shares": self.shares.tolist(),
            "utterances": self.utterances,
            "speakers": self.speakers,
            "unheard": list(self.unheard),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` gave. Raises KeyError, TypeError, ValueError or OverflowError for anything else."""
        scores, shares = (np.array(values[name], dtype=np.float64) for name in ("scores", "shares"))
        temperature = float(values["temperature"])
        if scores.ndim != 1 or scores.shape != shares.shape or not np.isfinite([*scores, *shares]).all():
            raise ValueError("its scores are no row of numbers, each with its share")
        if not len(scores) or (np.diff(scores) < 0).any() or (shares <= 0).any():
            raise ValueError("its scores do not rise, or weigh nothing")
        if not COLDEST <= temperature <= HOTTEST:
            raise ValueError(f"a temperature of {temperature} cannot be")
        emotions, unheard = (tuple(map(str, values[name])) for name in ("emotions", "unheard"))
        counts = int(values["utterances"]), int(values["speakers"])
        if min(counts) < 1:
            raise ValueError("it was learnt from nobody")
        return cls(emotions, temperature, scores, shares, *counts, unheard)


def soften(logits: NDArray[np.floating], temperature: float) -> Floats:
    """The softmax of logits over a temperature; (items, emotions) → (items, emotions)."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def fit_temperature(logits: NDArray[np.floating], labels: Labels, shares: Floats | None = None) -> float:
    """The temperature under which the cross-entropy of the labels is least.

    Of a network that is never wrong here that would be 0, all certainty; it keeps its own, 1.
    logits: (items, emotions); labels: (items,); shares: (items,) what each item weighs; None: all the same
    Raises ValueError where there is no item.
    """
    if not len(logits):
        raise ValueError("a temperature needs at least one item to be fitted on")
    wide = logits.astype(np.float64)
    weights = np.ones(len(wide)) if shares is None else shares
    truth = np.take_along_axis(wide, labels[:, None], axis=1)[:, 0]
    if (wide.argmax(axis=1) == labels).all():
        return 1.0
    # The cross-entropy is convex in the inverse temperature: its slope, the mean logit that is expected less the mean
    # true one, rises, and is 0 at the least.
    low, high = math.log(1 / HOTTEST), math.log(1 / COLDEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        expected = (soften(wide, math.exp(-middle)) * wide).sum(axis=1)
        low, high = (low, middle) if weights @ (expected - truth) > 0 else (middle, high)
    return min(HOTTEST, max(COLDEST, math.exp(-(low + high) / 2)))
