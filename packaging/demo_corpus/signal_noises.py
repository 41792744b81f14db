# SPDX-License-Identifier: MIT
"""Noises that mean something, and those of things that are handled."""

import numpy as np

from demo_corpus.effects import RATE_HZ, smooth_noise
from demo_corpus.espeak import Signal
from demo_corpus.noise_shapes import (
    at_random,
    band,
    harmonics,
    power_law,
    regularly,
    ringing,
    scatter,
    seconds,
    shaped_noise,
    swelling,
    switched,
    thud,
    tone,
)


def siren(n: int, rng: np.random.Generator) -> Signal:
    """Two tones that change every 0.6 s."""
    hz = np.where((seconds(n) / 0.6).astype(int) % 2, 435.0, 580.0)
    return np.asarray(harmonics(hz, n, (1, 0.5, 0.35, 0.2, 0.1)) + 0.1 * shaped_noise(n, rng, power_law(0.7)))


def wailing_siren(n: int, rng: np.random.Generator) -> Signal:
    """One tone that rises and falls."""
    hz = 900 + 450 * np.sin(2 * np.pi * seconds(n) / 2.8)
    return np.asarray(harmonics(hz, n, (1, 0.3, 0.2)) + 0.1 * shaped_noise(n, rng, power_law(0.7)))


def dial_tone(n: int, rng: np.random.Generator) -> Signal:
    """The tone of a line that is free."""
    return np.asarray(tone(350.0, n) + tone(440.0, n) + 0.05 * shaped_noise(n, rng, band(300, 3400)))


def dialling(n: int, rng: np.random.Generator) -> Signal:
    """A number dialled in pairs of tones (DTMF)."""
    rows, columns = (697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0)

    def digit(_: int) -> Signal:
        size = int(0.14 * RATE_HZ)
        return np.asarray(
            (tone(rng.choice(rows), size) + tone(rng.choice(columns), size)) * switched(size, ((0.13, 1),))
        )

    return np.asarray(scatter(n, regularly(n, 0.27, rng), digit) + 0.02 * shaped_noise(n, rng, band(300, 3400)))


def telephone(n: int, rng: np.random.Generator) -> Signal:
    """A bell that rings with pauses."""
    struck = scatter(n, regularly(n, 0.05, rng), lambda _: ringing((1450.0, 2970.0, 4410.0), 0.1, RATE_HZ // 3))
    return np.asarray(struck * switched(n, ((1.2, 1.1),)) + 0.01 * shaped_noise(n, rng, power_law(0.5)))


def alarm(n: int, rng: np.random.Generator) -> Signal:
    """Four beeps and a pause."""
    gate = switched(n, ((0.1, 0.08), (0.1, 0.08), (0.1, 0.08), (0.1, 0.4)))
    return np.asarray(gate * harmonics(2050.0, n, (1, 0.1, 0.3)) + 0.01 * shaped_noise(n, rng, power_law(0.5)))


def clock(n: int, rng: np.random.Generator) -> Signal:
    """Tick and tock in a quiet room."""

    def tick(number: int) -> Signal:
        return ringing((2300.0, 4100.0) if number % 2 else (1900.0, 3500.0), 0.008, RATE_HZ // 8)

    return np.asarray(scatter(n, regularly(n, 0.5, rng), tick) + 0.004 * shaped_noise(n, rng, power_law(0.5)))


def keyboard(n: int, rng: np.random.Generator) -> Signal:
    """Somebody who types in bursts."""
    moments = regularly(n, 0.14, rng, 0.035)
    struck = moments[rng.random(len(moments)) < 0.8]
    keys = scatter(n, struck, lambda _: rng.uniform(0.4, 1.2) * thud(rng, band(900, 5500), 0.007))
    return np.asarray(keys + 0.01 * shaped_noise(n, rng, power_law(0.5)))


def footsteps(n: int, rng: np.random.Generator) -> Signal:
    """Heels on stone."""

    def step(_: int) -> Signal:
        return rng.uniform(0.7, 1.2) * np.pad(thud(rng, band(120, 1400), 0.018), (0, RATE_HZ // 10))

    return np.asarray(scatter(n, regularly(n, 0.53, rng, 0.015), step) + 0.01 * shaped_noise(n, rng, power_law(0.5)))


def glasses(n: int, rng: np.random.Generator) -> Signal:
    """Glasses and plates being put away."""

    def clink(_: int) -> Signal:
        low = rng.uniform(1200, 2600)
        return rng.uniform(0.3, 1) * ringing((low, 2.3 * low, 2.9 * low), rng.uniform(0.02, 0.12), RATE_HZ // 2)

    return np.asarray(scatter(n, at_random(n, 4, rng), clink) + 0.02 * shaped_noise(n, rng, power_law(0.6)))


def radio_static(n: int, rng: np.random.Generator) -> Signal:
    """A receiver between two stations."""
    whistle = 0.15 * tone(1400 + 500 * smooth_noise(n, RATE_HZ, 0.8, rng), n)
    pops = scatter(n, at_random(n, 12, rng), lambda _: rng.pareto(2.5) * 3 * thud(rng, power_law(0), 0.002))
    return np.asarray(shaped_noise(n, rng, band(300, 3400)) * swelling(n, rng, 3, 0.4) + whistle + pops)
