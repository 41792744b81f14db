# SPDX-License-Identifier: MIT
"""What the menu File does: asks for folders and hands them over; brings the download dialog and its presenter."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.desk import Desk
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.main_window import MainWindow

if TYPE_CHECKING:
    from ser_workbench.gui.fetch_dialog import FetchDialog
    from ser_workbench.presenters.fetching import FetchPresenter


class FileActions(QObject):
    """Opening and making; these need the session."""

    def __init__(self, window: MainWindow, actions: Actions, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        opening = desk.opening
        self._connect(actions.new_workspace, "Choose an empty folder for a new workspace", opening.open_workspace)
        self._connect(actions.open_workspace, "Open a workspace", opening.open_workspace)
        self._connect(actions.open_corpus, "Open a corpus", opening.open_corpus)
        self._connect(actions.open_noise, "Open a folder of noises", opening.open_noise)
        actions.try_demo.triggered.connect(opening.try_demo)
        self._fetching: tuple[FetchDialog, FetchPresenter] | None = None
        actions.fetch_corpus.triggered.connect(self._show_downloads)

    def _show_downloads(self) -> None:
        """The dialog is made when it is first wanted, and kept: a download goes on while it is closed."""
        from ser_workbench.gui.fetch_dialog import FetchDialog
        from ser_workbench.presenters.fetching import FetchPresenter

        if self._fetching is None:
            dialog = FetchDialog(self._window)
            presenter = FetchPresenter(dialog, self._desk.jobs, self._desk.opening)
            dialog.offer_chosen.connect(presenter.choose)
            dialog.folder_chosen.connect(presenter.choose_folder)
            dialog.accepted_changed.connect(presenter.accept)
            dialog.download_clicked.connect(presenter.download)
            dialog.cancel_clicked.connect(presenter.cancel)
            self._fetching = dialog, presenter
            presenter.start()
        dialog = self._fetching[0]
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _connect(self, action: QAction, title: str, then: Callable[[Path], None]) -> None:
        action.triggered.connect(partial(self._ask, title, then))

    def _ask(self, title: str, then: Callable[[Path], None], _is_checked: bool = False) -> None:
        corpus = self._desk.session.corpus
        start = corpus.folder.parent if corpus is not None else Path.home()
        ask_folder(self._window, title, start, then)
