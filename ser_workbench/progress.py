# SPDX-License-Identifier: MIT
"""How long work tells how far it is: generators that yield events and return a result."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in long work: numbers, text and small arrays only."""


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far a stage is: `done` of `total` units; total 0 means that nobody knows."""

    stage: str
    done: int
    total: int
    unit: str = ""

    @property
    def share(self) -> float:
        """The part that is done, 0 to 1; 0 while the total is unknown."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Note(Event):
    """A sentence for the log; a warning where the user should look at something."""

    text: str
    is_warning: bool = False


Steps = Generator[Event, None, T]
"""Long work: yields events, returns a T; to stop it is to close it."""


def run_steps(steps: Steps[T], on_event: Callable[[Event], None] | None = None) -> T:
    """Run long work to its end on this thread and return its result."""
    while True:
        try:
            event = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        if on_event is not None:
            on_event(event)
