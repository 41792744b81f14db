# SPDX-License-Identifier: MIT
"""What is drawn of one recording: its waveform and its log-Mel, made on a job's thread."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import TooShortAudioError
from ser_workbench.progress import Progress, Steps


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording to be seen and heard."""

    title: str
    samples: Samples
    """(samples,) float32, mono"""
    log_mel: NDArray[np.float32]
    """(frames, bands) float32; no frames where the recording is shorter than one window"""
    sample_rate_hz: int = SAMPLE_RATE_HZ

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.sample_rate_hz


def look_at_file(file: Path, title: str) -> Steps[Sound]:
    """Decode a file and make its log-Mel.

    Raises AudioError when the file cannot be heard.
    """
    yield Progress("Reading the recording", 0, 0)
    samples = read_audio(file)
    yield Progress("Computing its log-Mel", 0, 0)
    return Sound(title, samples, log_mel_of(samples))


def log_mel_of(samples: Samples) -> NDArray[np.float32]:
    """The log-Mel of samples with the paper's settings; (frames, bands), without frames when too short."""
    # Imported here so that torch loads on the job's thread, after the first paint.
    from ser_workbench.features.kaldi import FeatureExtractor
    from ser_workbench.features.settings import FeatureSettings

    settings = FeatureSettings()
    try:
        return FeatureExtractor(settings).extract(samples)
    except TooShortAudioError:
        return np.zeros((0, settings.bands), dtype=np.float32)
