# SPDX-License-Identifier: MIT
"""Tables of plain rows sort, filter and stay quick."""

import time
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column, TableModel


class Voice(NamedTuple):
    name: str
    pitch: float
    gender: str = "unknown"


COLUMNS: tuple[Column[Voice], ...] = (
    Column("Name", lambda row: row.name),
    Column("Pitch", lambda row: row.pitch, lambda pitch: f"{pitch:.1f}", is_number=True, width=60),
    Column("Gender", lambda row: row.gender, width=80, choices=("female", "male", "unknown")),
)
VOICES = [Voice("Berta", 210.0, "female"), Voice("anna", 190.5, "female"), Voice("Carl", 101.0, "male")]
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def model(qapp: QApplication) -> TableModel[Voice]:
    made: TableModel[Voice] = TableModel(COLUMNS)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows(VOICES)
    return made


def shown(model: TableModel[Voice]) -> list[str]:
    return [model.row_at(line).name for line in range(model.rowCount())]


def test_that_words_sort_without_regard_to_capitals(model: TableModel[Voice]) -> None:
    model.sort(0)
    assert shown(model) == ["anna", "Berta", "Carl"]


def test_that_numbers_sort_by_value_in_both_directions(model: TableModel[Voice]) -> None:
    model.sort(1, UP)
    assert shown(model) == ["Carl", "anna", "Berta"]
    model.sort(1, DOWN)
    assert shown(model) == ["Berta", "anna", "Carl"]


def test_that_equal_rows_keep_their_order(model: TableModel[Voice]) -> None:
    model.sort(2, UP)
    assert shown(model) == ["Berta", "anna", "Carl"]


def test_that_without_a_sorted_column_the_order_is_the_one_in_which_rows_came(model: TableModel[Voice]) -> None:
    model.sort(0)
    model.sort(-1)
    assert shown(model) == ["Berta", "anna", "Carl"]


def test_that_a_filter_keeps_the_order_chosen(model: TableModel[Voice]) -> None:
    model.sort(0, DOWN)
    model.set_matching([0, 1])
    assert shown(model) == ["Berta", "anna"]


def test_that_a_text_filter_wants_every_word_in_any_column(model: TableModel[Voice]) -> None:
    model.set_text_filter("female 210")
    assert shown(model) == ["Berta"]
    model.set_text_filter("")
    assert model.rowCount() == 3


def test_that_a_cell_shows_the_column_s_text_and_numbers_stand_at_the_right(model: TableModel[Voice]) -> None:
    cell = model.index(0, 1)
    assert model.data(cell) == "210.0"
    assert model.data(cell, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_that_a_cell_may_say_more_under_the_mouse_than_it_shows(qapp: QApplication) -> None:
    made: TableModel[str] = TableModel((Column("!", len, lambda _: "!", cell_tooltip=lambda row: f"{row} is wrong"),))
    made.set_rows(["it"])
    assert made.data(made.index(0, 0)) == "!"
    assert made.data(made.index(0, 0), Qt.ItemDataRole.ToolTipRole) == "it is wrong"


def test_that_only_columns_with_choices_can_be_edited(model: TableModel[Voice]) -> None:
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable


def test_that_editing_tells_the_owner_and_changes_nothing_itself(model: TableModel[Voice], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.edited) as told:
        assert model.setData(model.index(2, 2), "female")
    assert told.args == [VOICES[2], "Gender", "female"]
    assert model.row_at(2).gender == "male"
    assert not model.setData(model.index(2, 2), "whatever")


def test_that_missing_values_sort_last() -> None:
    made: TableModel[tuple[float | None]] = TableModel((Column("Value", lambda row: row[0]),))
    made.set_rows([(None,), (2.0,), (1.0,)])
    made.sort(0)
    assert [made.row_at(line)[0] for line in range(3)] == [1.0, 2.0, None]


def test_that_75_000_rows_are_filled_sorted_and_filtered_quickly() -> None:
    made: TableModel[Voice] = TableModel(COLUMNS)
    rows = [Voice(f"s{(i * 7919) % 75_000:05}", (i * 31) % 1000 / 10, "female") for i in range(75_000)]
    began = time.perf_counter()
    made.set_rows(rows)
    for column in (0, 1, 2):
        made.sort(column)
        made.sort(column, DOWN)
    made.set_text_filter("s4")
    made.set_text_filter("s41")
    assert time.perf_counter() - began < 2  # 0.3 s here; a proxy model takes many seconds.


@pytest.fixture
def table(qtbot: QtBot) -> Table[Voice]:
    made: Table[Voice] = Table(COLUMNS, "Voices")
    qtbot.addWidget(made)
    made.set_rows(VOICES)
    made.resize(400, 200)
    made.show()
    return made


def test_that_choosing_a_row_tells_the_row(table: Table[Voice], qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as told:
        table.choose(VOICES[1])
    assert told.args == [VOICES[1]]
    assert table.chosen_row() == VOICES[1]


def test_that_choosing_silently_tells_nobody(table: Table[Voice], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.chosen):
        table.choose_silently(VOICES[2])
    assert table.chosen_row() == VOICES[2]


def test_that_the_chosen_row_stays_chosen_while_sorting_and_refilling(table: Table[Voice], qtbot: QtBot) -> None:
    table.choose(VOICES[2])
    table.sortByColumn(0, DOWN)
    assert table.chosen_row() == VOICES[2]
    with qtbot.assertNotEmitted(table.chosen):
        table.set_rows([Voice("Carl", 99.0), VOICES[0]], lambda before, now: before.name == now.name)
    assert table.chosen_row() == Voice("Carl", 99.0)


def test_that_a_row_that_is_filtered_away_is_no_longer_chosen(table: Table[Voice]) -> None:
    table.choose(VOICES[2])
    table.rows_model.set_matching([0])
    assert table.chosen_row() is None or table.chosen_row() == VOICES[0]
    assert not table.choose(VOICES[2])


def test_that_the_chosen_row_is_copied_with_tabs_between_the_cells(table: Table[Voice], qtbot: QtBot) -> None:
    from PySide6.QtGui import QGuiApplication

    table.choose(VOICES[0])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Berta\t210.0\tfemale"


def test_that_a_cell_with_choices_opens_a_list(table: Table[Voice], qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QComboBox

    table.edit(table.rows_model.index(2, 2))
    box = table.findChild(QComboBox)
    assert box is not None
    assert [box.itemText(i) for i in range(box.count())] == ["female", "male", "unknown"]
    with qtbot.waitSignal(table.rows_model.edited) as told:
        box.setCurrentText("female")
        box.activated.emit(0)
    assert told.args == [VOICES[2], "Gender", "female"]
