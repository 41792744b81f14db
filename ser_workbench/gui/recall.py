# SPDX-License-Identifier: MIT
"""What the window was doing when it was closed, and doing it again: place, theme, panel, workspace, corpus, noise.

Why not only at the end: a program that is killed is never closed, and its training can be resumed only where its
workspace is open again.
"""

import json

from PySide6.QtCore import QObject, QTimer

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.recalling import Recalling, Yesterday
from ser_workbench.presenters.session import Topic

SOON_MS = 1000
"""Settings change with every key; one writing is enough for all that change at a time."""
REMEMBERED = (
    Topic.WORKSPACE,
    Topic.CORPUS,
    Topic.NOISE,
    Topic.SETTINGS,
    Topic.UTTERANCE,
    Topic.RUN_CHOICE,
    Topic.FORM_KEPT,
)


def recall_window(window: MainWindow, theme: Theme, memory: WindowMemory) -> None:
    """Before the first paint: place, theme and zoom."""
    theme.set_mode(memory.text("theme", "system"))
    theme.set_zoom(memory.number("zoom", 1.0))
    window.restore_place(memory.blob("place"))
    window.show_panel(memory.text("panel", "start"))


def recall_session(desk: Desk, memory: WindowMemory) -> None:
    """When all panels are there: what was open."""
    yesterday = Yesterday(
        workspace=memory.folder("workspace"),
        corpus=memory.folder("corpus"),
        reader=memory.text("reader") or None,
        noise=memory.folder("noise"),
        settings_toml=memory.text("settings"),
        utterance_id=memory.text("utterance") or None,
        run_ids=tuple(filter(None, memory.text("runs").split(","))),
        forms=memory.words("forms"),
    )
    Recalling(desk.session, desk.jobs).recall(yesterday)


def remember_window(window: MainWindow, theme: Theme, memory: WindowMemory) -> None:
    """When the window closes: what `recall_window` wants to know."""
    memory.keep("place", window.place())
    memory.keep("panel", window.panel_name)
    memory.keep("theme", theme.mode)
    memory.keep("zoom", theme.zoom)
    memory.save()


def remember_session(desk: Desk, memory: WindowMemory) -> None:
    """When the window closes: what `recall_session` wants to know."""
    session = desk.session
    memory.keep("workspace", str(session.workspace.folder) if session.workspace else None)
    memory.keep("corpus", str(session.corpus.folder) if session.corpus else None)
    memory.keep("reader", session.corpus.reader if session.corpus else None)
    memory.keep("noise", str(session.noises.folder) if session.noises else None)
    memory.keep("settings", session.settings.to_toml())
    memory.keep("utterance", session.utterance_id)
    memory.keep("runs", ",".join(session.run_ids) or None)
    memory.keep("forms", json.dumps(session.forms) if session.forms else None)
    memory.save()


class Remembering(QObject):
    """Remembers the session soon after it changed, until it is stopped."""

    def __init__(self, desk: Desk, memory: WindowMemory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._memory = memory
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self._remember)
        for topic in REMEMBERED:
            desk.session.listen(topic, self._timer.start)

    def stop(self) -> None:
        """The window is closing, which remembers by itself."""
        self._timer.stop()

    def _remember(self) -> None:
        remember_session(self._desk, self._memory)
