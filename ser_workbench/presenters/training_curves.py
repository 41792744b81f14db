# SPDX-License-Identifier: MIT
"""The curves of a training: a line for each loss and each accuracy, thinned out so that they stay quick to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.training.events import EpochEnded

MOST_BATCH_POINTS = 400
POINTS_AN_EPOCH = 40
"""To begin with: single mini-batches scatter so much that their curve would hide the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plot; x in epochs."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    colour_index: int = 0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class TrainingCurves:
    """What the two plots show; a best epoch is None until there is one."""

    loss: tuple[Line, ...]
    accuracy: tuple[Line, ...]
    """UA in percent."""
    best_clean: int | None = None
    best_noisy: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not any(line.x for line in self.loss + self.accuracy)


class BatchLosses:
    """The loss of every batch, kept in at most `most` points however many come; `batches`: those of an epoch.

    Neighbours are averaged: whenever the points are too many, each pair becomes one, and from then on
    a point stands for twice as many batches.
    """

    def __init__(self, most: int = MOST_BATCH_POINTS, batches: int = 0) -> None:
        self._most = most
        self._each = max(1, batches // POINTS_AN_EPOCH)
        self._points: list[tuple[float, float]] = []
        self._open: list[tuple[float, float]] = []

    def add(self, epochs: float, loss: float) -> None:
        """One batch: how many epochs had passed at its end, and its loss."""
        self._open.append((epochs, loss))
        if len(self._open) < self._each:
            return
        self._points.append(_mean(self._open))
        self._open.clear()
        if len(self._points) >= self._most:
            self._points = [_mean(self._points[i : i + 2]) for i in range(0, len(self._points), 2)]
            self._each *= 2

    def line(self) -> Line:
        """The thinned curve."""
        points = tuple(self._points)
        return Line("mini-batches", tuple(x for x, _ in points), tuple(y for _, y in points), 0, is_dashed=True)


def curves_of(
    epochs: Sequence[EpochEnded], batches: BatchLosses | None = None, *, has_noise: bool = True
) -> TrainingCurves:
    """The curves after these epochs; `batches` shows how the first epoch goes before it has ended."""
    loss = [
        _line("training", epochs, "train_loss", 0),
        _line("clean", epochs, "validation_loss_clean", 1),
    ]
    accuracy = [_line("clean", epochs, "ua_clean", 1, 100.0)]
    if has_noise:
        loss.append(_line("noisy", epochs, "validation_loss_noisy", 4))
        accuracy.append(_line("noisy", epochs, "ua_noisy", 4, 100.0))
    if batches is not None:
        loss.insert(0, batches.line())
    return TrainingCurves(
        loss=tuple(line for line in loss if line.x),
        accuracy=tuple(line for line in accuracy if line.x),
        best_clean=_last([epoch.epoch for epoch in epochs if epoch.is_best_clean]),
        best_noisy=_last([epoch.epoch for epoch in epochs if epoch.is_best_noisy and has_noise]),
    )


def _line(name: str, epochs: Sequence[EpochEnded], field: str, colour: int, factor: float = 1.0) -> Line:
    values = tuple(getattr(epoch, field) * factor for epoch in epochs)
    return Line(name, tuple(float(epoch.epoch) for epoch in epochs), values, colour)


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _last(numbers: Sequence[int]) -> int | None:
    return numbers[-1] if numbers else None
