# SPDX-License-Identifier: MIT
"""What is kept of a run while it works: its log, its epochs, its time and, however it ends, its state."""

import contextlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Protocol, TypeVar

from ser_workbench.jobs import FULL, as_workbench_error
from ser_workbench.progress import Event, Note, Steps
from ser_workbench.runs.events import RunStarted, StageStarted
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import PredictionRow, RunResult
from ser_workbench.runs.run_row import CANCELLED, FAILED
from ser_workbench.training.events import EpochEnded, TrainingEnded, TrainingStarted

T = TypeVar("T")
LOGGED = (RunStarted, StageStarted, Note, TrainingStarted, EpochEnded, TrainingEnded)


class Ledger(Protocol):
    """Who is told how a run stands: the run store, or on a machine of a cluster whoever answers for it."""

    def seconds_of(self, run_id: str) -> float:
        """Time worked on the run so far."""

    def save_epochs(self, run_id: str, epochs: Iterable[EpochEnded]) -> None:
        """The history of its training."""

    def end(self, run_id: str, state: str, seconds: float, error: str = "") -> None:
        """The work stops here, after so many seconds more."""

    def finish(self, result: RunResult, predictions: Iterable[PredictionRow], seconds: float) -> None:
        """The run is finished."""


class Diary:
    """Of one run, while this process works on it; time in which the work is held (paused) does not count."""

    def __init__(self, ledger: Ledger, folder: RunFolder, run_id: str) -> None:
        self.run_id = run_id
        self._ledger, self._folder = ledger, folder
        self._worked_before = ledger.seconds_of(run_id)
        self._worked = 0.0
        self._resumed_at: float | None = time.monotonic()

    @property
    def seconds(self) -> float:
        """Time worked on the run, over all its resumptions."""
        return self._worked_before + self._worked_now

    @property
    def _worked_now(self) -> float:
        return self._worked + (0.0 if self._resumed_at is None else time.monotonic() - self._resumed_at)

    def keep(self, steps: Steps[T]) -> Steps[T]:
        """Do the work; when it is closed the run is cancelled, when it breaks off the run has failed."""
        try:
            while True:
                self._resumed_at = time.monotonic()
                try:
                    event = next(steps)
                except StopIteration as end:
                    result: T = end.value
                    return result
                self._log(event)
                self._worked, self._resumed_at = self._worked_now, None
                yield event
        except (GeneratorExit, KeyboardInterrupt):
            steps.close()
            self._ledger.end(self.run_id, CANCELLED, self._worked_now)
            self._log_end("Cancelled")
            raise
        except BaseException as error:
            if isinstance(error, OSError) and error.errno in FULL and error.filename is None:
                error.filename = str(self._folder.path)  # A write to a full disk does not say where.
            sentence = str(as_workbench_error(error) or error)
            self._ledger.end(self.run_id, FAILED, self._worked_now, sentence)
            self._log_end("Failed", error=sentence)
            raise

    def enter_epochs(self, epochs: Sequence[EpochEnded]) -> None:
        """Write the history into the store and epochs.csv."""
        self._ledger.save_epochs(self.run_id, epochs)
        self._folder.save_epochs(epochs)

    def finish(self, result: RunResult, predictions: Iterable[PredictionRow]) -> None:
        """Enter the result; from here on the run is finished."""
        self._folder.write_log("Finished", **result.to_json())
        self._ledger.finish(result, predictions, self._worked_now)

    def _log_end(self, kind: str, **values: str) -> None:
        """On a full disk the last line is done without: the state stands in the store, and the first error is told."""
        with contextlib.suppress(OSError):
            self._folder.write_log(kind, **values)

    def _log(self, event: Event) -> None:
        if isinstance(event, LOGGED):
            self._folder.write_log(type(event).__name__, **asdict(event))
