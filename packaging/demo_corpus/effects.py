# SPDX-License-Identifier: MIT
"""What is done to a spoken signal afterwards: voice quality, unsteadiness, room and level."""

import numpy as np
import soxr

from demo_corpus.emotions import Manner
from demo_corpus.espeak import Signal
from demo_corpus.voices import Voice

RATE_HZ = 16000
FINE_RATE_HZ = 48000
"""Time is bent at this rate, where straight lines between samples are close enough."""

MEAN_LEVEL_DB, HIGHEST_PEAK = -25.0, 0.8


def finish(samples: Signal, rate: int, voice: Voice, manner: Manner, rng: np.random.Generator) -> Signal:
    """All of it in its order; samples at `rate` in, at 16 kHz out."""
    fine = soxr.resample(trim(samples, rate), rate, FINE_RATE_HZ)
    shaken = bend_time(fine, unsteadiness(len(fine), voice, manner, rng))
    signal = soxr.resample(shaken, FINE_RATE_HZ, RATE_HZ)
    signal = articulate(signal, manner.articulation)
    signal = shake_loudness(signal, manner.tremor_cents, rng)
    signal = colour(signal, voice.tilt_db_per_octave + manner.tilt_db_per_octave, manner.chest_db)
    signal = breathe(signal, manner.breath_db, rng)
    signal = pad(signal, rng)
    signal = add_room(signal, voice.echo_db, voice.echo_s, np.random.default_rng(round(1e6 * voice.echo_s)))
    signal = set_level(signal, MEAN_LEVEL_DB + voice.level_db + manner.level_db)
    signal = signal + rng.normal(size=len(signal)) * 10 ** (voice.floor_db / 20)
    return signal * min(1.0, HIGHEST_PEAK / float(np.max(np.abs(signal))))


def trim(samples: Signal, rate: int) -> Signal:
    """Cut espeak-ng's own silence from both ends, 50 dB below the loudest 10 ms."""
    hop = rate // 100
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop)
    power = np.mean(frames**2, axis=1)
    loud = np.flatnonzero(power > power.max() * 1e-5)
    return samples[loud[0] * hop : (loud[-1] + 1) * hop]


def pad(signal: Signal, rng: np.random.Generator) -> Signal:
    """60 to 180 ms of silence before, 120 to 300 ms behind, into which the room dies away."""
    before, behind = (int(RATE_HZ * rng.uniform(*span)) for span in ((0.06, 0.18), (0.12, 0.3)))
    return np.pad(signal, (before, behind))


def unsteadiness(length: int, voice: Voice, manner: Manner, rng: np.random.Generator) -> Signal:
    """The pitch's own movement beside the melody: vibrato, tremor, jitter and drift; (samples,) cents at 48 kHz."""
    time = np.arange(length) / FINE_RATE_HZ
    vibrato = voice.vibrato_cents * np.sin(2 * np.pi * (5.2 * time + rng.random()))
    tremor = manner.tremor_cents * np.sin(2 * np.pi * (rng.uniform(5, 8) * time + rng.random()))
    jitter = manner.jitter_cents * smooth_noise(length, FINE_RATE_HZ, 60, rng)
    drift = 12 * smooth_noise(length, FINE_RATE_HZ, 1.5, rng)
    return np.asarray(vibrato + tremor + jitter + drift)


def smooth_noise(length: int, rate: int, points_per_s: float, rng: np.random.Generator) -> Signal:
    """A random line of standard deviation about 1 that turns `points_per_s` times a second."""
    points = rng.normal(size=int(length / rate * points_per_s) + 3)
    return np.interp(np.arange(length) * points_per_s / rate, np.arange(len(points)), points)


def bend_time(samples: Signal, cents: Signal) -> Signal:
    """Play at a speed that changes: cents above the pitch as it is, a value a sample."""
    places = np.cumsum(2 ** (cents / 1200))
    places = places[places < len(samples) - 1]
    return np.interp(places, np.arange(len(samples)), samples)


def envelope(signal: Signal, window_s: float, rate: int = RATE_HZ) -> Signal:
    """The local loudness: RMS over a Hann window; (samples,)."""
    window = np.hanning(int(window_s * rate) | 1)
    size = len(signal) + len(window)
    smooth = np.fft.irfft(np.fft.rfft(signal**2, size) * np.fft.rfft(window / window.sum(), size), size)
    half = len(window) // 2
    return np.sqrt(np.maximum(smooth[half : half + len(signal)], 1e-12))


def articulate(signal: Signal, amount: float) -> Signal:
    """Widen (above 1) or flatten (below 1) the rise and fall of loudness from syllable to syllable."""
    loudness = envelope(signal, 0.06)
    relative = np.clip(loudness / np.sqrt(np.mean(signal**2)), 0.05, 4.0)
    return np.asarray(signal * relative ** (amount - 1))


def shake_loudness(signal: Signal, tremor_cents: float, rng: np.random.Generator) -> Signal:
    """The loudness trembles with the pitch, 1 % for each cent."""
    time = np.arange(len(signal)) / RATE_HZ
    depth = min(0.5, 0.01 * tremor_cents)
    return np.asarray(signal * (1 + depth * np.sin(2 * np.pi * (rng.uniform(5, 8) * time + rng.random()))))


def colour(signal: Signal, tilt_db_per_octave: float, chest_db: float) -> Signal:
    """Tilt the spectrum about 1 kHz (from 200 Hz to 6 kHz) and raise or lower the band about 300 Hz."""
    hz = np.fft.rfftfreq(len(signal), 1 / RATE_HZ)
    octaves = np.log2(np.clip(hz, 200, 6000) / 1000)
    chest = np.exp(-0.5 * (np.log2(np.maximum(hz, 20) / 300) / 0.6) ** 2)
    gain_db = tilt_db_per_octave * octaves + chest_db * chest
    return np.fft.irfft(np.fft.rfft(signal) * 10 ** (gain_db / 20), len(signal))


def breathe(signal: Signal, breath_db: float, rng: np.random.Generator) -> Signal:
    """Add breath that follows the loudness, stronger above 1.5 kHz."""
    spectrum = np.fft.rfft(rng.normal(size=len(signal)))
    hz = np.fft.rfftfreq(len(signal), 1 / RATE_HZ)
    noise = np.fft.irfft(spectrum * hz / np.hypot(hz, 1500), len(signal))
    return signal + noise / np.std(noise) * envelope(signal, 0.03) * 10 ** (breath_db / 20)


def add_room(signal: Signal, echo_db: float, echo_s: float, rng: np.random.Generator) -> Signal:
    """Let a room answer: an exponentially dying noise, the same for every utterance of a voice."""
    time = np.arange(int(RATE_HZ * echo_s)) / RATE_HZ
    answer = rng.normal(size=len(time)) * 10 ** (-3 * time / echo_s)
    answer[: int(0.004 * RATE_HZ)] = 0.0
    answer *= 10 ** (echo_db / 20) / np.sqrt(np.sum(answer**2))
    answer[0] = 1.0
    size = len(signal) + len(answer)
    return np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(answer, size), size)[: len(signal)]


def set_level(signal: Signal, level_db: float) -> Signal:
    """Scale to an RMS level relative to full scale."""
    return np.asarray(signal * 10 ** (level_db / 20) / np.sqrt(np.mean(signal**2)))
