# SPDX-License-Identifier: MIT
"""Under what conditions something was recorded, and whether the network was trained under such ones."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.active_speech import active_power
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples

FRAME_SAMPLES = 512
"""32 ms, half overlapping."""
LOWEST_DBFS = -100.0
"""Less than 16 bits resolve; digital silence is told as this."""
QUIET_SHARE = 0.1
SMOOTHED_BINS = 8
"""250 Hz."""
AUDIBLE_DB = 60.0
"""Sound this far below the loudest part of the spectrum ends the band."""
USUAL = (0.01, 0.99)
BEYOND_DB, BEYOND_HZ = 3.0, 500.0
"""Far is what lies so much outside of what was usual: one training utterance in fifty is outside by itself."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a recording sounds, whatever is said in it."""

    level_dbfs: float
    """The active speech level (ITU-T P.56), in dB of full scale."""
    noise_floor_dbfs: float
    """The power that the quietest tenth of the moments stay below."""
    band_width_hz: float
    """Up to where there is sound."""


@dataclass(frozen=True, slots=True)
class TrainingConditions:
    """What was usual in training: the 1st and the 99th percentile of each condition."""

    low: Conditions
    high: Conditions
    items: int

    @classmethod
    def of(cls, many: Sequence[Conditions]) -> Self:
        """Those of the training items. Raises ValueError where there is none."""
        if not many:
            raise ValueError("training conditions need at least one item")
        low, high = np.quantile([astuple(conditions) for conditions in many], USUAL, axis=0)
        return cls(Conditions(*map(float, low)), Conditions(*map(float, high)), len(many))

    def doubts(self, conditions: Conditions) -> tuple[str, ...]:
        """A sentence for each condition that is far from those of the training."""
        low, high, said = self.low, self.high, []
        level = _place(conditions.level_dbfs, low.level_dbfs, high.level_dbfs, BEYOND_DB)
        if level:
            how = "quieter" if level < 0 else "louder"
            usual = f"{low.level_dbfs:.0f} to {high.level_dbfs:.0f} dB"
            said.append(f"The speech is {how} than in training ({conditions.level_dbfs:.0f} dB; there {usual}).")
        floor = _place(conditions.noise_floor_dbfs, low.noise_floor_dbfs, high.noise_floor_dbfs, BEYOND_DB)
        if floor:
            how = "lower" if floor < 0 else "higher"
            usual = f"{low.noise_floor_dbfs:.0f} to {high.noise_floor_dbfs:.0f} dB"
            said.append(
                f"The noise floor is {how} than in training ({conditions.noise_floor_dbfs:.0f} dB; there {usual})."
            )
        band = _place(conditions.band_width_hz, low.band_width_hz, high.band_width_hz, BEYOND_HZ)
        if band:
            how = "narrower" if band < 0 else "wider"
            ends = dict.fromkeys(f"{end.band_width_hz / 1000:.1f}" for end in (low, high))  # Once where they are one.
            usual = f"{' to '.join(ends)} kHz"
            said.append(
                f"The band is {how} than in training ({conditions.band_width_hz / 1000:.1f} kHz; there {usual})."
            )
        return tuple(said)

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        low, high = (Conditions(**{name: float(v) for name, v in values[end].items()}) for end in ("low", "high"))
        if not all(map(math.isfinite, (*astuple(low), *astuple(high)))):
            raise ValueError("conditions of a training are numbers")
        return cls(low, high, int(values["items"]))


def measure_conditions(samples: Samples) -> Conditions:
    """The conditions of an utterance, (samples,) float32 at 16 kHz; of silence the lowest that are told."""
    frames = _cut(samples)
    powers = np.square(frames).mean(axis=1)
    loud = frames[powers >= np.median(powers)]
    return Conditions(
        level_dbfs=_db(active_power(samples)),
        noise_floor_dbfs=_db(float(np.quantile(powers, QUIET_SHARE))),
        band_width_hz=_band_width_hz(loud),
    )


def _cut(samples: Samples) -> NDArray[np.float64]:
    """Frames, half overlapping, at least one; (frames, FRAME_SAMPLES)."""
    padded = np.pad(samples.astype(np.float64), (0, max(0, FRAME_SAMPLES - len(samples))))
    return np.lib.stride_tricks.sliding_window_view(padded, FRAME_SAMPLES)[:: FRAME_SAMPLES // 2]


def _band_width_hz(frames: NDArray[np.float64]) -> float:
    """The highest frequency at which the mean spectrum lies at most `AUDIBLE_DB` below its peak; 0 of silence."""
    spectrum = np.square(np.abs(np.fft.rfft(frames * np.hanning(FRAME_SAMPLES), axis=1))).mean(axis=0)
    smooth = np.convolve(spectrum, np.full(SMOOTHED_BINS, 1 / SMOOTHED_BINS), mode="valid")
    if smooth.max() <= 0:
        return 0.0
    highest = int(np.flatnonzero(smooth >= smooth.max() * 10 ** (-AUDIBLE_DB / 10))[-1])
    return (highest + SMOOTHED_BINS / 2) * SAMPLE_RATE_HZ / FRAME_SAMPLES


def _db(power: float) -> float:
    return max(LOWEST_DBFS, 10 * math.log10(power)) if power > 0 else LOWEST_DBFS


def _place(value: float, low: float, high: float, beyond: float) -> int:
    """-1 far below, 1 far above, 0 where it is usual."""
    return -1 if value < low - beyond else int(value > high + beyond)
