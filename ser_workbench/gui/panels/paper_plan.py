# SPDX-License-Identifier: MIT
"""The left side of the Paper panel: what is reproduced, at what scale, and how long that takes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ser_workbench.gui.card import card, label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.summary_grid import SummaryGrid
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.paper.settings import PaperSettings
from ser_workbench.presenters.paper_outlook import PaperOutlook
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.settings import fields_of

KEPT = "Everything else is as in the paper: its eight networks, its training, its tables and figures."
SCALES = next(field.help for field in fields_of(PaperSettings) if field.key == "scale")


class PaperPlanColumn(QWidget):
    """Two cards: on what and how much, how long."""

    changed = Signal(dict)
    link_clicked = Signal(str)
    """The name of the panel where something can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = SummaryGrid()
        self.form = ConfigForm(PaperSettings, theme, "paper.")
        self.time = label("", "heading", is_wrapped=True)
        self.count = label("", "caption", is_wrapped=True)
        self.notes = label("", "warn", is_wrapped=True)
        self.refusal = label("", "error", is_wrapped=True)
        what, how = card("What is reproduced", theme=theme), card("How much, how long", theme=theme)
        what.body.addWidget(self.summary)
        what.body.addWidget(label(KEPT, "caption", is_wrapped=True))
        how.body.addWidget(self.form)
        how.body.addWidget(label(SCALES, "caption", is_wrapped=True))
        how.body.addSpacing(TIGHT)
        for widget in (self.time, self.count, self.notes, self.refusal):
            how.body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(what)
        rows.addWidget(how)
        rows.addStretch(1)
        self.form.changed.connect(self.changed)
        self.summary.link_clicked.connect(self.link_clicked)
        self.show_outlook(PaperOutlook())

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """Corpus, sides, noise."""
        self.summary.show_summary(lines)

    def show_settings(self, paper: PaperSettings) -> None:
        """Fill the form; old errors are forgotten."""
        self.form.show_values(paper)

    def show_outlook(self, outlook: PaperOutlook) -> None:
        """How much there is to do and how long it takes, or why it cannot begin."""
        for widget, text in (
            (self.time, outlook.time_text),
            (self.count, outlook.count_text),
            (self.notes, "\n".join(outlook.notes)),
            (self.refusal, outlook.refusal),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))
