# SPDX-License-Identifier: MIT
"""The left side of the Sweep panel: what a new search would try, how long that takes, and where."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ser_workbench.gui.card import card, label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.summary_grid import SummaryGrid
from ser_workbench.gui.panels.sweep_place import PlaceForm
from ser_workbench.gui.panels.sweep_ranges import RangesForm
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.sweep_outlook import Outlook
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.search.settings import SweepSettings

KEYS = ("method", "trials", "seed", "top", "seeds")


class SweepPlanColumn(QWidget):
    """Three cards: what, which sizes, where."""

    changed = Signal(dict)
    link_clicked = Signal(str)
    """The name of the panel where something can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = SummaryGrid()
        self.form = ConfigForm(SweepSettings, theme, "sweep.", KEYS)
        self.ranges = RangesForm()
        self.place = PlaceForm()
        self.count = label("", "heading")
        self.count_text = label("", "caption", is_wrapped=True)
        self.time = label("", "heading")
        self.time_text = label("", "caption", is_wrapped=True)
        self.refusal = label("", "error", is_wrapped=True)
        self.refusal.hide()
        self.form.changed.connect(self.changed)
        self.ranges.changed.connect(self.changed)
        self.summary.link_clicked.connect(self.link_clicked)
        what, sizes, where = (
            card(title, theme=theme) for title in ("What is searched", "Which sizes, how often", "Where")
        )
        what.body.addWidget(self.summary)
        sizes.body.addWidget(self.form)
        sizes.body.addSpacing(TIGHT)
        for widget in (self.ranges, self.refusal, self.count, self.count_text, self.time, self.time_text):
            sizes.body.addWidget(widget)
        where.body.addWidget(self.place)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        for box in (what, sizes, where):
            rows.addWidget(box)
        rows.addStretch(1)

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What the trials have in common."""
        self.summary.show_summary(lines)

    def show_settings(self, sweep: SweepSettings) -> None:
        """Fill the form; old errors are forgotten."""
        self.form.show_values(sweep)
        self.ranges.show_values(sweep)

    def show_error(self, key: str, sentence: str | None) -> None:
        """Say why a value cannot be."""
        self.form.show_error(key, sentence)
        self.ranges.show_error(key, sentence)

    def show_fields(self, unused: Mapping[str, str], placeholders: Mapping[str, str]) -> None:
        """Grey out what is not used, with the reason; say what an empty range means."""
        for key in KEYS:
            self.form.set_field_enabled(key, key not in unused, unused.get(key, ""))
        self.ranges.show_fields(unused, placeholders)

    def show_outlook(self, outlook: Outlook) -> None:
        """How many trainings, how long, or why there is nothing to try."""
        self.refusal.setText(outlook.refusal)
        self.refusal.setVisible(bool(outlook.refusal))
        for widget in (self.count, self.count_text, self.time, self.time_text):
            widget.setVisible(not outlook.refusal)
        self.count.setText("1 training" if outlook.trainings == 1 else f"{outlook.trainings:,} trainings")
        self.count_text.setText(outlook.count_text)
        self.time.setText(f"Time expected: {outlook.time_text}")
        self.time_text.setText(outlook.time_reason)
