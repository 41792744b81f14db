# SPDX-License-Identifier: MIT
"""The noises by name; each is a few lines of synthesis, and none holds a voice."""

from collections.abc import Callable

import numpy as np

from demo_corpus import machine_noises, natural_noises, signal_noises
from demo_corpus.espeak import Signal
from demo_corpus.noise_shapes import power_law, shaped_noise

Maker = Callable[[int, np.random.Generator], Signal]

NOISES: dict[str, Maker] = {
    "white": lambda n, rng: shaped_noise(n, rng, power_law(0)),
    "pink": lambda n, rng: shaped_noise(n, rng, power_law(0.5)),
    "brown": lambda n, rng: shaped_noise(n, rng, power_law(1)),
    "aeroplane_cabin": machine_noises.aeroplane_cabin,
    "alarm": signal_noises.alarm,
    "birds": natural_noises.birds,
    "clock": signal_noises.clock,
    "crickets": natural_noises.crickets,
    "dial_tone": signal_noises.dial_tone,
    "dialling": signal_noises.dialling,
    "drips": natural_noises.drips,
    "engine_idling": machine_noises.engine_idling,
    "fan": machine_noises.fan,
    "fire": natural_noises.fire,
    "footsteps": signal_noises.footsteps,
    "glasses": signal_noises.glasses,
    "hum": machine_noises.hum,
    "keyboard": signal_noises.keyboard,
    "machinery": machine_noises.machinery,
    "motorcycle": machine_noises.motorcycle,
    "radio_static": signal_noises.radio_static,
    "rain": natural_noises.rain,
    "reversing_lorry": machine_noises.reversing_lorry,
    "siren": signal_noises.siren,
    "stream": natural_noises.stream,
    "telephone": signal_noises.telephone,
    "thunder": natural_noises.thunder,
    "traffic": machine_noises.traffic,
    "train": machine_noises.train,
    "vacuum_cleaner": machine_noises.vacuum_cleaner,
    "wailing_siren": signal_noises.wailing_siren,
    "washing_machine": machine_noises.washing_machine,
    "waves": natural_noises.waves,
    "wind": natural_noises.wind,
}
"""Name of the noise → its maker, which gets a number of samples."""
