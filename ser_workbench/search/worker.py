# SPDX-License-Identifier: MIT
"""One trial on a machine of a cluster: it works in the run's folder, and tells its outcome to whoever sent it.

The run store is never opened here. The folder names in `worker` who may work on it; whoever finds another name there
(the client was killed, began anew, and sent the trial to somebody else) stops at the next mini-batch.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.errors import DeviceMemoryError
from ser_workbench.jobs import as_workbench_error
from ser_workbench.runs.conduct import work_in_folder
from ser_workbench.runs.diary import Diary
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import PredictionRow, RunResult
from ser_workbench.runs.run_row import CANCELLED, FAILED, FINISHED
from ser_workbench.training.events import EpochEnded


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is sent: text and numbers only. Both folders must be the same place for client and worker."""

    run_folder: str
    features_folder: str
    token: str
    """Stands in the run's folder as long as this order holds."""
    seconds_before: float
    is_resumed: bool


@dataclass(slots=True)
class Outcome:
    """How the work ended; `seconds` of this order alone."""

    state: str = CANCELLED
    seconds: float = 0.0
    error: str = ""
    is_out_of_memory: bool = False


class OutcomeLedger:
    """Keeps what the run store would be told: the client enters it."""

    def __init__(self, seconds_before: float) -> None:
        self.outcome = Outcome()
        self._seconds_before = seconds_before

    def seconds_of(self, _run_id: str) -> float:
        """Time worked on the run before this order."""
        return self._seconds_before

    def save_epochs(self, run_id: str, epochs: Iterable[EpochEnded]) -> None:
        """The client reads them in the folder."""

    def end(self, _run_id: str, state: str, seconds: float, error: str = "") -> None:
        """The work has stopped."""
        self.outcome.state, self.outcome.seconds, self.outcome.error = state, seconds, error

    def finish(self, _result: RunResult, _predictions: Iterable[PredictionRow], seconds: float) -> None:
        """The run is finished; the client reads its scores in the folder."""
        self.outcome.state, self.outcome.seconds = FINISHED, seconds


def work_on(order: Order) -> Outcome:
    """Bring the run to its end, or as far as it gets; never raises for what befalls the run."""
    folder = RunFolder(Path(order.run_folder))
    ledger = OutcomeLedger(order.seconds_before)
    diary = Diary(ledger, folder, folder.path.name)
    steps = work_in_folder(folder, Path(order.features_folder), diary, order.is_resumed)
    try:
        for _ in steps:
            if not holds(folder, order.token):
                steps.close()
                break
    except Exception as error:  # noqa: BLE001 - whatever befalls it is this run's, not the cluster's.
        outcome = ledger.outcome
        outcome.state, outcome.is_out_of_memory = FAILED, isinstance(error, DeviceMemoryError)
        outcome.error = str(as_workbench_error(error) or f"{type(error).__name__}: {error}")
    return ledger.outcome


def give_to(folder: RunFolder, token: str) -> None:
    """Let whoever holds the token work on the run, and nobody else; an empty token: nobody."""
    beside = token_file(folder).with_suffix(".part")
    beside.write_text(token, encoding="utf-8")
    beside.replace(token_file(folder))


def holds(folder: RunFolder, token: str) -> bool:
    """Whether an order of this token still holds."""
    try:
        return token_file(folder).read_text(encoding="utf-8") == token
    except OSError:
        return False


def token_file(folder: RunFolder) -> Path:
    """Where the token stands."""
    return folder.path / "worker"
