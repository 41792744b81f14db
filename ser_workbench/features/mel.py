# SPDX-License-Identifier: MIT
"""The window, the mel bank and the lifter of Kaldi."""

import math

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.features.settings import FeatureSettings

CEPSTRAL_LIFTER = 22.0


def povey_window(samples: int) -> Tensor:
    """Kaldi's own window, a Hann window to the power of 0.85; (samples,) float32, 0 at both ends.

    Computed in float32 by torch, as torchaudio does: the last bit of the window moves MFCCs of quiet frames by 1e-3.
    """
    return torch.hann_window(samples, periodic=False).pow(0.85)


def count_fft_points(window_samples: int) -> int:
    """The next power of two (Kaldi's `round_to_power_of_two`)."""
    return int(1 << (window_samples - 1).bit_length())


def mel_bank(settings: FeatureSettings) -> NDArray[np.float64]:
    """Triangles of equal width on the mel scale, 1127 · ln(1 + f / 700); (FFT points / 2 + 1, bands)."""
    points = count_fft_points(settings.window_samples)
    # Kaldi leaves out the bin at half the sample rate.
    bins = hz_to_mel(np.arange(points // 2) * (SAMPLE_RATE_HZ / points))[:, None]
    low, high = hz_to_mel(settings.low_hz), hz_to_mel(settings.top_hz)
    width = (high - low) / (settings.bands + 1)
    left = low + np.arange(settings.bands) * width
    rising, falling = (bins - left) / width, (left + 2 * width - bins) / width
    bank = np.maximum(0.0, np.minimum(rising, falling))
    return np.pad(bank, ((0, 1), (0, 0)))


def hz_to_mel(frequency_hz: ArrayLike) -> NDArray[np.float64]:
    """Hertz to mel."""
    return np.asarray(1127.0 * np.log1p(np.asarray(frequency_hz) / 700.0))


def lifter(coefficients: int) -> NDArray[np.float64]:
    """What each cepstral coefficient is multiplied by: 1 + 11 · sin(πk / 22); (coefficients,)."""
    return np.asarray(1 + CEPSTRAL_LIFTER / 2 * np.sin(math.pi * np.arange(coefficients) / CEPSTRAL_LIFTER))
