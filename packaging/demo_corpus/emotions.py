# SPDX-License-Identifier: MIT
"""How each emotion changes a voice: the published rules of emotional speech synthesis as numbers.

The directions are those on which Cahn (1990), Murray & Arnott (1995), Burkhardt & Sendlmeier (2000) and the survey of
Schröder (2001) agree best; the sizes are ours. Where they differ (fear's loudness, disgust's rate) a small value and
a wide spread stand. Every number is drawn anew for each utterance, around neutral + strength × (rule − neutral), so
that emotions overlap as they do in people.
"""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True, slots=True)
class Manner:
    """How an utterance is spoken; the values given here are neutral."""

    pitch_st: float = 0.0
    """Mean pitch above the voice's own, in semitones."""
    pitch_range: float = 0.9
    """Width of espeak-ng's own melody, 1 as it comes, at most 2."""
    slope_st: float = -0.5
    """Rise of the melody from the first word to the last."""
    accent_st: float = 0.8
    """How far the words that carry the meaning stand out."""
    final_st: float = -0.5
    """Rise on the last word."""
    rate: float = 1.0
    """Tempo relative to the voice's own."""
    level_db: float = 0.0
    tilt_db_per_octave: float = 0.0
    """Brightness: a tense voice has more energy above, a lax one less."""
    chest_db: float = 0.0
    """A boost about 300 Hz: the grumbled chest tone of disgust, the resonance of sadness."""
    breath_db: float = -34.0
    """Level of breath noise below the voice."""
    jitter_cents: float = 6.0
    tremor_cents: float = 4.0
    """Depth of a slow shaking (5 to 8 Hz) of the pitch; loudness shakes with it."""
    smile: float = 0.0
    """How much higher all resonances lie, as a share: lips drawn back shorten the vocal tract (Tartter 1980)."""
    articulation: float = 1.0
    """Above 1 syllables are set off from each other (tense), below 1 slurred."""


SPREAD = Manner(
    pitch_st=0.9, pitch_range=0.15, slope_st=0.7, accent_st=0.4, final_st=0.7, rate=0.05, level_db=2.0,
    tilt_db_per_octave=0.5, chest_db=0.9, breath_db=2.2, jitter_cents=2.0, tremor_cents=2.5, smile=0.012,
    articulation=0.06,
)  # fmt: skip
"""The standard deviation with which each value varies between utterances of one emotion."""

RULES: dict[str, Manner] = {
    "anger": Manner(
        pitch_st=1.5, pitch_range=1.5, slope_st=-2.5, accent_st=3.0, final_st=-1.5, rate=1.14, level_db=2.5,
        tilt_db_per_octave=3.2, chest_db=1.5, breath_db=-34, jitter_cents=14, smile=-0.01, articulation=1.5,
    ),
    "disgust": Manner(
        pitch_st=-2.0, pitch_range=1.0, slope_st=-1.2, accent_st=1.4, final_st=-2.0, rate=0.86, level_db=-0.5,
        tilt_db_per_octave=0.5, chest_db=6.5, breath_db=-32, jitter_cents=18, smile=-0.05, articulation=1.15,
    ),
    "fear": Manner(
        pitch_st=6.0, pitch_range=0.8, slope_st=0.5, accent_st=0.6, final_st=0.8, rate=1.22, level_db=0.0,
        tilt_db_per_octave=0.8, chest_db=-4.0, breath_db=-22, jitter_cents=16, tremor_cents=32, smile=0.02,
        articulation=0.95,
    ),
    "happiness": Manner(
        pitch_st=3.2, pitch_range=1.7, slope_st=0.8, accent_st=3.0, final_st=1.0, rate=1.05, level_db=1.5,
        tilt_db_per_octave=1.4, chest_db=-1.5, breath_db=-34, smile=0.09, articulation=1.2,
    ),
    "sadness": Manner(
        pitch_st=-1.0, pitch_range=0.4, slope_st=-1.2, accent_st=0.2, final_st=-1.2, rate=0.78, level_db=-3.0,
        tilt_db_per_octave=-2.8, chest_db=1.0, breath_db=-26, jitter_cents=9, tremor_cents=12, smile=-0.02,
        articulation=0.72,
    ),
    "surprise": Manner(
        pitch_st=4.0, pitch_range=1.7, slope_st=3.5, accent_st=1.4, final_st=5.5, rate=0.96, level_db=1.0,
        tilt_db_per_octave=-0.6, chest_db=-0.5, breath_db=-21, jitter_cents=5, articulation=0.95,
    ),
}  # fmt: skip

ENDINGS = {"anger": ".!", "disgust": ".", "fear": ".", "happiness": ".!", "sadness": ".", "surprise": "?!"}
"""The punctuation by which espeak-ng is given the shape of the sentence's melody."""


def draw_manner(emotion: str, expressiveness: float, rng: np.random.Generator) -> Manner:
    """One utterance's manner: the rule, shown as strongly as this voice and this moment have it, and varied."""
    strength = expressiveness * float(np.clip(rng.lognormal(0.0, 0.25), 0.5, 1.6))
    neutral, rule = Manner(), RULES[emotion]
    drawn = {}
    for field in fields(Manner):
        at_rest, ruled = getattr(neutral, field.name), getattr(rule, field.name)
        drawn[field.name] = at_rest + strength * (ruled - at_rest) + rng.normal() * getattr(SPREAD, field.name)
    drawn["pitch_range"] = float(np.clip(drawn["pitch_range"], 0.1, 2.0))
    drawn["rate"] = float(np.clip(drawn["rate"], 0.65, 1.45))
    drawn["breath_db"] = min(drawn["breath_db"], -20.0)
    drawn["jitter_cents"] = max(drawn["jitter_cents"], 0.0)
    drawn["tremor_cents"] = max(drawn["tremor_cents"], 0.0)
    drawn["articulation"] = float(np.clip(drawn["articulation"], 0.6, 1.6))
    return Manner(**drawn)
