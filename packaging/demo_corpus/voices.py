# SPDX-License-Identifier: MIT
"""The 24 synthetic voices: an espeak-ng voice each, made into a person by size, pitch, tempo, timbre and room."""

from dataclasses import dataclass

import numpy as np

FEMALE_VARIANTS = ("f1", "f2", "f3", "f4", "f5", "anika", "linda", "steph", "f2", "f3", "f5", "belinda")
MALE_VARIANTS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "max", "Mike", "m3", "m5")
ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029", "en-us-nyc")


@dataclass(frozen=True, slots=True)
class Voice:
    """One synthetic person, and how strongly it shows what it feels."""

    name: str
    gender: str
    espeak_voice: str
    formant_factor: float
    """All resonances are this much higher than espeak-ng's; a shorter vocal tract above 1."""
    pitch_hz: float
    rate_wpm: float
    tilt_db_per_octave: float
    level_db: float
    vibrato_cents: float
    echo_db: float
    """Level of the room's echo below the voice."""
    echo_s: float
    """Time in which the echo falls by 60 dB."""
    floor_db: float
    """Level of the recording's own hiss, full scale."""
    expressiveness: float


def draw_voices(seed: int, count: int = 12) -> tuple[Voice, ...]:
    """`count` female, then `count` male voices."""
    rng = np.random.default_rng([seed, 1])
    women = [_draw(rng, index, "female", FEMALE_VARIANTS) for index in range(count)]
    men = [_draw(rng, index, "male", MALE_VARIANTS) for index in range(count)]
    return (*women, *men)


def _draw(rng: np.random.Generator, index: int, gender: str, variants: tuple[str, ...]) -> Voice:
    """Pitch ranges are those of adult speakers: about 170 to 240 Hz and 90 to 140 Hz."""
    low_hz, high_hz = (170, 240) if gender == "female" else (90, 140)
    accent = ACCENTS[index % len(ACCENTS)]
    return Voice(
        name=f"{gender[0]}{index + 1:02d}",
        gender=gender,
        espeak_voice=f"{accent}+{variants[index % len(variants)]}",
        formant_factor=float(rng.uniform(0.95, 1.06)),
        pitch_hz=float(rng.uniform(low_hz, high_hz)),
        rate_wpm=float(rng.uniform(154, 186)),
        tilt_db_per_octave=float(rng.normal(0, 0.3)),
        level_db=float(rng.normal(0, 1.2)),
        vibrato_cents=float(rng.uniform(0, 18)),
        echo_db=float(rng.uniform(-36, -26)),
        echo_s=float(rng.uniform(0.1, 0.35)),
        floor_db=float(rng.uniform(-66, -60)),
        expressiveness=float(rng.uniform(0.9, 1.2)),
    )
