# SPDX-License-Identifier: MIT
"""Voices that are unlike each other, and what becomes of a recording on its way through other hands."""

import io

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

RATE_HZ = 16000


def make_voice(seed: int, seconds: float = 2.0, rate_hz: int = RATE_HZ) -> NDArray[np.float32]:
    """A buzz that turns up and down and swells at random; (samples,) float32."""
    rng = np.random.default_rng(seed)
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    turns_s = np.arange(0, seconds + 0.1, 0.1)
    height_hz = 140 * np.exp2(np.interp(time_s, turns_s, rng.uniform(-0.5, 0.5, len(turns_s))))
    buzz = 2 * (np.cumsum(height_hz / rate_hz) % 1) - 1
    swell = np.interp(time_s, turns_s, rng.uniform(0.05, 0.4, len(turns_s)))
    return (buzz * swell + 0.002 * rng.standard_normal(len(time_s))).astype(np.float32)


def through_mp3(samples: NDArray[np.float32], rate_hz: int = RATE_HZ) -> NDArray[np.float32]:
    """What an MP3 of the lowest quality makes of it."""
    return _coded(samples, rate_hz, "MP3", "MPEG_LAYER_III", 0.95)


def through_ogg(samples: NDArray[np.float32], rate_hz: int = RATE_HZ) -> NDArray[np.float32]:
    """What an Ogg Vorbis of the lowest quality makes of it."""
    return _coded(samples, rate_hz, "OGG", "VORBIS", 1.0)


def resampled(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """The recording at another rate."""
    return np.asarray(soxr.resample(samples, RATE_HZ, rate_hz), dtype=np.float32)


def _coded(
    samples: NDArray[np.float32], rate_hz: int, name: str, subtype: str, compression: float
) -> NDArray[np.float32]:
    stream = io.BytesIO()
    with soundfile.SoundFile(
        stream, "w", rate_hz, 1, format=name, subtype=subtype, compression_level=compression
    ) as sound:
        sound.write(samples)
    stream.seek(0)
    return np.asarray(soundfile.read(stream, dtype="float32")[0])
