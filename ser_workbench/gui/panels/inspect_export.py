# SPDX-License-Identifier: MIT
"""The button that takes along what the Inspect panel shows."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ser_workbench.presenters.inspect_export import FIGURES


class ExportButton(QPushButton):
    """Opens a menu of figures and tables."""

    figure_clicked = Signal(str)
    """The ending: `.svg`, `.pdf` or `.png`."""
    points_clicked = Signal()
    selection_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Export", parent)
        self.setToolTip("Write the plots that are seen, all nine or the enlarged one, or their points, to a file")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for suffix in FIGURES:
            entry = menu.addAction(f"Plots as {suffix[1:].upper()}…")
            entry.triggered.connect(partial(self._tell, suffix))
        menu.addSeparator()
        menu.addAction("Points of the plots as CSV…").triggered.connect(self._tell_points)
        self.selection_entry = menu.addAction("Selection as CSV…")
        self.selection_entry.triggered.connect(self._tell_selection)
        self.selection_entry.setEnabled(False)
        self.setMenu(menu)

    def _tell(self, suffix: str, _is_checked: bool = False) -> None:
        self.figure_clicked.emit(suffix)

    def _tell_points(self, _is_checked: bool = False) -> None:
        self.points_clicked.emit()

    def _tell_selection(self, _is_checked: bool = False) -> None:
        self.selection_clicked.emit()
