# SPDX-License-Identifier: MIT
"""What is doubtful about which noise, by kind, and the check that listens to all of them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.audio.noise_report import NoiseFault, NoiseProblem
from ser_workbench.gui.card import label
from ser_workbench.gui.panels.corpus_buttons import Hint, IconButton
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.progress import Progress

KIND_WORDS: dict[NoiseFault, str] = {
    "unreadable": "Cannot be read",
    "silent": "Silent",
    "short": "Shorter than 1 s",
    "rate": "Below 16 kHz",
    "padded": "Padded with silence",
    "clipped": "Clipped",
    "copy": "Same content",
}
COLUMNS: tuple[Column[NoiseProblem], ...] = (
    Column("Noise", lambda row: row.noise_id, lambda name: PurePosixPath(name).stem, width=110),
    Column("Problem", lambda row: row.problem, cell_tooltip=lambda row: f"{row.noise_id} {row.problem}"),
)


class NoiseProblemsPage(QWidget):
    """A filter by kind above a table of problems, or a sentence that there are none."""

    check_clicked = Signal()
    cancel_clicked = Signal()
    problem_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[NoiseProblem] = ()
        self.kinds = QComboBox()
        self.kinds.setToolTip("Show one kind of problem only")
        self.kinds.currentIndexChanged.connect(self._filter)
        self.check_button = IconButton(theme, "Check all", "done", "Listen to every noise")
        self.cancel_button = IconButton(theme, "Cancel", "cancel", "Stop the check")
        self.check_button.clicked.connect(self.check_clicked)
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setToolTip("How many noises were listened to")
        self.note = label("", "caption", is_wrapped=True)
        self.table: Table[NoiseProblem] = Table(COLUMNS, "Problems of the noises")
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.chosen.connect(self._choose)
        self._sentence = label("", "", is_wrapped=True)
        self._sentence.hide()
        self.hint = Hint("No problems are known.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self.table)
        self._arrange()
        self.show_checking_noises(None)

    def show_noise_problems(self, problems: Sequence[NoiseProblem], note: str) -> None:
        """Fill the table."""
        self._problems = problems
        self.note.setText(note)
        self._sentence.hide()
        self.table.set_rows(list(problems))
        counts = Counter(problem.kind for problem in problems)
        was_blocked = self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(f"All problems ({len(problems):,})", "")
        for kind, words in KIND_WORDS.items():
            if counts[kind]:
                self.kinds.addItem(f"{words} ({counts[kind]:,})", kind)
        self.kinds.blockSignals(was_blocked)
        self._pages.setCurrentIndex(1 if problems else 0)

    def show_checking_noises(self, progress: Progress | None) -> None:
        """How far the check is; None when none runs."""
        for while_checking in (self.bar, self.cancel_button):
            while_checking.setVisible(progress is not None)
        for otherwise in (self.kinds, self.check_button):
            otherwise.setVisible(progress is None)
        if progress is not None:
            self.bar.setMaximum(max(1, progress.total))
            self.bar.setValue(progress.done)

    def _filter(self) -> None:
        kind = self.kinds.currentData()
        shown = [place for place, problem in enumerate(self._problems) if kind in ("", problem.kind)]
        self.table.rows_model.set_matching(shown)

    def _choose(self, problem: NoiseProblem) -> None:
        self._sentence.setText(f"{problem.noise_id} {problem.problem}")
        self._sentence.show()
        self.problem_chosen.emit(problem.noise_id)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        for part, stretch in ((self.kinds, 1), (self.check_button, 0), (self.bar, 1), (self.cancel_button, 0)):
            top.addWidget(part, stretch)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addLayout(top)
        rows.addWidget(self.note)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self._sentence)
