# SPDX-License-Identifier: MIT
"""The left side of the Baselines panel: on what, on which features, which rival, tested how."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ser_workbench.features.functional_settings import TITLES
from ser_workbench.gui.card import card, label
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.summary_grid import SummaryGrid
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.baselines_form import SETS, BaselinesForm, BaselinesOutlook
from ser_workbench.presenters.training_summary import SummaryLine

PREFIX = "baselines."
OF_METHOD = {
    "svm": ("svm.kernel", "svm.costs", "svm.has_class_weights"),
    "skrrr": ("skrrr.kernel", "skrrr.penalties", "skrrr.ridges", "skrrr.ranks", "skrrr.has_class_weights"),
}
KEYS = ("method", *OF_METHOD["svm"], *OF_METHOD["skrrr"], "tests_sides", "tests_loso")
SETS_A_LINE = 3
CLEAN = "Clean condition, features standardised per speaker, as in Section 6.1 of the paper."


class BaselinesPlanColumn(QWidget):
    """Three cards."""

    changed = Signal(dict)
    link_clicked = Signal(str)
    """The name of the panel where something can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = SummaryGrid()
        self.sets = {name: QCheckBox(name) for name in SETS}
        self.config = ConfigForm(BaselinesForm, theme, PREFIX, ("config",))
        self.form = ConfigForm(BaselinesForm, theme, PREFIX, KEYS)
        self.count = label("", "heading")
        self.text = label("", "caption", is_wrapped=True)
        self.refusal = label("", "error", is_wrapped=True)
        what, features, how = (
            card(title, theme=theme) for title in ("On what", "On which features", "Which rival, tested how")
        )
        what.body.addWidget(self.summary)
        features.body.addLayout(self._lay_sets())
        features.body.addWidget(self.config)
        how.body.addWidget(self.form)
        how.body.addWidget(label(CLEAN, "caption", is_wrapped=True))
        how.body.addSpacing(TIGHT)
        for widget in (self.count, self.text, self.refusal):
            how.body.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        for box in (what, features, how):
            rows.addWidget(box)
        rows.addStretch(1)
        self.form.changed.connect(self.changed)
        self.config.changed.connect(self.changed)
        self.summary.link_clicked.connect(self.link_clicked)
        self.show_form(BaselinesForm())
        self.show_outlook(BaselinesOutlook())

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """Corpus and sides."""
        self.summary.show_summary(lines)

    def show_form(self, form: BaselinesForm) -> None:
        """Fill it; what the other rival has is put away."""
        self.form.show_values(form)
        self.config.show_values(form)
        for method, keys in OF_METHOD.items():
            for key in keys:
                self.form.set_field_shown(key, method == form.method)
        for name, box in self.sets.items():
            was_blocked = box.blockSignals(True)
            box.setChecked(name in form.chosen_sets)
            box.blockSignals(was_blocked)
            box.setEnabled(not form.config)

    def show_error(self, key: str, sentence: str | None) -> None:
        """Say why a value cannot be."""
        self.form.show_error(key, sentence)
        self.config.show_error(key, sentence)

    def show_outlook(self, outlook: BaselinesOutlook) -> None:
        """How many baselines, or why none."""
        count = "1 baseline" if outlook.count == 1 else f"{outlook.count:,} baselines"
        for widget, text in (
            (self.count, count if outlook.count else ""),
            (self.text, outlook.text),
            (self.refusal, outlook.refusal),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))

    def _lay_sets(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        for place, (name, box) in enumerate(self.sets.items()):
            box.setToolTip(TITLES[name])
            box.toggled.connect(self._tell_sets)
            grid.addWidget(box, place // SETS_A_LINE, place % SETS_A_LINE)
        return grid

    def _tell_sets(self) -> None:
        checked = [name for name, box in self.sets.items() if box.isChecked()]
        self.changed.emit({f"{PREFIX}sets": ", ".join(checked)})
