# SPDX-License-Identifier: MIT
"""A form grows from settings: ranges, units, errors, refusals, folding."""

from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.theme import Theme
from ser_workbench.settings import Settings, setting


class SoupSettings(Settings):
    """How a soup is made."""

    litres: int = setting(2, "Water", unit="l", low=1, high=9, help="Tap water will do.")
    salt: float = setting(0.5, "Salt", unit="g", low=0, high=5)
    kind: Literal["clear", "thick"] = setting("clear", "Kind")
    is_hot: bool = setting(True, "Hot")
    name: str = setting("", "Name", is_advanced=True)


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> ConfigForm:
    form = ConfigForm(SoupSettings, Theme(qapp), prefix="soup.")
    qtbot.addWidget(form)
    form.show_values(SoupSettings())
    form.show()
    return form


def test_that_each_kind_of_setting_gets_its_widget(form: ConfigForm):
    kinds = {"litres": QSpinBox, "salt": QDoubleSpinBox, "kind": QComboBox, "is_hot": QCheckBox, "name": QLineEdit}
    for key, kind in kinds.items():
        assert isinstance(form.field_widget(key), kind)


def test_that_range_and_unit_come_from_the_declaration(form: ConfigForm):
    box = form.field_widget("litres")
    assert isinstance(box, QSpinBox)
    assert (box.minimum(), box.maximum(), box.text()) == (1, 9, "2 l")


def test_that_one_of_something_is_not_called_many(qtbot: QtBot, qapp: QApplication):
    class WalkSettings(Settings):
        steps: int = setting(1, "Steps", unit="steps", low=1)
        wait: int = setting(1, "Wait", unit="ms", low=0)

    form = ConfigForm(WalkSettings, Theme(qapp))
    qtbot.addWidget(form)
    boxes = [form.field_widget("steps"), form.field_widget("wait")]
    form.show_values(WalkSettings())
    assert [box.text() for box in boxes if isinstance(box, QSpinBox)] == ["1 step", "1 ms"]
    form.show_values(WalkSettings(steps=2, wait=2))
    assert [box.text() for box in boxes if isinstance(box, QSpinBox)] == ["2 steps", "2 ms"]


def test_that_a_real_number_is_written_without_trailing_zeros(form: ConfigForm):
    box = form.field_widget("salt")
    assert isinstance(box, QDoubleSpinBox)
    assert box.text() == "0.5 g"


def test_that_a_change_by_the_user_is_told_with_its_whole_key(qtbot: QtBot, form: ConfigForm):
    box = form.field_widget("litres")
    assert isinstance(box, QSpinBox)
    with qtbot.waitSignal(form.changed) as signal:
        box.setValue(3)
    assert signal.args == [{"soup.litres": 3}]


def test_that_showing_values_tells_nothing(qtbot: QtBot, form: ConfigForm):
    with qtbot.assertNotEmitted(form.changed):
        form.show_values(SoupSettings(litres=5, salt=1.0, kind="thick", is_hot=False, name="borscht"))
    line = form.field_widget("name")
    assert isinstance(line, QLineEdit)
    assert line.text() == "borscht"


def test_that_an_error_stands_below_its_field_and_goes_with_the_next_values(form: ConfigForm):
    form.show_error("soup.salt", "'Salt' cannot be 9; it may be 0 to 5 g.")
    note = form._errors["salt"]
    assert note.isVisible()
    assert note.text().startswith("'Salt' cannot be 9")
    form.show_values(SoupSettings())
    assert not note.isVisible()


def test_that_a_refused_choice_is_greyed_and_says_why(form: ConfigForm):
    box = form.field_widget("kind")
    assert isinstance(box, QComboBox)
    form.set_refusals("kind", {"thick": "There is no flour."})
    item = box.model().item(1)  # type: ignore[attr-defined]
    assert not item.isEnabled()
    assert item.toolTip() == "There is no flour."
    form.set_refusals("kind", {})
    assert item.isEnabled()


def test_that_a_disabled_field_says_why(form: ConfigForm):
    form.set_field_enabled("salt", False, "The doctor forbids it.")
    assert not form.field_widget("salt").isEnabled()
    assert form.field_widget("salt").toolTip() == "The doctor forbids it."
    form.set_field_enabled("salt", True)
    assert "0 to 5 g" in form.field_widget("salt").toolTip()


def test_that_advanced_settings_are_folded_until_asked_for(form: ConfigForm):
    assert not form.field_widget("name").isVisible()
    form.show_advanced(True)
    assert form.field_widget("name").isVisible()


def test_that_only_the_keys_asked_for_are_shown_in_that_order(qtbot: QtBot, qapp: QApplication):
    form = ConfigForm(SoupSettings, Theme(qapp), keys=["is_hot", "litres"])
    qtbot.addWidget(form)
    assert list(form._fields) == ["is_hot", "litres"]


def test_that_every_field_has_a_tooltip(form: ConfigForm):
    for key in ("litres", "salt", "kind", "is_hot", "name"):
        assert form.field_widget(key).toolTip()
