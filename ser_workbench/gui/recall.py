# SPDX-License-Identifier: MIT
"""What the window was doing when it was closed, and doing it again: place, theme, panel, workspace, corpus, noise."""

from typing import TYPE_CHECKING

from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.recalling import Recalling, Yesterday

if TYPE_CHECKING:
    from ser_workbench.gui.app import App


def recall_window(window: MainWindow, theme: Theme, memory: WindowMemory) -> None:
    """Before the first paint: place, theme and zoom."""
    theme.set_mode(memory.text("theme", "system"))
    theme.set_zoom(memory.number("zoom", 1.0))
    window.restore_place(memory.blob("place"))
    window.show_panel(memory.text("panel", "start"))


def recall_session(app: "App") -> None:
    """When all panels are there: what was open."""
    if app.desk is None:
        return
    memory = app.memory
    yesterday = Yesterday(
        workspace=memory.folder("workspace"),
        corpus=memory.folder("corpus"),
        reader=memory.text("reader") or None,
        noise=memory.folder("noise"),
        settings_toml=memory.text("settings"),
        utterance_id=memory.text("utterance") or None,
        run_ids=tuple(filter(None, memory.text("runs").split(","))),
    )
    Recalling(app.desk.session, app.desk.jobs).recall(yesterday)


def remember_session(app: "App") -> None:
    """When the window closes: everything that `recall_…` wants to know."""
    memory = app.memory
    memory.keep("place", app.window.place())
    memory.keep("panel", app.window.panel_name)
    memory.keep("theme", app.theme.mode)
    memory.keep("zoom", app.theme.zoom)
    if app.desk is not None and app.is_ready:
        session = app.desk.session
        memory.keep("workspace", str(session.workspace.folder) if session.workspace else None)
        memory.keep("corpus", str(session.corpus.folder) if session.corpus else None)
        memory.keep("reader", session.corpus.reader if session.corpus else None)
        memory.keep("noise", str(session.noises.folder) if session.noises else None)
        memory.keep("settings", session.settings.to_toml())
        memory.keep("utterance", session.utterance_id)
        memory.keep("runs", ",".join(session.run_ids) or None)
    memory.save()
