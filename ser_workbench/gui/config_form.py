# SPDX-License-Identifier: MIT
"""A form grown from a settings class: what is declared there is asked here."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.config_fields import FieldWidget, make_field_widget
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.settings import SettingField, Settings, fields_of


class ConfigForm(QWidget):
    """One row a setting: title, field with unit and range, and below it what is wrong; advanced ones are folded."""

    changed = Signal(dict)
    """{prefix + key: value} of the field that the user changed."""

    def __init__(
        self,
        group: type[Settings],
        theme: Theme,
        prefix: str = "",
        keys: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prefix = prefix
        self._fields: dict[str, FieldWidget] = {}
        self._titles: dict[str, QLabel] = {}
        self._errors: dict[str, QLabel] = {}
        chosen = [field for field in fields_of(group) if keys is None or field.key in keys]
        if keys is not None:
            chosen.sort(key=lambda field: list(keys).index(field.key))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addLayout(self._grid([field for field in chosen if not field.is_advanced]))
        self._fold = self._make_fold(rows, [field for field in chosen if field.is_advanced])

    def field_widget(self, key: str) -> QWidget:
        """The spin box, combo box, check box or line of a setting."""
        return self._fields[key].widget

    def show_values(self, settings: Settings) -> None:
        """Show these values without telling that anything changed, and forget old errors."""
        values = _flat(settings.model_dump())
        for key, field in self._fields.items():
            if key in values:
                field.show_value(values[key])
            self.show_error(key, None)

    def show_error(self, key: str, sentence: str | None) -> None:
        """Say below a field what is wrong with it; None: nothing. A key may carry the form's prefix."""
        key = key.removeprefix(self._prefix)
        if key not in self._fields:
            return
        note, widget = self._errors[key], self._fields[key].widget
        note.setText(sentence or "")
        note.setVisible(bool(sentence))
        if widget.property("isWrong") != bool(sentence):
            widget.setProperty("isWrong", bool(sentence))
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def set_refusals(self, key: str, refusals: Mapping[str, str]) -> None:
        """Grey out choices that cannot be; each says why as its tooltip."""
        self._fields[key].refuse(refusals)

    def set_field_enabled(self, key: str, is_enabled: bool, reason: str = "") -> None:
        """Grey out a whole field; the reason becomes its tooltip."""
        field = self._fields[key]
        for widget in (field.widget, self._titles[key]):
            widget.setEnabled(is_enabled)
            widget.setToolTip(field.tooltip if is_enabled or not reason else reason)

    def set_field_shown(self, key: str, is_shown: bool) -> None:
        """Take a field that has no meaning now out of the form, or put it back."""
        for widget in (self._fields[key].widget, self._titles[key]):
            widget.setVisible(is_shown)

    def show_advanced(self, is_shown: bool) -> None:
        """Fold the advanced settings out or in."""
        if self._fold is not None:
            self._fold.setChecked(is_shown)

    def _make_fold(self, rows: QVBoxLayout, advanced: list[SettingField]) -> QToolButton | None:
        if not advanced:
            return None
        button = QToolButton()
        button.setText("Advanced")
        button.setCheckable(True)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip("Settings that rarely need a change")
        box = QWidget()
        box.setLayout(self._grid(advanced))
        box.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # It was set one line above.
        box.hide()
        button.toggled.connect(box.setVisible)
        button.toggled.connect(
            lambda is_open: button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        )
        rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(box)
        return button

    def _grid(self, fields: Sequence[SettingField]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            self._add_row(grid, 2 * row, field)
        return grid

    def _add_row(self, grid: QGridLayout, row: int, field: SettingField) -> None:
        made = make_field_widget(field)
        made.edited.connect(lambda value, key=field.key: self.changed.emit({self._prefix + key: value}))
        made.setParent(self)
        title = label(field.title)
        title.setToolTip(made.tooltip)
        title.setBuddy(made.widget)
        note = label("", "error", is_wrapped=True)
        note.hide()
        grid.addWidget(title, row, 0)
        grid.addWidget(made.widget, row, 1)
        grid.addWidget(note, row + 1, 1)
        self._fields[field.key], self._titles[field.key], self._errors[field.key] = made, title, note


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat
