# SPDX-License-Identifier: MIT
"""One utterance under one noise, to be seen and heard: decoded, mixed and drawn on a job's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import SnrOver, fit_noise, mix_for_file, noise_gain
from ser_workbench.audio.samples import Samples
from ser_workbench.presenters.corpus_sound import Sound, log_mel_of
from ser_workbench.progress import Progress, Steps


@dataclass(frozen=True, slots=True)
class MixWish:
    """What is to be mixed."""

    utterance_id: str
    speech: Path
    noise_id: str
    noise: Path
    snr_db: float
    offset: float = 0.0
    """Where a longer noise begins, 0 to 1 of the room there is."""
    snr_over: SnrOver = "whole"


@dataclass(frozen=True, slots=True)
class Mixture:
    """A mix and its parts, all at the level of the mix, so that they are heard as they are mixed."""

    wish: MixWish
    clean: Sound
    noise: Sound
    mix: Sound
    measured_snr_db: float
    """Measured on the parts as they lie in the mix."""
    gain_db: float
    """By how much all of it was turned down so that nothing clips; 0 or less."""
    decoded: Mapping[Path, Samples]
    """The whole files, so that the next SNR need not decode them again."""


def make_mixture(wish: MixWish, decoded: Mapping[Path, Samples]) -> Steps[Mixture]:
    """Mix one utterance and one noise.

    Raises AudioError when one of them cannot be heard, SilentAudioError when one has no power.
    """
    yield Progress("Reading speech and noise", 0, 0)
    whole = {file: decoded[file] if file in decoded else read_audio(file) for file in (wish.speech, wish.noise)}
    speech = whole[wish.speech]
    noise = fit_noise(whole[wish.noise], len(speech), wish.offset)
    yield Progress("Mixing", 0, 0)
    mixed = mix_for_file(speech, noise, wish.snr_db, wish.snr_over)
    laid = noise * np.float32(noise_gain(speech, noise, wish.snr_db, wish.snr_over))
    gain = np.float32(10 ** (mixed.gain_db / 20))
    yield Progress("Computing log-Mel", 0, 0)
    return Mixture(
        wish=wish,
        clean=_sound("clean", speech * gain),
        noise=_sound("noise", laid * gain),
        mix=_sound("mix", mixed.samples),
        measured_snr_db=mixed.snr_db,
        gain_db=mixed.gain_db,
        decoded=whole,
    )


def _sound(title: str, samples: Samples) -> Sound:
    return Sound(title, samples, log_mel_of(samples))
