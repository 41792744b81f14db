# SPDX-License-Identifier: MIT
"""Two other implementations of Kaldi's features, and the definition in 64 bits."""

import kaldi_native_fbank
import numpy as np
import torch
import torchaudio.compliance.kaldi as torchaudio_kaldi
from numpy.typing import ArrayLike, NDArray

from ser_workbench.audio.samples import Samples

Features = NDArray[np.float32]


def by_torchaudio(samples: Samples, kind: str) -> Features:
    """torchaudio.compliance.kaldi, one file at a time."""
    wave = torch.from_numpy(samples)[None] * 32768
    if kind == "log-mel":
        features = torchaudio_kaldi.fbank(wave, num_mel_bins=40, dither=0.0)
    else:
        # The floor of 0 is Kaldi's default; torchaudio's is 1.
        features = torchaudio_kaldi.mfcc(
            wave, num_mel_bins=40, num_ceps=13, use_energy=True, energy_floor=0.0, dither=0.0
        )
    return np.asarray(features.numpy())


def by_kaldi_native_fbank(samples: Samples, kind: str) -> Features:
    """kaldi-native-fbank, Kaldi's own code."""
    options = kaldi_native_fbank.FbankOptions() if kind == "log-mel" else kaldi_native_fbank.MfccOptions()
    options.frame_opts.dither = 0.0
    options.mel_opts.num_bins = 40
    computer = kaldi_native_fbank.OnlineFbank(options) if kind == "log-mel" else kaldi_native_fbank.OnlineMfcc(options)
    computer.accept_waveform(16000, (samples * 32768).tolist())
    computer.input_finished()
    return np.stack([computer.get_frame(frame) for frame in range(computer.num_frames_ready)])


def by_definition(samples: Samples, kind: str) -> NDArray[np.float64]:
    """Kaldi's formulas, frame by frame in 64 bits."""
    wave = samples.astype(np.float64) * 32768
    floor = np.finfo(np.float32).eps
    window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 399)) ** 0.85
    rows = []
    for start in range(0, len(wave) - 400 + 1, 160):
        frame = wave[start : start + 400]
        frame = frame - frame.mean()
        energy = np.log(max(np.sum(frame**2), floor))
        frame = (frame - 0.97 * np.concatenate([frame[:1], frame[:-1]])) * window
        spectrum = np.abs(np.fft.rfft(frame, 512)) ** 2
        log_mel = np.log(np.maximum([np.sum(spectrum * triangle(band)) for band in range(40)], floor))
        rows.append(log_mel if kind == "log-mel" else to_mfcc(log_mel, energy))
    return np.array(rows)


def triangle(band: int) -> NDArray[np.float64]:
    """One filter of 40 between 20 and 8000 Hz, at the 257 bins of a 512-point FFT."""

    def mel(hertz: ArrayLike) -> NDArray[np.float64]:
        return np.asarray(1127 * np.log(1 + np.asarray(hertz) / 700))

    corners = np.linspace(mel(20), mel(8000), 42)[band : band + 3]
    return np.interp(mel(np.arange(257) * 31.25), corners, [0.0, 1.0, 0.0])


def to_mfcc(log_mel: NDArray[np.float64], energy: float) -> NDArray[np.float64]:
    """scipy's DCT, Kaldi's lifter, log energy first."""
    from scipy.fft import dct

    cepstrum = np.asarray(dct(log_mel, type=2, norm="ortho"))[:13] * (1 + 11 * np.sin(np.pi * np.arange(13) / 22))
    cepstrum[0] = energy
    return np.asarray(cepstrum)
