# SPDX-License-Identifier: MIT
"""What noises are made of: coloured noise, tones, ringing blows, and moments at which things happen."""

from collections.abc import Callable

import numpy as np

from demo_corpus.effects import RATE_HZ, smooth_noise
from demo_corpus.espeak import Signal

Gain = Callable[[Signal], Signal]


def seconds(length: int) -> Signal:
    """The time of each sample."""
    return np.arange(length) / RATE_HZ


def shaped_noise(length: int, rng: np.random.Generator, gain: Gain) -> Signal:
    """White noise through a filter given as amplitude over hertz; standard deviation 1."""
    spectrum = np.fft.rfft(rng.normal(size=length)) * gain(np.maximum(np.fft.rfftfreq(length, 1 / RATE_HZ), 10.0))
    signal = np.fft.irfft(spectrum, length)
    return np.asarray(signal / np.std(signal))


def power_law(slope: float) -> Gain:
    """Amplitude that falls with hertz to the power `slope`: 0 white, 0.5 pink, 1 brown."""
    return lambda hz: np.asarray(hz**-slope)


def band(low_hz: float, high_hz: float, order: int = 2) -> Gain:
    """Passes between two frequencies, with soft edges."""
    return lambda hz: 1 / np.sqrt((1 + (low_hz / hz) ** (2 * order)) * (1 + (hz / high_hz) ** (2 * order)))


def swelling(length: int, rng: np.random.Generator, per_s: float, depth: float) -> Signal:
    """A slow random rise and fall of loudness, about 1, in natural units."""
    return np.exp(depth * smooth_noise(length, RATE_HZ, per_s, rng))


def tone(hz: Signal | float, length: int) -> Signal:
    """A sine whose frequency may change from sample to sample."""
    steps = np.broadcast_to(np.asarray(hz, dtype=np.float64), (length,))
    return np.sin(2 * np.pi * np.cumsum(steps) / RATE_HZ)


def harmonics(hz: Signal | float, length: int, amplitudes: tuple[float, ...]) -> Signal:
    """A tone and its overtones; those above 7.5 kHz are left out."""
    top = float(np.max(hz))
    parts = [a * tone(hz * np.float64(k), length) for k, a in enumerate(amplitudes, 1) if k * top < 7500]
    return np.asarray(np.sum(parts, axis=0))


def ringing(hz: tuple[float, ...], decay_s: float, length: int) -> Signal:
    """A struck thing: partials that die away, the higher the sooner."""
    time = seconds(length)
    parts = [np.sin(2 * np.pi * f * time) * np.exp(-time * (k + 1) ** 0.5 / decay_s) for k, f in enumerate(hz)]
    return np.asarray(np.sum(parts, axis=0))


def thud(rng: np.random.Generator, gain: Gain, decay_s: float) -> Signal:
    """A short noise that dies away."""
    length = int(RATE_HZ * decay_s * 7)
    return shaped_noise(length, rng, gain) * np.exp(-seconds(length) / decay_s)


def scatter(length: int, moments: Signal, event: Callable[[int], Signal]) -> Signal:
    """Lay an event at each moment (seconds); event gets its number."""
    signal = np.zeros(length)
    for number, moment in enumerate(moments):
        start = int(moment * RATE_HZ)
        if 0 <= start < length:
            piece = event(number)[: length - start]
            signal[start : start + len(piece)] += piece
    return signal


def at_random(length: int, per_s: float, rng: np.random.Generator) -> Signal:
    """Moments of a Poisson process."""
    count = rng.poisson(per_s * length / RATE_HZ)
    return np.sort(rng.uniform(0, length / RATE_HZ, max(count, 2)))


def regularly(length: int, period_s: float, rng: np.random.Generator, wobble_s: float = 0.0) -> Signal:
    """Moments one period apart, each a little early or late."""
    moments = np.arange(0.1, length / RATE_HZ, period_s)
    return np.asarray(moments + rng.normal(size=len(moments)) * wobble_s)


def switched(length: int, pattern_s: tuple[tuple[float, float], ...]) -> Signal:
    """1 while on and 0 while off, by a pattern of (on, off) seconds that repeats; 4 ms edges."""
    period = sum(on + off for on, off in pattern_s)
    place = seconds(length) % period
    gate, start = np.zeros(length), 0.0
    for on, off in pattern_s:
        gate += np.clip((place - start) / 0.004, 0, 1) * np.clip((start + on - place) / 0.004, 0, 1)
        start += on + off
    return np.clip(gate, 0, 1)
