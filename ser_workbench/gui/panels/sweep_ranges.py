# SPDX-License-Identifier: MIT
"""The ranges of the four sizes: Conv layers downwards, heights and widths across, as in the Model panel."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.config_fields import FieldWidget, make_field_widget
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.models.catalog import SIZE_KEYS
from ser_workbench.search.settings import SweepSettings
from ser_workbench.settings import fields_of

COLUMNS = {"height": "Heights, bands", "width": "Widths, frames"}
NOTE = "As 4-9 or 4,6,8; empty: Table 2."


class RangesForm(QWidget):
    """Lines of text; what is wrong with one stands below them."""

    changed = Signal(dict)
    """{"sweep.height_1": text} of the range that the user changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        self._fields: dict[str, FieldWidget] = {}
        settings = {field.key: field for field in fields_of(SweepSettings)}
        for column, (direction, title) in enumerate(COLUMNS.items(), start=1):
            grid.setColumnStretch(column, 1)
            grid.addWidget(label(title, "caption"), 0, column)
            for layer in (1, 2):
                key = f"{direction}_{layer}"
                made = self._fields[key] = make_field_widget(settings[key])
                made.setParent(self)
                made.edited.connect(lambda value, key=key: self.changed.emit({f"sweep.{key}": value}))
                grid.addWidget(made.widget, layer, column)
        for layer in (1, 2):
            grid.addWidget(label(f"Conv {layer}"), layer, 0)
        self.error = label("", "error", is_wrapped=True)
        self.error.hide()
        grid.addWidget(label(NOTE, "caption", is_wrapped=True), 3, 1, 1, 2)
        grid.addWidget(self.error, 4, 1, 1, 2)

    def line(self, key: str) -> QLineEdit:
        """The line of `height_1`, `width_1`, `height_2` or `width_2`."""
        widget = self._fields[key].widget
        assert isinstance(widget, QLineEdit)
        return widget

    def show_values(self, sweep: SweepSettings) -> None:
        """Fill the lines without telling, and forget old errors."""
        for key, field in self._fields.items():
            field.show_value(getattr(sweep, key))
        self.error.hide()

    def show_error(self, key: str, sentence: str | None) -> None:
        """Say what is wrong with a range; other keys are passed over."""
        if key in self._fields:
            self.error.setText(sentence or "")
            self.error.setVisible(bool(sentence))

    def show_fields(self, unused: Mapping[str, str], placeholders: Mapping[str, str]) -> None:
        """Grey out what the network does not have, with the reason; say what an empty range means."""
        for key in SIZE_KEYS:
            line = self.line(key)
            line.setEnabled(key not in unused)
            line.setToolTip(unused.get(key, self._fields[key].tooltip))
            line.setPlaceholderText(placeholders[key])
