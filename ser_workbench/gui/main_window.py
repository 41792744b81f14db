# SPDX-License-Identifier: MIT
"""The window: rail, pages, menus, status line; it decides nothing and knows no presenter."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ser_workbench.gui.actions import PANELS, Actions
from ser_workbench.gui.dialogs import ask_yes
from ser_workbench.gui.menus import fill_menu_bar
from ser_workbench.gui.panels.loading import LoadingPage
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.rail import NavigationRail
from ser_workbench.gui.status import StatusLine
from ser_workbench.gui.theme import Theme

WIDTH, HEIGHT = 1280, 800


class MainWindow(QMainWindow):
    """One page a panel; a page says “Loading…” until its panel is put there."""

    first_painted = Signal()
    panel_shown = Signal(str)
    folder_dropped = Signal(object)
    """A Path that was dropped anywhere on the window."""
    closing = Signal()

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.actions_of_window = actions
        self._is_painted = False
        self.setWindowTitle("SER Workbench")
        self.setWindowIcon(QIcon(theme.picture("ser-workbench", 64)))
        self.setAcceptDrops(True)
        self.resize(WIDTH, HEIGHT)
        self.rail = NavigationRail(theme, actions)
        self.rail.panel_chosen.connect(self.show_panel)
        self.question_before_closing: Callable[[], str] = lambda: ""
        """What the user is asked before the window closes; empty: nothing."""
        self._is_closing_wanted = False
        self._pages = QStackedWidget()
        self._names = [name for name, _ in PANELS]
        for _, title in PANELS:
            self._pages.addWidget(LoadingPage(title, theme))
        middle = QWidget()
        columns = QHBoxLayout(middle)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.rail)
        columns.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.status = StatusLine(theme)
        self.setStatusBar(self.status)
        fill_menu_bar(self.menuBar(), actions)
        self.addActions(actions.all())
        for name, action in actions.panels.items():
            action.triggered.connect(lambda _=False, name=name: self.show_panel(name))
        self.show_panel(PANELS[0][0])

    @property
    def panel_name(self) -> str:
        """The name of the panel that is shown."""
        return self._names[self._pages.currentIndex()]

    def page(self, name: str) -> Panel:
        """The panel, or what stands in for it."""
        page = self._pages.widget(self._names.index(name))
        assert isinstance(page, Panel)
        return page

    def show_panel(self, name: str) -> None:
        """Turn to a panel; unknown names are passed over."""
        if name not in self._names:
            return
        self._pages.setCurrentIndex(self._names.index(name))
        self.rail.show_panel(name)
        self.actions_of_window.panels[name].setChecked(True)
        self.panel_shown.emit(name)

    def put_panel(self, name: str, panel: Panel) -> None:
        """Put a panel in place of its stand-in."""
        index, shown = self._names.index(name), self._pages.currentIndex()
        stand_in = self.page(name)
        self._pages.insertWidget(index, panel)
        self._pages.removeWidget(stand_in)
        stand_in.deleteLater()
        self._pages.setCurrentIndex(shown)

    def show_error(self, sentence: str) -> None:
        """What is wrong: as a banner on the page that is shown and in the status line."""
        self.page(self.panel_name).show_error(sentence)
        self.status.say(sentence)

    def place(self) -> QByteArray:
        """Where the window stands, for `restore_place`."""
        return self.saveGeometry()

    def restore_place(self, place: QByteArray) -> None:
        """Stand where the window stood; Qt moves it back onto a screen that exists."""
        if not place.isEmpty():
            self.restoreGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """Tell once that the window has been painted."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name.
        """Folders and files from this machine may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  # Qt's name.
        """The folder was taken away again."""
        super().dragLeaveEvent(event)
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name.
        """Say which folder was dropped; a file stands for the folder it lies in."""
        self._show_drop(False)
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            event.acceptProposedAction()
            self.folder_dropped.emit(places[0] if places[0].is_dir() else places[0].parent)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name.
        """Tell before the window is gone; where something would be lost, ask first."""
        question = "" if self._is_closing_wanted else self.question_before_closing()
        if question:
            event.ignore()
            ask_yes(self, question, "Quit", self.close_without_question)
            return
        self.closing.emit()
        super().closeEvent(event)

    def close_without_question(self) -> None:
        """Close, whatever goes on."""
        self._is_closing_wanted = True
        self.close()

    def focused_button(self) -> QAbstractButton | None:
        """The button that Space would press, if one has the focus."""
        widget = QApplication.focusWidget()
        return widget if isinstance(widget, QAbstractButton) else None

    def _show_drop(self, is_over: bool) -> None:
        start = self.page("start")
        if hasattr(start, "show_drop"):
            start.show_drop(is_over)
