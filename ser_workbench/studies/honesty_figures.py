# SPDX-License-Identifier: MIT
"""How probabilities and label sets did on test speakers, in figures; intervals are over speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ser_workbench.live.calibration import Answers, Calibration, soften
from ser_workbench.training.intervals import DRAWS, FEWEST_SPEAKERS, interval_of

LEVELS = (0.8, 0.9, 0.95)
BINS = 15
"""As in Guo et al. (2017)."""
TINIEST = 1e-12
Interval = tuple[float, float] | None
Floats = NDArray[np.float64]
Answered = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the items, 0 to 1, with its 95 % interval over speakers; None of fewer than two speakers."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """What was promised at a level, and what came of it."""

    level: float
    coverage: Share
    """How often the label set held the true emotion."""
    unsure: Share
    """How often it held more than one."""
    sure_accuracy: Share | None
    """How often the others were right; None where there were none."""
    emotions: float
    """In a label set, on average."""


@dataclass(frozen=True, slots=True)
class ViewFigures:
    """One way of hearing: whole utterances, or windows."""

    temperature: float
    validation_utterances: int
    validation_speakers: int
    items: int
    speakers: int
    accuracy: Share
    calibration_error: tuple[float, float]
    """Before and after the temperature."""
    log_loss: tuple[float, float]
    """Before and after, in nats."""
    levels: tuple[LevelFigures, ...]


@dataclass(frozen=True, slots=True)
class Honest:
    """The answer to `measure_honesty`."""

    run: str
    title: str
    """The model, as the paper writes it."""
    condition: str
    window_s: float
    views: Mapping[str, ViewFigures]
    """`utterance` and `running`."""
    remarks: tuple[str, ...]
    """What the promise rests on."""

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        return {
            "run": self.run,
            "model": self.title,
            "state": self.condition,
            "window_s": self.window_s,
            "views": {name: _view_json(view) for name, view in self.views.items()},
            "remarks": list(self.remarks),
        }


def figures_of(calibration: Calibration, answers: Answers) -> ViewFigures:
    """How a calibration does on answers of which nothing was learnt."""
    raw, calibrated = soften(answers.logits, 1.0), soften(answers.logits, calibration.temperature)
    is_right = calibrated.argmax(axis=1) == answers.labels
    speakers = np.array(answers.speakers)
    levels = []
    for level in LEVELS:
        sets = calibration.label_sets(calibrated, level)
        is_held, sizes = sets[np.arange(len(sets)), answers.labels], sets.sum(axis=1)
        is_sure = sizes == 1
        sure = share_of(is_right[is_sure], speakers[is_sure]) if is_sure.any() else None
        coverage, unsure = share_of(is_held, speakers), share_of(~is_sure, speakers)
        levels.append(LevelFigures(level, coverage, unsure, sure, float(sizes.mean())))
    return ViewFigures(
        temperature=calibration.temperature,
        validation_utterances=calibration.utterances,
        validation_speakers=calibration.speakers,
        items=len(is_right),
        speakers=len(set(answers.speakers)),
        accuracy=share_of(is_right, speakers),
        calibration_error=(calibration_error(raw, answers.labels), calibration_error(calibrated, answers.labels)),
        log_loss=(log_loss(raw, answers.labels), log_loss(calibrated, answers.labels)),
        levels=tuple(levels),
    )


def calibration_error(probabilities: Floats, labels: NDArray[np.int64], bins: int = BINS) -> float:
    """ECE: how far accuracy and confidence lie apart within bins of the same confidence, weighed by their items.

    Naeini, Cooper and Hauskrecht 2015. Of few items it is never small, however well calibrated they are.

    >>> calibration_error(np.array([[0.8, 0.2], [0.8, 0.2]]), np.array([0, 1]))
    0.30000000000000004
    """
    confidence = probabilities.max(axis=1)
    gaps = (probabilities.argmax(axis=1) == labels) - confidence
    places = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return float(np.abs(np.bincount(places, gaps, bins)).sum() / len(labels))


def log_loss(probabilities: Floats, labels: NDArray[np.int64]) -> float:
    """The mean cross-entropy in nats."""
    truth = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(truth, TINIEST)).mean())


def share_of(is_so: Answered, speakers: NDArray[np.str_]) -> Share:
    """Of how many items something is so, with the bootstrap interval over speakers; (items,) both."""
    names, numbers = np.unique(speakers, return_inverse=True)
    if len(names) < FEWEST_SPEAKERS:
        return Share(float(is_so.mean()), None)
    so, all_items = np.bincount(numbers, is_so), np.bincount(numbers)
    times = np.random.default_rng(0).multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    return Share(float(is_so.mean()), interval_of((times @ so) / (times @ all_items)))


def _view_json(view: ViewFigures) -> dict[str, Any]:
    before_after = ("before", "after")
    return {
        "temperature": view.temperature,
        "validation": {"utterances": view.validation_utterances, "speakers": view.validation_speakers},
        "test": {"items": view.items, "speakers": view.speakers},
        "accuracy": _share_json(view.accuracy),
        "calibration_error": dict(zip(before_after, view.calibration_error, strict=True)),
        "log_loss": dict(zip(before_after, view.log_loss, strict=True)),
        "levels": [_level_json(level) for level in view.levels],
    }


def _level_json(figures: LevelFigures) -> dict[str, Any]:
    return {
        "level": figures.level,
        "coverage": _share_json(figures.coverage),
        "unsure": _share_json(figures.unsure),
        "sure_accuracy": _share_json(figures.sure_accuracy) if figures.sure_accuracy else None,
        "emotions": figures.emotions,
    }


def _share_json(share: Share) -> dict[str, float | Sequence[float] | None]:
    return {"value": share.value, "interval": list(share.interval) if share.interval else None}
