# SPDX-License-Identifier: MIT
"""What the feature settings mean, and which of them cannot be."""

import pytest

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings


def test_that_the_paper_s_spliced_frames_are_40_by_16_and_13_by_16() -> None:
    assert (FeatureSettings().height, FeatureSettings().width) == (40, 16)
    assert (FeatureSettings(kind="mfcc").height, FeatureSettings(kind="mfcc").width) == (13, 16)


def test_that_a_window_has_400_samples_and_a_shift_160() -> None:
    assert (FeatureSettings().window_samples, FeatureSettings().hop_samples) == (400, 160)


def test_that_frames_are_counted_as_kaldi_does() -> None:
    counts = [FeatureSettings().count_frames(samples) for samples in (0, 399, 400, 559, 560, 16000)]
    assert counts == [0, 0, 1, 1, 2, 98]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"low_hz": 4000, "high_hz": 3000}, "must lie below"),
        ({"kind": "mfcc", "coefficients": 41}, "need at least as many mel bands"),
        ({"kind": "wavelets"}, "log-mel or mfcc"),
        ({"bands": 0}, "3 to 128"),
    ],
)
def test_that_impossible_features_are_refused(values: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        FeatureSettings.model_validate(values)
