# SPDX-License-Identifier: MIT
"""The left side of the Training panel: what would be trained, with which hyperparameters."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ser_workbench.gui.card import card, label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.training_devices import Devices
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.training.settings import TrainingSettings


class PlanColumn(QWidget):
    """A card that sums up data and network, and a card with the hyperparameters."""

    changed = Signal(dict)
    link_clicked = Signal(str)
    """The name of the panel where something can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = ConfigForm(TrainingSettings, theme, "training.")
        self.form.changed.connect(self.changed)
        self._links: list[QPushButton] = []
        self._texts: list[QLabel] = []
        self._panels: list[str] = []
        summary, settings = card("What Start trains", theme=theme), card("Hyperparameters", theme=theme)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        summary.body.addLayout(self._grid)
        settings.body.addWidget(self.form)
        self.device_text = label("", "caption", is_wrapped=True)
        self.device_text.hide()
        settings.body.addWidget(self.device_text)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(summary)
        rows.addWidget(settings)
        rows.addStretch(1)

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """Title, text and a link for each line."""
        while len(self._links) < len(lines):
            self._add_row()
        for row, line in enumerate(lines):
            self._links[row].setText(line.title)
            self._links[row].setToolTip(line.tooltip)
            self._texts[row].setText(line.text)
            self._texts[row].setToolTip(line.text)
            self._panels[row] = line.panel

    def show_devices(self, devices: Devices) -> None:
        """Grey out what is not there, and say what `auto` comes to."""
        self.form.set_refusals("device", devices.refused)
        self.device_text.setText(devices.auto_text)
        self.device_text.show()

    def _add_row(self) -> None:
        row = len(self._links)
        link, text = QPushButton(), label("", is_wrapped=True)
        link.setProperty("kind", "link")
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        link.clicked.connect(lambda _checked=False, row=row: self.link_clicked.emit(self._panels[row]))
        self._grid.addWidget(link, row, 0)
        self._grid.addWidget(text, row, 1)
        self._links.append(link)
        self._texts.append(text)
        self._panels.append("")
