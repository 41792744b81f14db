# SPDX-License-Identifier: MIT
"""Which features are computed, and how (paper.md, Section 1; Kaldi's defaults)."""

from typing import Literal, Self

from pydantic import model_validator

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, setting


class FeatureSettings(Settings):
    """Log-Mel or MFCC, their window and their splice."""

    kind: Literal["log-mel", "mfcc"] = setting("log-mel", "Features", help="What the network sees of each frame.")
    bands: int = setting(40, "Mel bands", low=3, high=128, help="Filters between the lowest and highest frequency.")
    coefficients: int = setting(13, "MFCC coefficients", low=1, high=128, help="The first of them is the log energy.")
    window_ms: float = setting(25.0, "Window", unit="ms", low=5, high=200, is_advanced=True)
    hop_ms: float = setting(10.0, "Shift between windows", unit="ms", low=1, high=200, is_advanced=True)
    low_hz: float = setting(20.0, "Lowest frequency", unit="Hz", low=0, high=7900, is_advanced=True)
    high_hz: float = setting(0.0, "Highest frequency", unit="Hz", low=0, high=8000, is_advanced=True, help="0: 8000 Hz")
    splice_left: int = setting(10, "Frames before", unit="frames", low=0, high=100, help="Spliced before each frame.")
    splice_right: int = setting(5, "Frames after", unit="frames", low=0, high=100, help="Spliced after each frame.")
    normalisation: Literal["training", "none", "utterance", "speaker"] = setting(
        "training", "Normalisation", help="Whose mean and variance, per band, every band is brought to 0 and 1 by."
    )

    storage: Literal["float32", "float16"] = setting(
        "float32",
        "Stored as",
        help="float16 halves the disk; it moves a log-Mel value by up to 0.008 and an MFCC by up to 0.06.",
        is_advanced=True,
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.low_hz >= self.top_hz:
            raise SettingsError(
                f"The lowest frequency ({self.low_hz:g} Hz) must lie below the highest ({self.top_hz:g})."
            )
        if self.kind == "mfcc" and self.coefficients > self.bands:
            raise SettingsError(
                f"{self.coefficients} MFCC coefficients need at least as many mel bands, not {self.bands}."
            )
        return self

    @property
    def width(self) -> int:
        """Frames in one spliced frame."""
        return self.splice_left + 1 + self.splice_right

    @property
    def height(self) -> int:
        """Values in one frame: mel bands, or coefficients."""
        return self.bands if self.kind == "log-mel" else self.coefficients

    @property
    def top_hz(self) -> float:
        """The highest frequency, 0 resolved to half the sample rate."""
        return self.high_hz or SAMPLE_RATE_HZ / 2

    @property
    def window_samples(self) -> int:
        """Samples in one window."""
        return int(SAMPLE_RATE_HZ * self.window_ms * 0.001)

    @property
    def hop_samples(self) -> int:
        """Samples from one window's start to the next one's."""
        return int(SAMPLE_RATE_HZ * self.hop_ms * 0.001)

    def count_frames(self, samples: int) -> int:
        """Windows that fit wholly into so many samples (Kaldi's `snip_edges`)."""
        if samples < self.window_samples:
            return 0
        return 1 + (samples - self.window_samples) // self.hop_samples
