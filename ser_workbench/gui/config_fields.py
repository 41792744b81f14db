# SPDX-License-Identifier: MIT
"""The fields of a form: a spin box, combo box, check box or line for one setting."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from ser_workbench.gui.theme import TIGHT
from ser_workbench.settings import SettingField

INT_LIMIT = 2**31 - 1
FLOAT_LIMIT = 1e9
SHORT_UNIT = 2
"""Units as short as `s` and `ms` are symbols, not words."""


class FieldWidget(QObject):
    """A widget for one setting; `edited` carries the value when the user, not the program, changed it."""

    edited = Signal(object)

    def __init__(self, field: SettingField, widget: QWidget) -> None:
        super().__init__()
        self.field = field
        self.widget = widget
        self.tooltip = tooltip_of(field)
        widget.setToolTip(self.tooltip)
        widget.setAccessibleName(field.title)
        self._is_told = False

    def show_value(self, value: Any) -> None:
        """Show a value without telling."""
        self._is_told = True
        try:
            self._write(value)
        finally:
            self._is_told = False

    def refuse(self, refusals: Mapping[str, str]) -> None:
        """Grey out choices; only combo boxes have any."""

    def _write(self, value: Any) -> None:
        raise NotImplementedError

    def _tell(self, value: object) -> None:
        if not self._is_told:
            self.edited.emit(value)


class CheckField(FieldWidget):
    """Yes or no."""

    def __init__(self, field: SettingField) -> None:
        box = QCheckBox()
        super().__init__(field, box)
        self._box = box
        box.toggled.connect(self._tell)

    def _write(self, value: Any) -> None:
        self._box.setChecked(bool(value))


class WholeField(FieldWidget):
    """A whole number within its range."""

    def __init__(self, field: SettingField) -> None:
        box = CalmSpinBox()
        super().__init__(field, box)
        self._box = box
        low = -INT_LIMIT if field.low is None else int(field.low)
        box.setRange(low, INT_LIMIT if field.high is None else int(field.high))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._suffix)
        box.valueChanged.connect(self._tell)
        self._suffix(box.value())

    def _write(self, value: Any) -> None:
        self._box.setValue(int(value))

    def _suffix(self, value: int) -> None:
        """`3 epochs`, but `1 epoch`."""
        unit = self.field.unit
        is_one_of_many = value == 1 and unit.endswith("s") and len(unit) > SHORT_UNIT
        self._box.setSuffix(f" {unit.removesuffix('s') if is_one_of_many else unit}" if unit else "")


class RealField(FieldWidget):
    """A real number within its range, written as shortly as it can be."""

    def __init__(self, field: SettingField) -> None:
        box = CalmDoubleSpinBox()
        super().__init__(field, box)
        self._box = box
        box.setDecimals(6)
        low = -FLOAT_LIMIT if field.low is None else field.low
        box.setRange(low, FLOAT_LIMIT if field.high is None else field.high)
        box.setSuffix(f" {field.unit}" if field.unit else "")
        box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._tell)

    def _write(self, value: Any) -> None:
        self._box.setValue(float(value))


class ChoiceField(FieldWidget):
    """One of a few words; some may be refused with a reason."""

    def __init__(self, field: SettingField) -> None:
        box = _CalmComboBox()
        super().__init__(field, box)
        self._box = box
        box.addItems(field.choices)
        box.currentTextChanged.connect(self._tell)

    def refuse(self, refusals: Mapping[str, str]) -> None:
        """Grey out these choices; each says why as its tooltip."""
        model = self._box.model()
        assert isinstance(model, QStandardItemModel)
        for row, choice in enumerate(self.field.choices):
            item = model.item(row)
            item.setEnabled(choice not in refusals)
            item.setToolTip(refusals.get(choice, ""))

    def _write(self, value: Any) -> None:
        self._box.setCurrentText(str(value))


class TextField(FieldWidget):
    """A line of words."""

    def __init__(self, field: SettingField) -> None:
        line = QLineEdit()
        super().__init__(field, line)
        self._line = line
        line.editingFinished.connect(self._finished)
        self._last = ""

    def _finished(self) -> None:
        if self._line.text() != self._last:
            self._last = self._line.text()
            self._tell(self._last)

    def _write(self, value: Any) -> None:
        self._last = str(value)
        self._line.setText(self._last)
        self._line.setCursorPosition(0)  # What does not fit is cut off at the end, not at the beginning.


def make_field_widget(field: SettingField) -> FieldWidget:
    """The widget that suits a setting's kind."""
    kinds: dict[str, type[CheckField | WholeField | RealField | ChoiceField | TextField]] = {
        "bool": CheckField,
        "int": WholeField,
        "float": RealField,
        "choice": ChoiceField,
    }
    return kinds.get(field.kind, TextField)(field)


def tooltip_of(field: SettingField) -> str:
    """Help, range and default in a few words."""
    parts = [field.help or field.title]
    if field.range_text and field.kind != "bool":
        parts.append(f"May be {field.range_text}.")
    if field.default not in ("", None):
        parts.append(f"Usually {field.default}{' ' + field.unit if field.unit else ''}.")
    return "\n".join(parts)


class CalmSpinBox(QSpinBox):
    """Scrolling the panel over it changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _calm_down(self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name.
        """Leave the wheel to the panel."""
        event.ignore()


class CalmDoubleSpinBox(QDoubleSpinBox):
    """Scrolling the panel over it changes nothing; no zeros trail behind the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())
        _calm_down(self)

    def textFromValue(self, value: float) -> str:  # noqa: N802  # Qt's name.
        """The number as a person writes it."""
        return f"{value:.6f}".rstrip("0").rstrip(".")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name.
        """Leave the wheel to the panel."""
        event.ignore()


def _calm_down(box: QAbstractSpinBox) -> None:
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.lineEdit().setTextMargins(TIGHT, 0, 0, 0)  # A style sheet's padding does not reach into a spin box.


class _CalmComboBox(QComboBox):
    """Scrolling the panel over it changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name.
        """Leave the wheel to the panel."""
        event.ignore()
