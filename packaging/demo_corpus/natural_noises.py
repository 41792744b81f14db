# SPDX-License-Identifier: MIT
"""Noises of weather, water, fire and animals."""

import numpy as np

from demo_corpus.effects import RATE_HZ
from demo_corpus.espeak import Signal
from demo_corpus.noise_shapes import (
    at_random,
    band,
    power_law,
    regularly,
    scatter,
    seconds,
    shaped_noise,
    swelling,
    switched,
    thud,
    tone,
)


def wind(n: int, rng: np.random.Generator) -> Signal:
    """Gusts that also whistle."""
    whistle = shaped_noise(n, rng, band(500, 620, 6)) * swelling(n, rng, 1.0, 1.0)
    return np.asarray(shaped_noise(n, rng, band(60, 300)) * swelling(n, rng, 0.8, 0.7) + 0.15 * whistle)


def rain(n: int, rng: np.random.Generator) -> Signal:
    """A hiss and its single drops."""
    drops = scatter(n, at_random(n, 60, rng), lambda _: rng.uniform(0.5, 3) * thud(rng, band(1500, 6000), 0.004))
    return np.asarray(shaped_noise(n, rng, band(1000, 7000, 1)) + drops)


def waves(n: int, rng: np.random.Generator) -> Signal:
    """Surf that comes and goes every four seconds."""
    surge = np.exp(2.2 * np.sin(2 * np.pi * seconds(n) / 4.1 + rng.uniform(0, 6)))
    return np.asarray(shaped_noise(n, rng, power_law(0.4)) * surge)


def stream(n: int, rng: np.random.Generator) -> Signal:
    """Bubbles of rising pitch over a murmur."""

    def bubble(_: int) -> Signal:
        size = int(RATE_HZ * rng.uniform(0.02, 0.06))
        hz = rng.uniform(400, 1800) * np.linspace(1, 1.5, size)
        return np.asarray(rng.uniform(0.3, 1.5) * tone(hz, size) * np.hanning(size))

    return np.asarray(0.4 * shaped_noise(n, rng, band(300, 2500)) + scatter(n, at_random(n, 50, rng), bubble))


def thunder(n: int, rng: np.random.Generator) -> Signal:
    """A clap and its long roll, over rain far off."""
    roll = np.exp(-seconds(n) / 1.6) * swelling(n, rng, 6, 0.6)
    return np.asarray(shaped_noise(n, rng, band(25, 160)) * (roll + 0.03) + 0.02 * shaped_noise(n, rng, power_law(0)))


def fire(n: int, rng: np.random.Generator) -> Signal:
    """Crackles of all sizes over a low roar."""
    cracks = scatter(n, at_random(n, 25, rng), lambda _: rng.pareto(2) * thud(rng, band(800, 7000), 0.003))
    return np.asarray(0.25 * shaped_noise(n, rng, power_law(0.9)) * swelling(n, rng, 3, 0.4) + cracks)


def drips(n: int, rng: np.random.Generator) -> Signal:
    """A tap over a full basin."""

    def drip(_: int) -> Signal:
        size = RATE_HZ // 12
        hz = rng.uniform(700, 1300) * (1 + 0.6 * np.linspace(0, 1, size) ** 2)
        return np.asarray(tone(hz, size) * np.exp(-seconds(size) / 0.02))

    return np.asarray(scatter(n, regularly(n, 0.45, rng, 0.06), drip) + 0.006 * shaped_noise(n, rng, power_law(0.3)))


def birds(n: int, rng: np.random.Generator) -> Signal:
    """Several birds that chirp in a breeze."""

    def chirp(_: int) -> Signal:
        size = int(RATE_HZ * rng.uniform(0.05, 0.16))
        line = np.linspace(0, 1, size)
        hz = rng.uniform(2800, 5200) * (1 + rng.uniform(-0.25, 0.25) * line + 0.05 * np.sin(2 * np.pi * 4 * line))
        return np.asarray(rng.uniform(0.2, 1) * tone(hz, size) * np.hanning(size))

    return np.asarray(scatter(n, at_random(n, 7, rng), chirp) + 0.02 * wind(n, rng))


def crickets(n: int, rng: np.random.Generator) -> Signal:
    """Trains of short pulses at night."""
    pulses = switched(n, ((0.012, 0.018),)) * switched(n, ((0.25, 0.35),))
    others = switched(n, ((0.01, 0.022),)) * switched(n, ((0.4, 0.23),))
    night = 0.03 * shaped_noise(n, rng, power_law(0.5))
    return np.asarray(pulses * tone(4300.0, n) + 0.5 * others * tone(3900.0, n) + night)
