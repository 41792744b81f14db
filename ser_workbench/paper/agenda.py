# SPDX-License-Identifier: MIT
"""The agenda of a paper: what is to be done, how long each thing is expected to take, and how it stands."""

from dataclasses import dataclass, replace
from typing import Literal

WAITING, RUNNING, FINISHED, FAILED, LEFT_OUT = "waiting", "running", "finished", "failed", "left out"
ItemKind = Literal["run", "baseline", "inspection", "report"]
ItemState = Literal["waiting", "running", "finished", "failed", "left out"]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing to do."""

    key: str
    """What it is called in the book, the same whenever the same settings are planned: `run/fst-cldnn-log-mel/0`."""
    kind: ItemKind
    title: str
    """`FST-CLDNN (log-Mel), seed 0`."""
    expected_s: float | None = None
    """Seconds that it is expected to take from its beginning; None where nobody knows."""
    state: ItemState = "waiting"
    made: str = ""
    """The id of its run or baseline in the workspace, once it has begun."""
    seconds: float = 0.0
    """Worked on it so far."""
    words: str = ""
    """What it gave (`UA 71.2 % clean`), or why it failed or is left out."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that is to be done, in its order."""

    items: tuple[AgendaItem, ...]
    notes: tuple[str, ...] = ()
    """What the user should know before it starts: what is missing, what the size cannot tell."""

    @property
    def seconds_left(self) -> float:
        """Expected until the end, of all items of which it is known."""
        waiting = (item for item in self.items if item.state in (WAITING, RUNNING))
        return sum(max(0.0, (item.expected_s or 0.0) - item.seconds) for item in waiting)

    @property
    def done(self) -> int:
        """How many items are over, whichever way."""
        return sum(item.state not in (WAITING, RUNNING) for item in self.items)

    def item(self, key: str) -> AgendaItem:
        """The item of this key. Raises KeyError where there is none."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def with_item(self, changed: AgendaItem) -> "Agenda":
        """The same with another state of one item."""
        return replace(self, items=tuple(changed if item.key == changed.key else item for item in self.items))
