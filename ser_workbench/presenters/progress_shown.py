# SPDX-License-Identifier: MIT
"""How far work is, for a bar that knows nothing of trainings."""

from ser_workbench.progress import Event, Progress
from ser_workbench.training.events import BatchEnded, EpochEnded


def progress_of(event: Event) -> Progress | None:
    """The event as a Progress; None when it says nothing about how far the work is."""
    match event:
        case Progress():
            return event
        case BatchEnded(epoch=epoch, batch=batch, batches=batches):
            return Progress(f"Epoch {epoch}, mini-batch", batch, batches)
        case EpochEnded(epoch=epoch):
            return Progress(f"Epoch {epoch} is over", 0, 0)
        case _:
            return None
