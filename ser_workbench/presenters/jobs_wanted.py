# SPDX-License-Identifier: MIT
"""What presenters want of whoever runs their long work: `Jobs`, and `watch` to sort its events."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from ser_workbench.errors import WorkbenchError
from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.progress import Event, Steps

T = TypeVar("T")
Receive = Callable[[Sequence[Event]], None]


class Jobs(Protocol):
    """Runs long work beside the window."""

    def start(self, name: str, steps: Steps[T], receive: Receive) -> Job[T]:
        """Begin work; `receive` gets all new events, never none, at most 20 times a second on the window's thread.

        The last event of the last call is Finished, Failed or Cancelled.
        """
        ...


def ignore(*_: object) -> None:
    """Take no notice."""


def watch(
    on_event: Callable[[Event], None] = ignore,
    on_result: Callable[[Any], None] = ignore,
    on_error: Callable[[str], None] = ignore,
    on_cancel: Callable[[], None] = ignore,
) -> Receive:
    """A receiver that sorts events: the work's own, its result, its failure in one sentence, its cancellation."""

    def receive(events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case Finished(result):
                    on_result(result)
                case Failed(error, is_bug):
                    on_error(sentence_of(error, is_bug=is_bug))
                case Cancelled():
                    on_cancel()
                case _:
                    on_event(event)

    return receive


def sentence_of(error: BaseException, *, is_bug: bool) -> str:
    """What to tell the user about a failure: never a traceback."""
    if isinstance(error, WorkbenchError) and not is_bug:
        return str(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0].rstrip(".")
    return f"SER Workbench made a mistake ({what}); the log holds the details, please report it."
