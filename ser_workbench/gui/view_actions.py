# SPDX-License-Identifier: MIT
"""What the menus View and Help do: switch themes, write larger, show sheets; all from the first moment."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from ser_workbench.errors import MissingFolderError
from ser_workbench.gui.actions import Actions
from ser_workbench.gui.main_window import MainWindow
from ser_workbench.gui.shortcuts import AboutSheet, ShortcutSheet
from ser_workbench.gui.theme import Theme
from ser_workbench.resources import resources_folder

ZOOM_STEP = 0.1


class ViewActions(QObject):
    """Theme, zoom and sheets."""

    def __init__(self, window: MainWindow, actions: Actions, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._actions, self._theme = window, actions, theme
        for mode, action in actions.themes.items():
            action.triggered.connect(lambda _=False, mode=mode: theme.set_mode(mode))
        actions.toggle_theme.triggered.connect(lambda: theme.set_mode("light" if theme.is_dark else "dark"))
        actions.zoom_in.triggered.connect(lambda: theme.set_zoom(theme.zoom + ZOOM_STEP))
        actions.zoom_out.triggered.connect(lambda: theme.set_zoom(theme.zoom - ZOOM_STEP))
        actions.zoom_reset.triggered.connect(lambda: theme.set_zoom(1.0))
        actions.show_shortcuts.triggered.connect(self.show_shortcuts)
        actions.show_about.triggered.connect(lambda: AboutSheet(window).open())
        actions.show_readme.triggered.connect(self._show_readme)
        actions.quit.triggered.connect(window.close)
        theme.changed.connect(self._tick_mode)
        self._tick_mode()

    def show_shortcuts(self) -> ShortcutSheet:
        """Open the sheet of all shortcuts."""
        sheet = ShortcutSheet(self._actions, self._window)
        sheet.open()
        return sheet

    def _tick_mode(self) -> None:
        self._actions.themes[self._theme.mode].setChecked(True)

    def _show_readme(self) -> None:
        file = readme_file()
        if file is None:
            self._window.show_error("The README is missing from this installation; install SER Workbench again.")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def readme_file() -> Path | None:
    """The README that was installed beside the resources; None where it is missing."""
    try:
        file = resources_folder().parent / "README.md"
    except MissingFolderError:
        return None
    return file if file.is_file() else None
