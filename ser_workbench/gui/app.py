# SPDX-License-Identifier: MIT
"""After the first paint: reads the panels' code one by one in the background and introduces each to its presenter.

Why one job a module: importing holds Python's lock in small slices, so the window answers in between, and a
panel is there as soon as its own code is, instead of when all of it is.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.desk import Desk, Introduced
from ser_workbench.gui.file_actions import FileActions
from ser_workbench.gui.job_pump import JobPump
from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.panels.loading import LoadingPage
from ser_workbench.gui.recall import Remembering, recall_session, remember_session, remember_window
from ser_workbench.gui.theme import Theme
from ser_workbench.jobs import Cancelled, Failed, Finished
from ser_workbench.presenters.jobs_wanted import watch
from ser_workbench.presenters.loading import collector_at_rest, load_module, load_torch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event

if TYPE_CHECKING:
    from types import ModuleType

SETTINGS_MODULE = "ser_workbench.runs.settings"
DESK_MODULES = ("ser_workbench.presenters.opening", "ser_workbench.presenters.listening")
INTRODUCTIONS = "ser_workbench.gui.introductions"
WORKING = ("training", "baselines", "sweep", "paper")
"""Panels whose work would be stopped by closing the window."""
log = logging.getLogger(__name__)


class App(QObject):
    """Holds everything that lives as long as the window: session, pump, panels, presenters."""

    panel_ready = Signal(str)
    all_ready = Signal()
    """Every panel is introduced, or known to be missing."""
    torch_ready = Signal()

    def __init__(self, window: MainWindow, theme: Theme, actions: Actions, memory: WindowMemory) -> None:
        super().__init__()
        self.window = window
        self.theme = theme
        self.actions = actions
        self.memory = memory
        self.pump = JobPump(self)
        self.introduced: dict[str, Introduced] = {}
        self.desk: Desk | None = None
        self.is_ready = False
        self._remembering: Remembering | None = None
        self._is_closed = False
        self._rest = ExitStack()
        """Holds the garbage collector at rest until all code is read."""
        self._too_early: Callable[[], None] | None = None
        self._wanted: Iterator[tuple[str, str]] = iter(())
        self._connect_window()

    def begin(self) -> None:
        """Read the first module; each one that arrives asks for the next."""
        names = [("", SETTINGS_MODULE), *(("", name) for name in DESK_MODULES)]
        names += [(panel, f"{INTRODUCTIONS}.{panel}") for panel, _ in PANELS]
        self._wanted = iter(names)
        self._rest.enter_context(collector_at_rest())
        self._load_next()

    def close(self) -> None:
        """Remember, stop all work, wait for it."""
        if self._is_closed:
            return
        self._is_closed = True
        remember_window(self.window, self.theme, self.memory)
        if self._remembering is not None:
            self._remembering.stop()
        if self.desk is not None:
            if self.is_ready:
                remember_session(self.desk, self.memory)
            self.desk.listening.stop()
        self.pump.stop_all()
        self._rest.close()

    def _connect_window(self) -> None:
        window, pump = self.window, self.pump
        window.closing.connect(self.close)
        window.question_before_closing = self._question_before_closing
        pump.started.connect(window.status.show_started)
        pump.drained.connect(window.status.show_events)
        pump.ended.connect(window.status.show_ended)
        window.status.cancel_clicked.connect(self._cancel_shown)
        self.actions.play.triggered.connect(self._play)
        for action in self.actions.needing_the_desk():
            action.triggered.connect(partial(self._keep_for_later, action.trigger))

    def _question_before_closing(self) -> str:
        """What would be lost, in the words of the panels that know; empty where nothing would be."""
        asked = [self.introduced[name].presenter for name in WORKING if name in self.introduced]
        return " ".join(filter(None, (presenter.question_before_closing() for presenter in asked)))

    def _load_next(self) -> None:
        panel, module = next(self._wanted, ("", ""))
        if not module:
            self._finish()
            return
        self.pump.start(
            "Loading",
            load_module(module),
            watch(on_result=partial(self._loaded, panel), on_error=partial(self._not_loaded, panel)),
        )

    def _loaded(self, panel: str, module: "ModuleType") -> None:
        if panel:
            QTimer.singleShot(0, partial(self._introduce, panel, module))
            return
        if module.__name__ == DESK_MODULES[-1]:
            self._lay_desk()
        self._load_next()

    def _not_loaded(self, panel: str, sentence: str) -> None:
        page = self.window.page(panel or "start")
        if isinstance(page, LoadingPage):
            page.show_failure(sentence)
        else:
            page.show_error(sentence)
        self._load_next()

    def _lay_desk(self) -> None:
        from ser_workbench.presenters.listening import Listening
        from ser_workbench.presenters.opening import Opening
        from ser_workbench.runs.settings import ExperimentSettings

        session = Session(ExperimentSettings())
        opening, listening = Opening(session, self.pump), Listening(session, self.pump)
        self.desk = Desk(session, self.pump, self.theme, self.actions, opening, listening)
        session.listen(Topic.PANEL, lambda: self.window.show_panel(session.panel))
        session.listen(Topic.MESSAGE, lambda: self.window.status.say(session.message))
        session.listen(Topic.COMPLAINT, lambda: self.window.show_error(session.complaint))
        self.window.panel_shown.connect(lambda name: setattr(session, "panel", name))
        self.window.folder_dropped.connect(opening.open_dropped)
        self._file_actions = FileActions(self.window, self.actions, self.desk)
        if self._too_early is not None:
            QTimer.singleShot(0, self._too_early)

    def _keep_for_later(self, deed: Callable[[], None], _is_checked: bool = False) -> None:
        """Do what was clicked before anybody could do it, once somebody can."""
        if self.desk is None:
            self._too_early = deed

    def _introduce(self, panel: str, module: Any) -> None:
        if self._is_closed or self.desk is None:
            return
        try:
            introduced: Introduced = module.introduce(self.desk, *self._already_there(panel))
        except Exception as error:  # One broken panel must not take the others with it.
            log.exception("The panel %s cannot be introduced", panel)
            self._not_loaded(panel, f"This panel does not work here ({error}); the log holds the details.")
            return
        # Making a panel and laying it out are two turns of the event loop, so that neither is long.
        QTimer.singleShot(0, partial(self._put, panel, introduced))

    def _put(self, panel: str, introduced: Introduced) -> None:
        if self._is_closed:
            return
        self.introduced[panel] = introduced
        if introduced.panel is not self.window.page(panel):
            self.window.put_panel(panel, introduced.panel)
        self.panel_ready.emit(panel)
        QTimer.singleShot(0, self._load_next)

    def _already_there(self, panel: str) -> tuple[Any, ...]:
        """The Start panel was painted first and is only introduced, not made again."""
        return (self.window.page(panel),) if panel == "start" else ()

    def _finish(self) -> None:
        assert self.desk is not None
        recall_session(self.desk, self.memory)
        self._remembering = Remembering(self.desk, self.memory, self)
        self.is_ready = True
        self.all_ready.emit()
        self.pump.start("Loading torch", load_torch(), self._watch_torch)

    def _watch_torch(self, events: Sequence[Event]) -> None:
        if isinstance(events[-1], Finished | Failed | Cancelled):
            self._rest.close()
            self.torch_ready.emit()
            self._make_parts(chain.from_iterable(one.panel.make_parts() for one in self.introduced.values()))

    def _make_parts(self, parts: Iterator[None]) -> None:
        """One part a turn of the event loop."""
        for _ in parts:
            if not self._is_closed:
                QTimer.singleShot(0, partial(self._make_parts, parts))
            return

    def _cancel_shown(self) -> None:
        job = self.window.status.shown_job()
        if job is not None:
            job.cancel()

    def _play(self) -> None:
        button = self.window.focused_button()
        if button is not None:  # Space belongs to the button that has the focus.
            button.click()
            return
        panel = self.window.page(self.window.panel_name)
        if hasattr(panel, "toggle_play"):
            panel.toggle_play()
