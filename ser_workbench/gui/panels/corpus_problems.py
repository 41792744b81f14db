# SPDX-License-Identifier: MIT
"""What is wrong with which file, and the check that listens to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.corpus.utterance import Problem
from ser_workbench.gui.card import label
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.presenters.corpus_problem_rows import KindCount, file_text
from ser_workbench.progress import Progress

COLUMNS: tuple[Column[Problem], ...] = (
    Column("File", lambda row: row.file, file_text, width=122),
    Column("Problem", lambda row: row.problem),
)
SENTENCE_LINES = 3


class ProblemsPage(QWidget):
    """A table of problems, or a sentence that there are none."""

    check_clicked = Signal()
    cancel_clicked = Signal()
    problem_chosen = Signal(object)
    filter_changed = Signal(str, str)
    """(kind, text)"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = label("", "caption", is_wrapped=True)
        self.check_button = IconButton(theme, "Check all files", "done", "Listen to every file of the corpus")
        self.cancel_button = IconButton(theme, "Cancel", "cancel", "Stop the check")
        self.check_button.clicked.connect(self.check_clicked)
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._done = label("", "caption")
        self.table: Table[Problem] = Table(COLUMNS, "Problems", lines=SENTENCE_LINES)
        self.table.chosen.connect(self._choose)
        self.kind_box = QComboBox()
        self.kind_box.setToolTip("Show only problems of one kind")
        self.kind_box.setAccessibleName("Kind of problem")
        self.kind_box.activated.connect(self._tell_filter)
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter: file, words…")
        self.text.setToolTip("Show only problems in which every word occurs")
        self.text.setAccessibleName("Filter of problems")
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._tell_filter)
        self._amount = label("", "caption")
        self._sentence = label("", "", is_wrapped=True)
        self._sentence.hide()
        self.hint = Hint("No problems are known.")
        self._arrange()
        self.show_checking(None)

    def show_problems(self, problems: Sequence[Problem], note: str) -> None:
        """Fill the table."""
        self._note.setText(note)
        self.table.set_rows(list(problems))
        self._sentence.hide()
        self._pages.setCurrentIndex(1 if problems else 0)
        self._filter.setVisible(bool(problems))

    def show_problem_kinds(self, kinds: Sequence[KindCount], chosen: str) -> None:
        """Offer the kinds that there are, with their numbers."""
        self.kind_box.clear()
        for kind in kinds:
            self.kind_box.addItem(f"{kind.title} ({kind.amount:,})", kind.kind)
        self.kind_box.setCurrentIndex(self.kind_box.findData(chosen))

    def show_matching_problems(self, positions: Sequence[int], amount: str) -> None:
        """Let only these rows be seen."""
        self.table.rows_model.set_matching(positions)
        self._amount.setText(amount)
        self._sentence.hide()

    def show_checking(self, progress: Progress | None) -> None:
        """How far the check is; None when none runs."""
        self._running.setVisible(progress is not None)
        self.check_button.setVisible(progress is None)
        if progress is not None:
            self.bar.setMaximum(max(1, progress.total))
            self.bar.setValue(progress.done)
            self._done.setText(f"{progress.done:,} of {progress.total:,} files")

    def _tell_filter(self) -> None:
        self.filter_changed.emit(self.kind_box.currentData() or "", self.text.text())

    def _choose(self, problem: Problem) -> None:
        self._sentence.setText(f"{file_text(problem.file)} {problem.problem}")
        self._sentence.show()
        self.problem_chosen.emit(problem)

    def _arrange(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.table)
        self._running = _in_a_row((self.bar, 1), (self._done, 0), (self.cancel_button, 0))
        self._filter = _in_a_row((self.kind_box, 0), (self.text, 1), (self._amount, 0))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        top = QHBoxLayout()
        top.addWidget(self._note, 1)
        top.addWidget(self.check_button)
        rows.addLayout(top)
        rows.addWidget(self._running)
        rows.addWidget(self._filter)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self._sentence)


def _in_a_row(*parts: tuple[QWidget, int]) -> QWidget:
    """One widget that holds these side by side, each with its stretch."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(TIGHT)
    for part, stretch in parts:
        row.addWidget(part, stretch)
    return whole
