# SPDX-License-Identifier: MIT
"""The page Other data of the Compare panel: choose a corpus and noise, press Test, look at what was taken for what."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.gui.theme import GAP, TIGHT, Theme


class OtherDataPage(QWidget):
    """Signals out, `show_…` in."""

    corpus_chosen = Signal(object)
    noise_chosen = Signal(object)
    """Path, or None for clean speech alone."""
    test_clicked = Signal()
    condition_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.corpus, self.noise = ElidedLabel(), ElidedLabel()
        self.corpus_button = _button("Corpus…", "Which corpus the run is tested on")
        self.noise_button = _button("Noise…", "Which noises lie over it in the noisy condition")
        self.clear_button = _button("No noise", "Test on clean speech alone")
        self.test_button = QPushButton("Test")
        self.test_button.setProperty("kind", "primary")
        self.condition = QComboBox()
        self.condition.setToolTip("Under which condition the network was tested")
        self.condition.setAccessibleName("Condition")
        self.score = ElidedLabel("", "caption")
        self.cells = AudibleMatrix(theme)
        self._text = label("", "subtitle", is_wrapped=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._text)
        self._pages.addWidget(self._make_result())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addLayout(self._make_head())
        rows.addWidget(self._pages, 1)
        self.corpus_button.clicked.connect(lambda: self._ask("Test on which corpus?", self.corpus, self.corpus_chosen))
        self.noise_button.clicked.connect(lambda: self._ask("Test in which noises?", self.noise, self.noise_chosen))
        self.clear_button.clicked.connect(lambda: self.noise_chosen.emit(None))
        self.test_button.clicked.connect(self.test_clicked)
        self.condition.activated.connect(lambda _index: self.condition_chosen.emit(self.condition.currentData()))

    def show_folders(self, corpus: str, noise: str) -> None:
        """What would be tested on."""
        self.corpus.show_text(corpus or "none yet")
        self.noise.show_text(noise or "none: clean speech alone")
        self.clear_button.setVisible(bool(noise))

    def show_state(self, text: str, *, can_test: bool, is_testing: bool) -> None:
        """A sentence in place of a result."""
        self._text.setText(text)
        self._pages.setCurrentIndex(0)
        self.test_button.setText("Stop" if is_testing else "Test")
        self.test_button.setToolTip("Break the test off" if is_testing else "Test the first chosen run on this corpus")
        self.test_button.setEnabled(can_test or is_testing)
        for button in (self.corpus_button, self.noise_button, self.clear_button):
            button.setEnabled(not is_testing)

    def show_scores(self, conditions: Sequence[str], chosen: str, text: str) -> None:
        """The result under one of its conditions."""
        self.condition.clear()
        for name in conditions:
            self.condition.addItem(name.capitalize(), name)
        self.condition.setCurrentIndex(self.condition.findData(chosen))
        self.condition.setVisible(len(conditions) > 1)
        self.score.show_text(text)
        self._pages.setCurrentIndex(1)

    def _ask(self, title: str, shown: ElidedLabel, chosen: SignalInstance) -> None:
        folder = Path(shown.whole)
        ask_folder(self, title, folder if folder.is_dir() else Path.home(), chosen.emit)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for column, widget in enumerate((self.corpus_button, self.corpus, self.noise_button, self.noise)):
            grid.addWidget(widget, 0, column)
        head.addLayout(grid, 1)
        head.addWidget(self.clear_button)
        head.addWidget(self.test_button)
        return head

    def _make_result(self) -> QWidget:
        result = QWidget()
        rows = QVBoxLayout(result)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(TIGHT)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.condition)
        head.addWidget(self.score, 1)
        rows.addLayout(head)
        rows.addWidget(self.cells, 1)
        return result


def _button(text: str, tooltip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tooltip)
    return made
