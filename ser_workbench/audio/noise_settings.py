# SPDX-License-Identifier: MIT
"""What may be asked of the noisy set; the defaults are the paper's (paper.md, Section 4), but for the mode.

Deviation: the paper draws any noise for any utterance, so that its test hears noises of the training. Here the
noises are divided like the speakers; `mode = "paper"` gives the paper's way back.
"""

from typing import Literal, Self

from pydantic import model_validator

from ser_workbench.audio.mixing import SnrOver
from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, setting

LOWEST_SNR_DB, HIGHEST_SNR_DB = -20.0, 40.0


class NoiseSettings(Settings):
    """Which noise lies over the speech, and how loud."""

    folder: str = setting("", "Noise folder", help="Any folder of audio; empty: the clean condition only.")
    left_out: str = setting(
        "",
        "Noises left out",
        help="Classes or files of the folder, or patterns such as *dog*, separated by commas: crying_baby, sneezing.",
    )
    mode: Literal["disjoint", "paper"] = setting(
        "disjoint",
        "Noises of the sides",
        help="disjoint divides the noises among training, validation and test; paper draws any noise anywhere.",
    )
    noises: int = setting(20, "Noises an utterance", unit="noises", low=1, high=1000)
    snrs: int = setting(3, "Signal-to-noise ratios an utterance", unit="ratios", low=1, high=100)
    snr_over: SnrOver = setting(
        "whole",
        "Speech power over",
        help="whole takes the mean over the utterance, as the paper; active over its active speech (ITU-T P.56).",
        is_advanced=True,
    )
    snr_distribution: Literal["uniform", "normal", "list"] = setting(
        "uniform",
        "Distribution of the ratios",
        help="uniform over the range; normal around its middle, the range being two standard deviations to each "
        "side, where it ends; list draws from the ratios listed.",
        is_advanced=True,
    )
    snr_low_db: float = setting(
        -10.0, "Lowest signal-to-noise ratio", unit="dB", low=LOWEST_SNR_DB, high=HIGHEST_SNR_DB
    )
    snr_high_db: float = setting(
        15.0, "Highest signal-to-noise ratio", unit="dB", low=LOWEST_SNR_DB, high=HIGHEST_SNR_DB
    )
    snr_list_db: str = setting(
        "", "Ratios listed", help="In dB, for the distribution list: -5, 0, 5, 10.", is_advanced=True
    )
    seed: int = setting(0, "Seed of the noisy set", low=0, high=2**31 - 1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.snr_low_db > self.snr_high_db:
            low, high = f"{self.snr_low_db:g} dB", f"{self.snr_high_db:g} dB"
            raise SettingsError(f"The lowest signal-to-noise ratio ({low}) must not lie above the highest ({high}).")
        listed = self.listed_snrs_db
        if self.snr_distribution == "list" and not listed:
            raise SettingsError("No ratios are listed; set noise.snr_list_db, for example to '-5, 0, 5, 10'.")
        return self

    @property
    def copies(self) -> int:
        """Noisy copies of each utterance: all pairs of its noises and its ratios."""
        return self.noises * self.snrs

    @property
    def listed_snrs_db(self) -> tuple[float, ...]:
        """The ratios of the list, in its order, each once. Raises SettingsError for what is no ratio."""
        ratios = []
        for text in self.snr_list_db.replace(",", " ").replace(";", " ").split():
            try:
                ratio = float(text.replace("\N{MINUS SIGN}", "-"))
            except ValueError:
                ratio = float("nan")
            if not LOWEST_SNR_DB <= ratio <= HIGHEST_SNR_DB:
                raise SettingsError(
                    f"'{text}' cannot be a ratio of noise.snr_list_db; it may be {LOWEST_SNR_DB:g} to "
                    f"{HIGHEST_SNR_DB:g} dB."
                )
            ratios.append(round(ratio, 2))
        return tuple(dict.fromkeys(ratios))

    @property
    def snr_range_db(self) -> tuple[float, float]:
        """The lowest and the highest ratio that may be drawn."""
        if self.snr_distribution == "list":
            return min(self.listed_snrs_db), max(self.listed_snrs_db)
        return self.snr_low_db, self.snr_high_db
