# SPDX-License-Identifier: MIT
"""The left side of the Training panel: what would be trained, with which hyperparameters."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ser_workbench.gui.card import card, label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.summary_grid import SummaryGrid
from ser_workbench.gui.theme import GAP, Theme
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
        self.summary = SummaryGrid()
        self.summary.link_clicked.connect(self.link_clicked)
        summary, settings = card("What Start trains", theme=theme), card("Hyperparameters", theme=theme)
        summary.body.addWidget(self.summary)
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
        self.summary.show_summary(lines)

    def show_devices(self, devices: Devices) -> None:
        """Grey out what is not there, and say what `auto` comes to."""
        self.form.set_refusals("device", devices.refused)
        self.device_text.setText(devices.auto_text)
        self.device_text.show()
