# SPDX-License-Identifier: MIT
"""The events of a search in words; those of its runs as they always are."""

from ser_workbench.progress import Event
from ser_workbench.runs import telling
from ser_workbench.search.conduct import SweepStarted, TrialEnded, TrialSkipped, TrialStarted


def words_of(event: Event) -> str:
    """The line that an event leaves behind; empty for most."""
    match event:
        case SweepStarted():
            return f"search {event.sweep_id} {'goes on' if event.is_resumed else 'begins'} in {event.folder}"
        case TrialStarted():
            return f"trial {event.number + 1} of {event.known} known so far: {event.title}"
        case TrialEnded(ua=None):
            return f"trial {event.number + 1} ({event.title}) failed: {event.error}"
        case TrialEnded():
            return f"trial {event.number + 1} ({event.title}): validation UA {100 * (event.ua or 0):.1f} %"
        case TrialSkipped():
            return f"trial {event.number + 1} ({event.title}) is skipped"
        case _:
            return telling.words_of(event)
