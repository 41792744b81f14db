# SPDX-License-Identifier: MIT
"""A network measured on a few steps."""

import pytest

from ser_workbench.progress import run_steps
from ser_workbench.training.probe import MeasuredPace, measure_network
from tests.training.toy import EMOTIONS, FEATURES, QUICK, toy_network


def test_that_an_epoch_takes_the_time_of_its_frames():
    assert MeasuredPace(learn_s=0.002, hear_s=0.001, device="cpu").epoch_s(1000, 300) == pytest.approx(2.3)


def test_that_a_network_is_timed_and_the_device_named():
    network = toy_network()
    pace = run_steps(measure_network(network.model, FEATURES, EMOTIONS, QUICK, frames=300))
    assert min(pace.learn_s, pace.hear_s) > 0
    assert pace.device.startswith("cpu")
