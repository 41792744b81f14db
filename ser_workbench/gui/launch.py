# SPDX-License-Identifier: MIT
"""Opens the window: first Qt alone and a painted Start panel, then everything else.

Nothing here or above the first paint may import numpy, pydantic, pyqtgraph or torch.
"""

import logging
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ser_workbench.errors import DeviceError
from ser_workbench.gui.actions import Actions
from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.panels.start import StartPanel
from ser_workbench.gui.recall import recall_window
from ser_workbench.gui.theme import Theme

if TYPE_CHECKING:
    from types import TracebackType

    from ser_workbench.gui.app import App

FIRST_PAINT_VARIABLE = "SER_WORKBENCH_FIRST_PAINT"
"""When set, the program says how long the first paint took and ends."""
log = logging.getLogger(__name__)


def launch(argv: Sequence[str] = ()) -> int:
    """Open the window and return the exit status when it is closed.

    Raises DeviceError where there is no screen.
    """
    check_screen()
    application = make_application(argv)
    theme = Theme(application)
    actions = Actions(theme)
    memory = WindowMemory()
    window = make_window(theme, actions)
    recall_window(window, theme, memory)
    if os.environ.get(FIRST_PAINT_VARIABLE):
        window.first_painted.connect(_tell_first_paint)
        window.show()
        return application.exec()
    apps: list[App] = []
    window.first_painted.connect(lambda: apps.append(_begin(window, theme, actions, memory)))
    window.show()
    return application.exec()


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication of the process."""
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else QApplication(["ser-workbench", *argv])
    application.setApplicationName("SER Workbench")
    application.setDesktopFileName("ser-workbench")
    return application


def make_window(theme: Theme, actions: Actions) -> MainWindow:
    """The window with its Start panel, ready to be shown."""
    from ser_workbench.gui.view_actions import ViewActions

    window = MainWindow(theme, actions)
    window.put_panel("start", StartPanel(theme, actions))
    ViewActions(window, actions, theme)
    return window


def check_screen() -> None:
    """On Linux Qt would abort the process without a screen; say it in a sentence instead.

    Raises DeviceError.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise DeviceError("There is no screen here to open a window on; use 'ser-workbench demo' or another verb.")


def _begin(window: MainWindow, theme: Theme, actions: Actions, memory: WindowMemory) -> "App":
    from ser_workbench.gui.app import App

    app = App(window, theme, actions, memory)
    sys.excepthook = lambda kind, error, trace: _confess(app, kind, error, trace)
    app.begin()
    return app


def _confess(app: "App", kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
    """A mistake of ours in the window's thread: into the log, one sentence to the user, and the window stays."""
    from ser_workbench.presenters.jobs_wanted import sentence_of

    if issubclass(kind, KeyboardInterrupt):
        app.window.close_without_question()
        return
    log.error("an exception nobody caught", exc_info=(kind, error, trace))
    app.window.show_error(sentence_of(error, is_bug=True))


def _tell_first_paint() -> None:
    import psutil

    seconds = time.time() - psutil.Process().create_time()
    sys.stdout.write(f"first_paint_s={seconds:.3f}\n")
    sys.stdout.flush()
    QTimer.singleShot(0, QApplication.quit)
