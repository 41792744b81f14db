# SPDX-License-Identifier: MIT
"""Noises stay decoded within a budget."""

from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.runs.recent_noises import RecentNoises
from tests.corpora import write_noise_folder


def test_that_a_noise_is_decoded_once_and_the_oldest_goes_when_the_budget_is_spent(tmp_path: Path) -> None:
    files = sorted(write_noise_folder(tmp_path, count=3).iterdir())
    one = read_audio(files[0]).nbytes
    recent = RecentNoises(budget_bytes=2 * one)
    first = recent.read(files[0])
    assert recent.read(files[0]) is first
    recent.read(files[1])
    recent.read(files[2])
    assert recent.size == 2 * one
    again = recent.read(files[0])
    assert again is not first
    assert np.array_equal(again, first)


def test_that_a_noise_larger_than_the_budget_is_read_and_not_kept(tmp_path: Path) -> None:
    (file,) = write_noise_folder(tmp_path, count=1).iterdir()
    recent = RecentNoises(budget_bytes=10)
    assert len(recent.read(file)) == 4000
    assert recent.size == 0
