# SPDX-License-Identifier: MIT
"""The button that takes chosen runs along: as they are, or their networks for other programs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.runs.result import CLEAN, NOISY
from ser_workbench.runs.run_row import FINISHED


class ExportRunsButton(QPushButton):
    """Opens a menu of what can be taken along."""

    runs_clicked = Signal()
    networks_clicked = Signal(str)
    """Of which selected state: `clean` or `noisy`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Export", parent)
        self.setToolTip("Take the chosen runs along, or their networks for other programs")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        runs = menu.addAction("Runs as .zip files…")
        runs.setToolTip("All of a run: enough to do it again elsewhere")
        runs.triggered.connect(self._tell_runs)
        menu.addSeparator()
        self.networks = {
            state: menu.addAction(f"Networks as ONNX, best on {state} speech…") for state in (CLEAN, NOISY)
        }
        for state, entry in self.networks.items():
            entry.setToolTip("From samples to probabilities, with a page to read and an example of 20 lines")
            entry.triggered.connect(partial(self._tell_networks, state))
        self.setMenu(menu)

    def show_chosen(self, chosen: Sequence[RunLine]) -> None:
        """Only what is finished has a network, and only what was trained with noise has two."""
        has_network = bool(chosen) and all(line.state == FINISHED for line in chosen)
        self.setEnabled(bool(chosen))
        self.networks[CLEAN].setEnabled(has_network)
        self.networks[NOISY].setEnabled(has_network and all(line.settings.has_noise for line in chosen))

    def _tell_runs(self, _is_checked: bool = False) -> None:
        self.runs_clicked.emit()

    def _tell_networks(self, state: str, _is_checked: bool = False) -> None:
        self.networks_clicked.emit(state)
