# SPDX-License-Identifier: MIT
"""The tour: drives the real window through every panel on the demo corpus and saves pictures of each.

It works in a workspace of its own that is thrown away, and leaves the user's window memory alone.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from ser_workbench.errors import FailedError, WorkspaceError
from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.desk import Shot, TourStep, Until
from ser_workbench.gui.launch import make_application, make_window
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.theme import Theme
from ser_workbench.progress import Note, Progress, Steps

if TYPE_CHECKING:
    from ser_workbench.gui.app import App

LOOK_MS = 20
"""How often a condition is looked at; the event loop runs in between."""
THEMES = ("light", "dark")


def tour(out: Path) -> Steps[list[Path]]:
    """Save `<number>_<panel>_<theme>.png` of every panel under `out` and return the files.

    Raises WorkspaceError when `out` cannot be written, FailedError when a panel never gets where it should.
    """
    _make_folder(out)
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="ser-workbench-tour-") as folder:
        theme = Theme(application)
        app = _open_app(theme, Path(folder))
        try:
            return (yield from _walk(app, out, Path(folder)))
        finally:
            app.window.close_without_question()
            app.window.deleteLater()
            _turn_loop()


def _open_app(theme: Theme, folder: Path) -> "App":
    from ser_workbench.gui.app import App

    actions = Actions(theme)
    app = App(make_window(theme, actions), theme, actions, WindowMemory(folder / "window.ini"))
    app.window.first_painted.connect(app.begin)
    app.window.show()
    return app


def _walk(app: "App", out: Path, folder: Path) -> Steps[list[Path]]:
    from ser_workbench.runs.workspace import Workspace

    yield Note("Opening the window")
    yield from _wait(app, Until(lambda: app.is_ready, "all panels are there"))
    assert app.desk is not None
    app.desk.session.take_workspace(Workspace(folder / "workspace"))
    pictures: list[Path] = []
    for number, (name, title) in enumerate(PANELS, start=1):
        app.window.show_panel(name)
        for step in _steps_of(app, name):
            if isinstance(step, Until):
                yield from _wait(app, step)
            else:
                pictures += _take_pictures(app, out / f"{number}_{step.name}")
                app.window.show_panel(name)
        yield Progress(title, number, len(PANELS), "panels")
    return pictures


def _steps_of(app: "App", name: str) -> Iterator[TourStep]:
    """What a panel's introduction wants to show; a plain picture where it says nothing."""
    introduced = app.introduced.get(name)
    if introduced is None:
        raise FailedError(f"The panel {name} did not open: {app.window.page(name).banner.sentence.text()}")
    module = sys.modules[f"ser_workbench.gui.introductions.{name}"]
    if hasattr(module, "tour_steps"):
        yield from module.tour_steps(app.desk, introduced)
    else:
        yield Shot(name)


def _wait(app: "App", until: Until) -> Steps[None]:
    deadline = time.monotonic() + until.timeout_s
    while not until.condition():
        if time.monotonic() > deadline:
            complaint = app.desk.session.complaint if app.desk is not None else ""
            raise FailedError(f"The tour waited {until.timeout_s:g} s in vain until {until.what}. {complaint}".strip())
        _turn_loop(LOOK_MS)
        yield Progress(f"until {until.what}", 0, 0)


def _turn_loop(milliseconds: int = 0) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _take_pictures(app: "App", stem: Path) -> list[Path]:
    """One picture a theme, written beside and renamed."""
    mode = app.theme.mode
    files = []
    for name in THEMES:
        app.theme.set_mode(name)
        _turn_loop(LOOK_MS)
        file = stem.with_name(f"{stem.name}_{name}.png")
        part = file.with_suffix(".png.part")
        if not app.window.grab().save(str(part), "PNG"):
            raise FailedError(f"{file} could not be written; choose a folder where you may write.")
        part.replace(file)
        files.append(file)
    app.theme.set_mode(mode)
    return files


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"{out} cannot be made ({error.strerror}); choose a folder where you may write.") from None
