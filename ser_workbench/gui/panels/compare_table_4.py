# SPDX-License-Identifier: MIT
"""Table 4 in the Compare panel: a row a model, choose two to test them, write it as CSV or LaTeX."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.paper.cell import Accuracy, Cell
from ser_workbench.paper.table_4 import Table4, Table4Row
from ser_workbench.paper.table_text import HOW, PUBLISHED, accuracy_text

TITLES = {"ua": "unweighted accuracy, the mean recall over emotions", "wa": "weighted accuracy, the share recognised"}
LEGEND = f"%: mean ± deviation over seeds [95 % interval over speakers]. Paper: {PUBLISHED}."
DIFFERS = 1
"""The column that is hidden while all rows share everything but the model."""


def _score(row: Table4Row, condition: str, name: str) -> Accuracy | None:
    cell: Cell | None = row.cells.get(condition)
    return None if cell is None else cell.ua if name == "ua" else cell.wa


def _score_column(name: str, condition: str, has_interval: bool, width: int) -> Column[Table4Row]:
    """Sorts by the mean; what the cell has no room for stands in its tooltip."""

    def value(row: Table4Row) -> tuple[float, str] | None:
        score = _score(row, condition, name)
        if score is None:
            return None
        whole = accuracy_text(score)
        return score.mean, whole if has_interval else whole.partition(" [")[0]

    def tooltip(row: Table4Row) -> str:
        score = _score(row, condition, name)
        if score is None:
            return f"Not tested in the {condition} condition"
        seeds = f"{len(row.seeds)} seeds, " if len(row.seeds) > 1 else "1 seed, " if row.seeds else ""
        return f"{name.upper()} {condition} {accuracy_text(score)} %, {seeds}{len(row.speakers)} test speakers"

    return Column(
        f"{name.upper()} {condition}",
        value,
        lambda shown: "–" if shown is None else shown[1],
        f"{name.upper()}, {TITLES[name]}, %, {condition} condition. {HOW}",
        is_number=True,
        width=width,
        cell_tooltip=tooltip,
    )


def _published(row: Table4Row) -> tuple[float, float] | None:
    """Clean and noisy; 0 where the paper has none."""
    percent = row.published_percent
    return (percent["clean"], percent.get("noisy", 0.0)) if percent else None


def _published_text(percent: tuple[float, float] | None) -> str:
    return "–" if percent is None else ", ".join(f"{ua:.2f}" if ua else "–" for ua in percent)


COLUMNS: tuple[Column[Table4Row], ...] = (
    Column("Model", lambda row: row.title, width=156),
    Column("Differs in", lambda row: row.differs, lambda t: t or "–", "What sets it off besides the model", width=170),
    Column(
        "Seeds",
        lambda row: len(row.seeds),
        lambda seeds: str(seeds or "–"),
        "Trainings of it; a rival has none",
        is_number=True,
        width=52,
    ),
    Column(
        "Speakers",
        lambda row: len(row.speakers),
        tooltip="Test speakers: what the interval draws",
        is_number=True,
        width=72,
        cell_tooltip=lambda row: "; ".join((", ".join(row.speakers), *row.remarks)),
    ),
    _score_column("ua", "clean", has_interval=True, width=178),
    _score_column("ua", "noisy", has_interval=True, width=178),
    _score_column("wa", "clean", has_interval=False, width=90),
    _score_column("wa", "noisy", has_interval=False, width=90),
    Column(
        "Paper clean, noisy",
        _published,
        _published_text,
        f"{PUBLISHED}, %, clean and noisy condition",
        is_number=True,
        width=110,
    ),
)


class Table4Page(QWidget):
    """Of which runs, the table, what to bear in mind, and the paired test of two chosen rows."""

    runs_chosen = Signal(str)
    pair_chosen = Signal(list)
    """list[Table4Row]: the chosen rows, however many."""
    export_clicked = Signal(str)
    """`.csv` or `.tex`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:  # noqa: ARG002 - as all pages.
        super().__init__(parent)
        self.which = QComboBox()
        self.which.setToolTip("Of which runs the table is made")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.remarks = ElidedLabel("", "caption")
        self.table: Table[Table4Row] = Table(COLUMNS, "Table 4")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setToolTip("Choose two rows with Ctrl to test them against each other")
        self.legend = ElidedLabel(LEGEND, "caption")
        self.pair = label("", "subtitle", is_wrapped=True)
        self.pair.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pair.setToolTip("A permutation test that exchanges the two models' answers speaker by speaker")
        self.exports: Mapping[str, QPushButton] = {".csv": QPushButton("CSV…"), ".tex": QPushButton("LaTeX…")}
        self._empty = label("", "subtitle", is_wrapped=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._make_content())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addLayout(self._make_head())
        rows.addWidget(self._pages, 1)
        self.which.activated.connect(lambda _index: self.runs_chosen.emit(str(self.which.currentData())))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.pair_chosen.emit(self.chosen_rows()))

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Of which runs the table may be made."""
        self.which.clear()
        for name, text in choices:
            self.which.addItem(text, name)
        self.which.setCurrentIndex(self.which.findData(chosen))

    def show_table(self, table: Table4 | None, text: str) -> None:
        """The table and what to bear in mind, or why there is none."""
        self._pages.setCurrentIndex(0 if table is None else 1)
        self._empty.setText(text if table is None else "")
        self.remarks.show_text("" if table is None else text)
        rows = () if table is None else table.lines
        self.table.rows_model.set_rows(rows)
        self.table.setColumnHidden(DIFFERS, not any(row.differs for row in rows))
        for button in self.exports.values():
            button.setEnabled(table is not None)

    def show_pair(self, text: str) -> None:
        """What the paired test says."""
        self.pair.setText(text)
        self.pair.setVisible(bool(text))

    def chosen_rows(self) -> list[Table4Row]:
        """The chosen rows, from the top."""
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.table.rows_model.row_at(line) for line in lines]

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.which)
        head.addWidget(self.remarks, 1)
        for suffix, button in self.exports.items():
            button.setToolTip(f"Write the table as a {suffix} file")
            button.clicked.connect(lambda _checked, suffix=suffix: self.export_clicked.emit(suffix))
            head.addWidget(button)
        return head

    def _make_content(self) -> QWidget:
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.legend)
        rows.addWidget(self.pair)
        return content
