# SPDX-License-Identifier: MIT
"""The whole window as a user gets it, without a loudspeaker and closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.app import App
from ser_workbench.gui.launch import make_window
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.recall import recall_window
from ser_workbench.gui.theme import Theme


@contextmanager
def an_open_window(application: QApplication, memory_file: Path | None = None) -> Iterator[App]:
    """Shown and painted; the panels are still on their way."""
    theme = Theme(application)
    actions = Actions(theme)
    memory = WindowMemory(memory_file)
    window = make_window(theme, actions)
    recall_window(window, theme, memory)
    app = App(window, theme, actions, memory)
    window.first_painted.connect(app.begin)
    window.show()
    try:
        yield app
    finally:
        window.close_without_question()
        window.deleteLater()
