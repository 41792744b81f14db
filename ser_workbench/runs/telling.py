# SPDX-License-Identifier: MIT
"""The events of a run as progress and in words: a bar per epoch and a line per result."""

from ser_workbench.progress import Event, Progress
from ser_workbench.runs.events import RunStarted
from ser_workbench.training.events import BatchEnded, EpochEnded, TrainingEnded, TrainingStarted, ValidationProgress


def progress_of(event: Event) -> Progress | None:
    """How far the work is, within the epoch where it is a training; None where the event does not say."""
    match event:
        case Progress():
            return event
        case BatchEnded():
            return Progress(f"epoch {event.epoch}, mini-batch", event.batch, event.batches)
        case ValidationProgress():
            return Progress(f"epoch {event.epoch}, validation", event.done, event.total)
        case _:
            return None


def words_of(event: Event) -> str:
    """The line that an event leaves behind; empty for most."""
    match event:
        case RunStarted():
            return f"run {event.run_id} {'goes on' if event.is_resumed else 'begins'} in {event.folder}"
        case TrainingStarted():
            return (
                f"training {event.parameters:,} parameters on {event.train_items:,} utterances ({event.run_device}), "
                f"patience {event.patience}"
            )
        case EpochEnded():
            return _epoch_line(event)
        case TrainingEnded():
            return event.reason
        case _:
            return ""


def _epoch_line(epoch: EpochEnded) -> str:
    best = " and ".join(
        name for name, is_best in (("clean", epoch.is_best_clean), ("noisy", epoch.is_best_noisy)) if is_best
    )
    return (
        f"epoch {epoch.epoch:3}  loss {epoch.train_loss:.3f}, validation {epoch.validation_loss_noisy:.3f}  "
        f"UA clean {100 * epoch.ua_clean:5.1f} %, noisy {100 * epoch.ua_noisy:5.1f} %  {epoch.seconds:.0f} s"
        + (f"  best {best}" if best else "")
    )
