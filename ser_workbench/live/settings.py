# SPDX-License-Identifier: MIT
"""How a stream is heard: how long the running view looks back, when speech begins and ends, how sure is sure."""

from typing import Self

from pydantic import model_validator

from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, setting


class LiveSettings(Settings):
    """The running view, the utterances and the promised coverage."""

    window_s: float = setting(2.0, "Running view", unit="s", low=1, high=4, help="How far back the running view hears.")
    step_ms: int = setting(100, "Step", unit="ms", low=20, high=1000, help="Time from one view to the next one.")
    level: float = setting(
        0.8,
        "Coverage",
        low=0.5,
        high=0.99,
        help="How often the true emotion shall be among those named.",
    )
    speech_threshold: float = setting(
        0.5, "Speech from", low=0.05, high=0.95, help="Probability of speech at which an utterance may begin."
    )
    pause_ms: int = setting(500, "Pause", unit="ms", low=100, high=3000, help="Silence that ends an utterance.")
    shortest_speech_ms: int = setting(
        250, "Shortest speech", unit="ms", low=50, high=2000, help="Shorter bursts of speech are no utterance."
    )
    padding_ms: int = setting(
        100, "Padding", unit="ms", low=0, high=500, help="Kept before and behind the speech of an utterance."
    )
    longest_utterance_s: float = setting(
        15.0, "Longest utterance", unit="s", low=3, high=60, help="Speech without a pause is cut after so long."
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.padding_ms > self.pause_ms:
            raise SettingsError(
                f"The padding ({self.padding_ms} ms) cannot be longer than the pause ({self.pause_ms} ms); "
                "shorten the one or lengthen the other."
            )
        return self
