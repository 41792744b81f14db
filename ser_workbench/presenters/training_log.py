# SPDX-License-Identifier: MIT
"""The log of a training: which events are worth a line, and in which words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ser_workbench.progress import Event, Note
from ser_workbench.runs.events import RunEnded, RunStarted, StageStarted
from ser_workbench.runs.result import CLEAN, NOISY, RunResult
from ser_workbench.training.events import EpochEnded, TrainingEnded, TrainingStarted


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line; `time_text` is local time, to the second."""

    time_text: str
    text: str
    is_warning: bool = False

    @classmethod
    def now(cls, text: str, *, is_warning: bool = False) -> Self:
        """A line of this moment."""
        return cls(f"{datetime.now().astimezone():%H:%M:%S}", text, is_warning)


def line_of(event: Event, *, has_noise: bool) -> LogLine | None:
    """The line for an event; None for those that come too often to be read."""
    match event:
        case RunStarted(run_id=run_id, is_resumed=is_resumed):
            return LogLine.now(f"{'Goes on with' if is_resumed else 'Begins'} run {run_id}")
        case StageStarted(title=title):
            return LogLine.now(title)
        case Note(text=text, is_warning=is_warning):
            return LogLine.now(text, is_warning=is_warning)
        case TrainingStarted():
            return LogLine.now(_started(event))
        case EpochEnded():
            return LogLine.now(_epoch(event, has_noise=has_noise))
        case TrainingEnded(reason=reason):
            return LogLine.now(reason)
        case RunEnded(result=result):
            return LogLine.now(f"Tested: {result_text(result)}")
        case _:
            return None


def percent(share: float) -> str:
    """A share as the paper writes it: 86.2 %."""
    return f"{100 * share:.1f} %"


def result_text(result: RunResult) -> str:
    """What a run found, in a phrase: `UA 94.6 % clean, 86.2 % noisy`."""
    shares = [f"{percent(result.scores[name].ua)} {name}" for name in (CLEAN, NOISY) if name in result.scores]
    return f"UA {', '.join(shares)}" if shares else "no scores"


def _started(event: TrainingStarted) -> str:
    after = f" after {event.epochs_done} epochs" if event.epochs_done else ""
    return (
        f"Learns{after} on {event.run_device}: {event.parameters:,} parameters, {event.train_items:,} utterances "
        f"in {event.batches:,} mini-batches an epoch"
    )


def _epoch(event: EpochEnded, *, has_noise: bool) -> str:
    noisy = f", {percent(event.ua_noisy)} noisy" if has_noise else ""
    bests = [name for name, is_best in ((CLEAN, event.is_best_clean), (NOISY, event.is_best_noisy)) if is_best]
    if not has_noise:
        bests = ["so far"] if event.is_best_clean else []
    best = f"; best {' and '.join(bests)}" if bests else ""
    return f"Epoch {event.epoch}: loss {event.train_loss:.3f}, UA {percent(event.ua_clean)} clean{noisy}{best}"
