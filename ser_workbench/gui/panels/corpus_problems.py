# SPDX-License-Identifier: MIT
"""What is wrong with which file, and the check that listens to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.corpus.utterance import Problem
from ser_workbench.gui.card import label
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.progress import Progress

WHOLE_CORPUS = "."


def _file_text(file: str) -> str:
    return "the whole corpus" if file == WHOLE_CORPUS else file


COLUMNS: tuple[Column[Problem], ...] = (
    Column("File", lambda row: row.file, _file_text, width=150),
    Column("Problem", lambda row: row.problem),
)


class ProblemsPage(QWidget):
    """A table of problems, or a sentence that there are none."""

    check_clicked = Signal()
    cancel_clicked = Signal()
    problem_chosen = Signal(object)

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
        self._running = QWidget()
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(TIGHT)
        for part, stretch in ((self.bar, 1), (self._done, 0), (self.cancel_button, 0)):
            running.addWidget(part, stretch)
        self.table: Table[Problem] = Table(COLUMNS, "Problems")
        self.table.chosen.connect(self._choose)
        self._sentence = label("", "", is_wrapped=True)
        self._sentence.hide()
        self.hint = Hint("No problems are known.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.table)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        top = QHBoxLayout()
        top.addWidget(self._note, 1)
        top.addWidget(self.check_button)
        rows.addLayout(top)
        rows.addWidget(self._running)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self._sentence)
        self.show_checking(None)

    def show_problems(self, problems: Sequence[Problem], note: str) -> None:
        """Fill the table."""
        self._note.setText(note)
        self.table.set_rows(list(problems))
        self._sentence.hide()
        self._pages.setCurrentIndex(1 if problems else 0)

    def show_checking(self, progress: Progress | None) -> None:
        """How far the check is; None when none runs."""
        self._running.setVisible(progress is not None)
        self.check_button.setVisible(progress is None)
        if progress is not None:
            self.bar.setMaximum(max(1, progress.total))
            self.bar.setValue(progress.done)
            self._done.setText(f"{progress.done:,} of {progress.total:,} files")

    def _choose(self, problem: Problem) -> None:
        self._sentence.setText(f"{_file_text(problem.file)} {problem.problem}")
        self._sentence.show()
        self.problem_chosen.emit(problem)
