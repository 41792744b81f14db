# SPDX-License-Identifier: MIT
"""How fast a training goes and how long an epoch will take."""

import pytest

from ser_workbench.training.pace import VALIDATION_COST, Pace


def test_that_what_is_left_is_judged_by_frames():
    pace = Pace(train_frames=1000, validation_frames=500)
    pace.learnt(utterances=10, frames=100, seconds=2.0)
    assert pace.utterances_per_s == 5
    assert pace.eta_s == pytest.approx(900 * 0.02 + 500 * 0.02 * VALIDATION_COST)


def test_that_the_validation_is_judged_by_itself_once_it_runs():
    pace = Pace(train_frames=100, validation_frames=50)
    pace.learnt(utterances=10, frames=100, seconds=2.0)
    pace.validated(share=0.25, seconds=1.0)
    assert pace.eta_s == pytest.approx(3.0)
    pace.validated(share=1.0, seconds=3.0)
    assert pace.eta_s == 0
    assert pace.seconds == 6


def test_that_an_epoch_not_begun_has_no_pace():
    assert Pace(100, 50).utterances_per_s == 0
