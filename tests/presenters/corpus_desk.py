# SPDX-License-Identifier: MIT
"""A session with the tiny tone corpus and its noises, and a player without a loudspeaker."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.noise import open_noise
from ser_workbench.audio.playback import Player
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import hash_corpus, partition_corpus
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import run_steps
from ser_workbench.runs.settings import ExperimentSettings
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.waiting_jobs import WaitingJobs


@dataclass
class PlainDesk:
    """What presenters are given, without a window."""

    folder: Path
    session: Session
    jobs: WaitingJobs
    opening: Opening
    listening: Listening
    loudspeaker: "SilentLoudspeaker"

    def open_corpus(self) -> None:
        """Put the tone corpus into the session: 3 speakers, 3 emotions, 2 takes."""
        folder = write_tone_corpus(self.folder / "tones")
        self.session.take_corpus(run_steps(open_corpus(folder)))

    def divide_speakers(self) -> None:
        """Put the corpus's partition into the session: one speaker a side."""
        corpus = self.session.corpus
        assert corpus is not None
        hashes = run_steps(hash_corpus(corpus))
        self.session.take_partition(partition_corpus(corpus, self.session.settings.partition, hashes))

    def open_noises(self, count: int = 4) -> None:
        """Put a folder of noise into the session."""
        self.session.take_noises(run_steps(open_noise(write_noise_folder(self.folder / "noises", count))))


class SilentLoudspeaker:
    """An open output stream that asks for samples only when the test says so."""

    sample_rate_hz = 16000.0

    def __init__(self) -> None:
        self._fill: Callable[[NDArray[np.float32]], bool] | None = None
        self.is_open = False

    def __call__(self, rate: int, fill: Callable[[NDArray[np.float32]], bool]) -> "SilentLoudspeaker":
        self.sample_rate_hz = float(rate)
        self._fill = fill
        return self

    def start(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def play(self, seconds: float) -> None:
        """Take so much sound from the player."""
        assert self._fill is not None
        self._fill(np.zeros((round(seconds * self.sample_rate_hz), 1), np.float32))


def make_desk(folder: Path) -> PlainDesk:
    """Everything new and empty."""
    session = Session(ExperimentSettings())
    loudspeaker = SilentLoudspeaker()
    session.player = Player(loudspeaker)
    jobs = WaitingJobs()
    return PlainDesk(folder, session, jobs, Opening(session, jobs), Listening(session, jobs), loudspeaker)
