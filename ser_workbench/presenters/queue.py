# SPDX-License-Identifier: MIT
"""The runs that wait for their turn: each with settings of its own, one after another."""

from dataclasses import dataclass

from ser_workbench.runs.settings import ExperimentSettings

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class QueuedRun:
    """A run that waits; `resumes` names the interrupted run that it goes on with, if it does."""

    number: int
    settings: ExperimentSettings
    resumes: str = ""
    keep_only: bool = False
    """Only test what the interrupted run has learnt so far ("stop and keep")."""

    @property
    def title(self) -> str:
        """What the run is called, and what is to be done with it."""
        if self.keep_only:
            return f"{self.settings.title}, tested as it is"
        return f"{self.settings.title}, resumed" if self.resumes else self.settings.title


class RunQueue:
    """A queue that can be re-ordered; numbers name its entries and are never given twice."""

    def __init__(self) -> None:
        self._runs: list[QueuedRun] = []
        self._last_number = 0

    @property
    def runs(self) -> tuple[QueuedRun, ...]:
        """All that wait, the next one first."""
        return tuple(self._runs)

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, settings: ExperimentSettings, resumes: str = "") -> QueuedRun:
        """Put one run at the end."""
        run = self._number(settings, resumes)
        self._runs.append(run)
        return run

    def add_first(self, settings: ExperimentSettings, resumes: str = "", *, keep_only: bool = False) -> QueuedRun:
        """Put one run where its turn comes next."""
        run = self._number(settings, resumes, keep_only=keep_only)
        self._runs.insert(0, run)
        return run

    def add_seeds(self, settings: ExperimentSettings, count: int) -> tuple[QueuedRun, ...]:
        """Put the same run with `count` seeds at the end: the seed of the settings and those after it."""
        first = settings.training.seed
        return tuple(self.add(settings.changed({"training.seed": (first + i) % SEEDS})) for i in range(count))

    def remove(self, number: int) -> None:
        """Take a run out; a number that is not there changes nothing."""
        self._runs = [run for run in self._runs if run.number != number]

    def move(self, number: int, by: int) -> None:
        """Move a run `by` places (-1: one place nearer to its turn), as far as the ends allow."""
        place = next((i for i, run in enumerate(self._runs) if run.number == number), None)
        if place is None:
            return
        run = self._runs.pop(place)
        self._runs.insert(max(0, min(len(self._runs), place + by)), run)

    def take_next(self) -> QueuedRun | None:
        """The run whose turn has come, no longer in the queue; None when nobody waits."""
        return self._runs.pop(0) if self._runs else None

    def clear(self) -> None:
        """Send everybody home."""
        self._runs.clear()

    def _number(self, settings: ExperimentSettings, resumes: str, *, keep_only: bool = False) -> QueuedRun:
        self._last_number += 1
        return QueuedRun(self._last_number, settings, resumes, keep_only)
