# SPDX-License-Identifier: MIT
"""What an introduction is given and gives back, and the steps of a tour through the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ser_workbench.gui.actions import Actions
    from ser_workbench.gui.job_pump import JobPump
    from ser_workbench.gui.panels.panel import Panel
    from ser_workbench.gui.theme import Theme
    from ser_workbench.presenters.listening import Listening
    from ser_workbench.presenters.opening import Opening
    from ser_workbench.presenters.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk when a panel and its presenter are introduced."""

    session: "Session"
    jobs: "JobPump"
    theme: "Theme"
    actions: "Actions"
    opening: "Opening"
    listening: "Listening"


@dataclass(frozen=True, slots=True)
class Introduced:
    """A panel and its presenter, kept alive together."""

    panel: "Panel"
    presenter: Any


@dataclass(frozen=True, slots=True)
class Until:
    """The tour waits for a condition, in the event loop."""

    condition: Callable[[], bool]
    what: str
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Shot:
    """The tour saves a picture of the whole window, in both themes."""

    name: str


TourStep = Until | Shot
