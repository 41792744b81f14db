# SPDX-License-Identifier: MIT
"""Patience, and the best epoch of each condition."""

from ser_workbench.training.events import EpochEnded
from ser_workbench.training.settings import TrainingSettings
from ser_workbench.training.stopping import Figures, Verdict, judge_epoch

PAPER = TrainingSettings()


def judge_all(epochs: list[tuple[float, float]], settings: TrainingSettings = PAPER) -> list[Verdict]:
    """Judge epochs of (loss, UA), the same in both conditions."""
    history: list[EpochEnded] = []
    verdicts = []
    for number, (loss, ua) in enumerate(epochs, start=1):
        figures = Figures(loss, ua, ua)
        verdict = judge_epoch(history, figures, figures, settings)
        verdicts.append(verdict)
        history.append(
            EpochEnded(number, 0, loss, loss, ua, ua, ua, ua, verdict.is_best_clean, verdict.is_best_noisy, 0, 0)
        )
    return verdicts


def test_that_patience_counts_epochs_without_a_better_loss():
    verdicts = judge_all([(1.0, 0.1), (0.9, 0.1), (0.95, 0.2), (0.9, 0.3), (0.91, 0.4)])
    assert [verdict.patience_left for verdict in verdicts] == [3, 3, 2, 1, 0]


def test_that_a_better_loss_renews_the_patience():
    verdicts = judge_all([(1.0, 0.1), (1.1, 0.1), (1.2, 0.1), (0.99, 0.1)])
    assert [verdict.patience_left for verdict in verdicts] == [3, 2, 1, 3]


def test_that_patience_may_count_ua():
    verdicts = judge_all([(1.0, 0.5), (0.9, 0.5), (0.8, 0.6)], PAPER.changed({"stop_by": "ua"}))
    assert [verdict.patience_left for verdict in verdicts] == [3, 2, 3]


def test_that_the_best_epoch_is_that_of_highest_ua_and_of_lower_loss_among_equals():
    verdicts = judge_all([(1.0, 0.5), (0.5, 0.4), (1.1, 0.5), (0.9, 0.5), (0.9, 0.5)])
    assert [verdict.is_best_noisy for verdict in verdicts] == [True, False, False, True, False]


def test_that_the_best_epoch_may_be_that_of_lowest_loss():
    verdicts = judge_all([(1.0, 0.5), (0.5, 0.4), (0.6, 0.9)], PAPER.changed({"select_by": "loss"}))
    assert [verdict.is_best_clean for verdict in verdicts] == [True, True, False]


def test_that_each_condition_has_its_own_best_epoch():
    first = EpochEnded(1, 0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5, True, True, 3, 0)
    verdict = judge_epoch([first], Figures(1, 0.6, 0.6), Figures(1, 0.4, 0.4), PAPER)
    assert (verdict.is_best_clean, verdict.is_best_noisy) == (True, False)
