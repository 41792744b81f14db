# SPDX-License-Identifier: MIT
"""Noise is laid over speech at a signal-to-noise ratio (paper.md, Section 4)."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ser_workbench.audio.active_speech import active_power
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import SilentAudioError

SnrOver = Literal["whole", "active"]
"""What the speech's power is taken over: the whole utterance, as in the paper, or its active part (ITU-T P.56)."""

SILENCE_POWER = 1e-10
"""Below this mean power (−100 dB of full scale, less than 16 bits resolve) a signal counts as silent."""

HUSH = 1e-6
"""An excerpt this far (60 dB) below the whole noise's power is as good as silent: it would be blown up by as much."""

FULL_SCALE = 32767 / 32768
"""The largest sample that 16 bits hold."""


@dataclass(frozen=True, slots=True)
class MixedFile:
    """A mixture that fits into 16 bits: how far it was turned down (0 dB or less) and the SNR it really has."""

    samples: Samples
    gain_db: float
    snr_db: float


def power(samples: Samples) -> float:
    """The mean of the squared samples; 0 of no samples."""
    # numpy sums float32 pairwise: exact to 1e-6 and three times as fast as in 64 bits.
    return float(np.mean(np.square(samples))) if len(samples) else 0.0


def power_db(samples: Samples) -> float:
    """The power in dB of full scale; minus infinity for silence."""
    mean_square = power(samples)
    return 10 * math.log10(mean_square) if mean_square > 0 else -math.inf


def speech_power(speech: Samples, over: SnrOver) -> float:
    """The power of speech that a signal-to-noise ratio counts: its mean over the whole, or over the active part."""
    return active_power(speech) if over == "active" else power(speech)


def mix_at_snr(speech: Samples, noise: Samples, snr_db: float, over: SnrOver = "whole") -> Samples:
    """Lay noise over speech; the speech keeps its level.

    speech, noise: (samples,) float32, mono, same rate and length
    over: see `speech_power`; the noise's power is always that of the whole excerpt
    Raises SilentAudioError when either has no power.
    """
    mixed = noise * np.float32(noise_gain(speech, noise, snr_db, over))
    mixed += speech
    return mixed


def noise_gain(speech: Samples, noise: Samples, snr_db: float, over: SnrOver = "whole") -> float:
    """What the noise is multiplied by so that the speech lies `snr_db` above it.

    Raises SilentAudioError when either has no power.
    """
    if len(speech) != len(noise):
        raise ValueError(f"speech and noise must be of one length, not {len(speech)} and {len(noise)} samples")
    return gain_between(speech_power(speech, over), power(noise), snr_db)


def gain_between(wanted_power: float, noise_power: float, snr_db: float) -> float:
    """`noise_gain` for powers that are known already. Raises SilentAudioError when either is none."""
    for name, level in (("speech", wanted_power), ("noise", noise_power)):
        if level < SILENCE_POWER:
            raise SilentAudioError(f"The {name} is silent, so no signal-to-noise ratio exists; choose another file.")
    return math.sqrt(wanted_power / noise_power / 10 ** (snr_db / 10))


def fit_noise(noise: Samples, length: int, offset: float) -> Samples:
    """So much noise as the speech is long: repeated if it is shorter, else from a place within it.

    offset: in [0, 1), the place as a share of the room that a longer noise leaves.
    Where a longer noise is hushed at that place (clips padded with zeros are, but for the traces of lossy coding), the
    excerpt moves on to the next sound, or back to the last one. Noise that is silent as a whole comes back silent.
    """
    if not len(noise):
        raise SilentAudioError("The noise holds no samples; choose another file.")
    if len(noise) <= length:
        return np.resize(noise, length)
    start = start_of_excerpt(len(noise), length, offset)
    level = power(noise[start : start + length])
    # The whole noise is looked at only where the excerpt is quiet: no whole is much louder than full scale.
    if level < HUSH and level < max(HUSH * power(noise), SILENCE_POWER):
        start = _nearest_sound(noise, length, start)
    return noise[start : start + length]


def start_of_excerpt(samples: int, length: int, offset: float) -> int:
    """The first sample that `fit_noise` takes of a longer noise, unless it is hushed there."""
    return int(offset * (samples - length + 1))


def _nearest_sound(noise: Samples, length: int, start: int) -> int:
    """The first place at or after `start`, else the last one before it, half as powerful as the loudest."""
    total = np.concatenate([[0.0], np.cumsum(np.square(noise, dtype=np.float64))])
    energy = total[length:] - total[:-length]
    sounding = np.flatnonzero(energy >= energy.max() / 2)
    after = int(np.searchsorted(sounding, start))
    return int(sounding[min(after, len(sounding) - 1)])


def mix_for_file(speech: Samples, noise: Samples, snr_db: float, over: SnrOver = "whole") -> MixedFile:
    """Mix and turn the whole down just so far that nothing clips when it is written in 16 bits.

    The SNR told is measured on the parts after rounding to 16 bits, over the same part of the speech.
    Raises SilentAudioError when either has no power.
    """
    mixed = mix_at_snr(speech, noise, snr_db, over)
    peak = float(np.max(np.abs(mixed)))
    gain = min(1.0, FULL_SCALE / peak)
    # Clipped as well, so that float32 rounding cannot lift the peak over full scale again.
    written = np.clip(np.rint(mixed * np.float32(gain * 32768)), -32767, 32767) / np.float32(32768)
    quiet_speech = speech * np.float32(gain)
    measured_db = 10 * math.log10(speech_power(quiet_speech, over)) - power_db(written - quiet_speech)
    return MixedFile(written.astype(np.float32), 20 * math.log10(gain), measured_db)
