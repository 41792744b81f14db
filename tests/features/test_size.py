# SPDX-License-Identifier: MIT
"""What features take of the disk is never more than was said."""

from itertools import pairwise

import pytest

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.size import feature_bytes, samples_of


def test_that_whole_windows_count_in_the_type_that_is_stored() -> None:
    one = FeatureSettings()
    rows = 98 * 40 * 4 * 1000  # (16000 - 400) / 160 + 1 windows
    assert rows < feature_bytes([16000], one, 1000) < 1.03 * rows
    assert rows / 2 < feature_bytes([16000], one.changed({"storage": "float16"}), 1000) < 1.03 * rows / 2


def test_that_copies_count_as_utterances_of_their_own_do() -> None:
    assert feature_bytes([16000, 32000], FeatureSettings(), 61) == feature_bytes([16000, 32000] * 61, FeatureSettings())


def test_that_a_signal_shorter_than_a_window_takes_no_rows() -> None:
    assert feature_bytes([399], FeatureSettings()) == feature_bytes([0], FeatureSettings())


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000])
def test_that_resampling_gives_no_more_samples_than_were_counted(rate: int) -> None:
    for frames in range(9 * rate // 10, 9 * rate // 10 + 50):
        assert -(-frames * 16000 // rate) <= samples_of(frames / rate) <= frames * 16000 / rate + 2


def test_that_more_sound_never_takes_less_disk() -> None:
    sizes = [feature_bytes([count], FeatureSettings()) for count in range(0, 16000, 80)]
    assert all(less <= more for less, more in pairwise(sizes))
