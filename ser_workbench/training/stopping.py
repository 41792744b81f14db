# SPDX-License-Identifier: MIT
"""Which epochs are best and when to stop (paper.md, Section 5); pure arithmetic on the figures of each epoch.

One training gives two selected states: best on validation in the clean, and in the noisy condition.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.training.events import EpochEnded
from ser_workbench.training.settings import TrainingSettings


@dataclass(frozen=True, slots=True)
class Figures:
    """Validation of one epoch in one condition."""

    loss: float
    ua: float
    wa: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an epoch means: is it the best so far in each condition, and how much patience is left."""

    is_best_clean: bool
    is_best_noisy: bool
    patience_left: int


def judge_epoch(before: Sequence[EpochEnded], clean: Figures, noisy: Figures, settings: TrainingSettings) -> Verdict:
    """Compare an epoch with all before it.

    Choice: the best epoch is the one of highest validation UA, ties by lower loss (`select_by`); patience
    counts epochs without a better validation loss in the noisy condition (`stop_by`).
    """
    cleans = [Figures(e.validation_loss_clean, e.ua_clean, e.wa_clean) for e in before]
    noisies = [Figures(e.validation_loss_noisy, e.ua_noisy, e.wa_noisy) for e in before]
    waited = _epochs_since_better([*noisies, noisy], settings.stop_by)
    return Verdict(
        is_best_clean=all(_rank(clean, settings.select_by) > _rank(other, settings.select_by) for other in cleans),
        is_best_noisy=all(_rank(noisy, settings.select_by) > _rank(other, settings.select_by) for other in noisies),
        patience_left=max(0, settings.patience - waited),
    )


def _rank(figures: Figures, by: str) -> tuple[float, float]:
    return (figures.ua, -figures.loss) if by == "ua" else (-figures.loss, figures.ua)


def _epochs_since_better(epochs: Sequence[Figures], by: str) -> int:
    values = [-figures.loss if by == "loss" else figures.ua for figures in epochs]
    return len(values) - 1 - values.index(max(values))
