# SPDX-License-Identifier: MIT
"""The mel bank and the window are Kaldi's."""

import numpy as np
import pytest
import torchaudio.compliance.kaldi as torchaudio_kaldi

from ser_workbench.features.mel import count_fft_points, hz_to_mel, mel_bank, povey_window
from ser_workbench.features.settings import FeatureSettings
from tests.features.references import triangle


@pytest.mark.parametrize("bands", [23, 40, 80])
def test_that_the_mel_bank_is_torchaudios(bands: int) -> None:
    theirs, _ = torchaudio_kaldi.get_mel_banks(bands, 512, 16000.0, 20.0, 0.0, 100.0, -500.0, 1.0)
    ours = mel_bank(FeatureSettings(bands=bands))
    assert ours.shape == (257, bands)
    assert np.allclose(ours[:256], theirs.numpy().T, atol=2e-5)
    assert not ours[256].any()


def test_that_each_filter_is_a_triangle_between_its_neighbours() -> None:
    bank = mel_bank(FeatureSettings())
    for band in (0, 17, 39):
        assert np.allclose(bank[:, band], triangle(band))


def test_that_1000_hz_are_1000_mel() -> None:
    assert float(hz_to_mel(1000.0)) == pytest.approx(1000, abs=0.1)


def test_that_the_window_is_a_hann_window_to_the_power_of_0_85() -> None:
    window = povey_window(400).numpy()
    assert window[0] == 0
    assert window[100] == pytest.approx((0.5 - 0.5 * np.cos(2 * np.pi * 100 / 399)) ** 0.85, rel=1e-6)


def test_that_the_fft_has_the_next_power_of_two_points() -> None:
    assert [count_fft_points(samples) for samples in (255, 256, 257, 400, 512, 513)] == [256, 256, 512, 512, 512, 1024]
