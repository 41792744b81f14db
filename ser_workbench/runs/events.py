# SPDX-License-Identifier: MIT
"""What a run tells while it works, above the events of its training."""

from dataclasses import dataclass

from ser_workbench.progress import Event
from ser_workbench.runs.result import RunResult


@dataclass(frozen=True, slots=True)
class RunStarted(Event):
    """The run has a folder and stands in the store; `is_resumed` when it was there before."""

    run_id: str
    folder: str
    is_resumed: bool = False


@dataclass(frozen=True, slots=True)
class StageStarted(Event):
    """The next stage of a run: `Computing features`."""

    title: str


@dataclass(frozen=True, slots=True)
class RunEnded(Event):
    """The run is finished."""

    run_id: str
    result: RunResult
