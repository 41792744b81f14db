# SPDX-License-Identifier: MIT
"""Noises of motors, wheels, blades and halls."""

import numpy as np

from demo_corpus.effects import RATE_HZ, smooth_noise
from demo_corpus.espeak import Signal
from demo_corpus.noise_shapes import (
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


def traffic(n: int, rng: np.random.Generator) -> Signal:
    """A rumble in which vehicles pass."""
    passing = np.exp(1.2 * np.sin(2 * np.pi * seconds(n) / rng.uniform(3, 5)))
    tyres = shaped_noise(n, rng, band(400, 1600)) * passing
    return np.asarray(shaped_noise(n, rng, power_law(1.1)) * swelling(n, rng, 0.7, 0.3) + 0.12 * tyres)


def _engine(n: int, rng: np.random.Generator, hz: Signal, rough: float) -> Signal:
    firing = 1 + rough * np.sign(tone(hz / 2, n))
    body = harmonics(hz, n, tuple(1 / k**0.8 for k in range(1, 25)))
    return np.asarray(body * firing + 0.8 * shaped_noise(n, rng, band(80, 900)) * (1 + tone(hz, n)))


def engine_idling(n: int, rng: np.random.Generator) -> Signal:
    """A motor that waits."""
    return _engine(n, rng, 28 + 1.0 * smooth_noise(n, RATE_HZ, 4, rng), 0.35)


def motorcycle(n: int, rng: np.random.Generator) -> Signal:
    """A motor that pulls away and changes gear."""
    place = (seconds(n) / 2.3) % 1.0
    return _engine(n, rng, 70 + 75 * place, 0.2)


def aeroplane_cabin(n: int, rng: np.random.Generator) -> Signal:
    """A broad roar with the turbine's whine."""
    return np.asarray(
        shaped_noise(n, rng, band(70, 700, 1)) + 0.05 * tone(2380 + 4 * smooth_noise(n, RATE_HZ, 2, rng), n)
    )


def train(n: int, rng: np.random.Generator) -> Signal:
    """Wheels over the joints of the rails."""
    pairs = np.concatenate([regularly(n, 0.72, rng), regularly(n, 0.72, rng) + 0.17])
    blows = scatter(n, pairs, lambda _: 5 * thud(rng, band(90, 900), 0.03))
    return np.asarray(shaped_noise(n, rng, power_law(0.8)) + blows)


def fan(n: int, rng: np.random.Generator) -> Signal:
    """Air, and the blades that cut it."""
    air = shaped_noise(n, rng, band(150, 1800, 1))
    return np.asarray(air * (1 + 0.25 * tone(23.0, n)) + 0.3 * harmonics(92.0, n, (1, 0.5, 0.3)))


def vacuum_cleaner(n: int, rng: np.random.Generator) -> Signal:
    """A motor's whine in a hiss."""
    hz = 310 + 6 * smooth_noise(n, RATE_HZ, 1.5, rng)
    return np.asarray(shaped_noise(n, rng, band(400, 6000, 1)) + 0.5 * harmonics(hz, n, (1, 0.3, 0.6, 0.2, 0.3)))


def washing_machine(n: int, rng: np.random.Generator) -> Signal:
    """A drum that turns, and what falls about in it."""
    thumps = scatter(n, regularly(n, 0.9, rng, 0.05), lambda _: 6 * thud(rng, band(40, 250), 0.07))
    slosh = shaped_noise(n, rng, band(500, 3000)) * (1 + tone(1.1, n)) * 0.4
    return np.asarray(thumps + slosh + 0.5 * harmonics(100.0, n, (1, 0.6, 0.3)))


def machinery(n: int, rng: np.random.Generator) -> Signal:
    """A press that stamps metal over a humming hall."""
    plate = (430.0, 1170.0, 1930.0, 2890.0, 4210.0)
    blows = scatter(n, regularly(n, 0.55, rng), lambda _: 2 * ringing(plate, 0.06, RATE_HZ // 2))
    return np.asarray(blows + 0.5 * shaped_noise(n, rng, power_law(0.7)) + 0.4 * harmonics(50.0, n, (1, 0.7, 0.5, 0.4)))


def hum(n: int, rng: np.random.Generator) -> Signal:
    """The mains and its overtones."""
    amplitudes = tuple(rng.uniform(0.2, 1) / k**0.6 for k in range(1, 20))
    return np.asarray(harmonics(50.0, n, amplitudes) + 0.05 * shaped_noise(n, rng, power_law(0)))


def reversing_lorry(n: int, rng: np.random.Generator) -> Signal:
    """Its beeper over its motor."""
    beeps = switched(n, ((0.5, 0.5),)) * tone(1250.0, n)
    return np.asarray(beeps + 0.25 * engine_idling(n, rng))
