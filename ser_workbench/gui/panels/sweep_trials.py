# SPDX-License-Identifier: MIT
"""The table of trials: sizes, seed, state, validation UA; a double click opens the run in Compare."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.table_view import Table
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.sweep_rows import TrialLine
from ser_workbench.presenters.sweep_status import SweepControls
from ser_workbench.presenters.time_left import time_text


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


COLUMNS: tuple[Column[TrialLine], ...] = (
    Column("No.", lambda line: line.trial + 1, tooltip="In the order of the search", is_number=True, width=40),
    Column(
        "Sizes",
        lambda line: line.sizes or line.kind,
        tooltip="h: height in bands, w: width in frames, of Conv 1 and 2; S has heights, T and FST widths, ST both",
        width=178,
    ),
    Column("Seed", lambda line: line.seed, tooltip="Seed of the training", is_number=True, width=44),
    Column("State", lambda line: line.state, tooltip="waiting, skipped, or the state of its run", width=90),
    Column("UA", lambda line: line.ua, _score, "Validation UA of the best epoch, %", is_number=True, width=54),
    Column("Epochs", lambda line: line.epochs, is_number=True, width=58),
    Column("Time", lambda line: line.seconds, time_text, "Time worked on it", is_number=True, width=82),
    Column("Note", lambda line: line.note, tooltip="Why it failed, or what was done about too small a memory"),
)


class TrialsCard(Card):
    """Signals speak of trials; showing a choice tells nothing."""

    trial_chosen = Signal(int)
    opened = Signal(object)
    """The TrialLine that was double-clicked."""
    retry_clicked = Signal()
    skip_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Trials", parent)
        self._theme = theme
        self._lines: tuple[TrialLine, ...] = ()
        self.skip_button = QPushButton("Skip trial")
        self.skip_button.setToolTip("Pass the chosen trial over, in its middle too; what it learnt is kept as a run")
        self.retry_button = QPushButton("Retry failed")
        self.retry_button.setToolTip("Go on, and try the trials that failed once more")
        self.header_buttons.addWidget(self.retry_button)
        self.header_buttons.addWidget(self.skip_button)
        self.table: Table[TrialLine] = Table(COLUMNS, "Trials")
        self.table.setToolTip("Double-click a trial to see its run in Compare")
        self.table.setMinimumHeight(90)
        self.table.setCornerWidget(QWidget())  # Else the corner between the scroll bars is a box.
        self.body.addWidget(self.table, 1)
        self.table.chosen.connect(lambda line: self.trial_chosen.emit(line.trial))
        self.table.opened.connect(self.opened)
        self.retry_button.clicked.connect(self.retry_clicked)
        self.skip_button.clicked.connect(self.skip_clicked)

    def show_trials(self, lines: Sequence[TrialLine]) -> None:
        """Show these trials; order, choice and place stay."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self.table.set_rows(self._lines, lambda before, now: before.trial == now.trial)
        bar.setValue(place)

    def show_chosen(self, trial: int) -> None:
        """Select a trial's row."""
        for line in self._lines:
            if line.trial == trial:
                self.table.choose_silently(line)

    def show_controls(self, controls: SweepControls) -> None:
        """Enable what makes sense."""
        self.retry_button.setVisible(controls.can_retry)
        self.skip_button.setEnabled(controls.can_skip)
        self.skip_button.setText(controls.skip_text)
