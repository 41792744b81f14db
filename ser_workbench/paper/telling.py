# SPDX-License-Identifier: MIT
"""The events of a paper in words; those of its runs and searches as they always are."""

from ser_workbench.paper.events import ItemEnded, ItemStarted, PaperStarted
from ser_workbench.progress import Event
from ser_workbench.search import telling


def words_of(event: Event) -> str:
    """The line that an event leaves behind; empty for most."""
    match event:
        case PaperStarted():
            done = f", {event.agenda.done} of {len(event.agenda.items)} items are done" if event.is_resumed else ""
            return f"paper {event.paper_id} {'goes on' if event.is_resumed else 'begins'} in {event.folder}{done}"
        case ItemStarted():
            return f"{event.number} of {event.total}: {event.item.title}"
        case ItemEnded():
            words = f": {event.item.words}" if event.item.words else ""
            return f"{event.number} of {event.total}: {event.item.title} is {event.item.state}{words}"
        case _:
            return telling.words_of(event)
