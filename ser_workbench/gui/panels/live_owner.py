# SPDX-License-Identifier: MIT
"""The question before the first utterance is kept: in which folder, and whose voice it is."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ser_workbench.gui.card import label
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.theme import GAP, PAD, TIGHT
from ser_workbench.presenters.live_view import KeepQuestion, Owner

GENDERS = ("female", "male", "unknown")
WIDTH_PX = 460
WORDS = (
    "Utterances that you keep lie in a folder as a corpus of your own: it can be opened, checked and trained on like "
    "any other. Name a folder that is empty or new, and who speaks."
)


class OwnerDialog(QDialog):
    """Does not hold up the window; the answer comes as a signal."""

    answered = Signal(object)
    """An Owner."""

    def __init__(self, question: KeepQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A corpus of your own")
        self.folder = QLineEdit(question.owner.folder)
        self.speaker = QLineEdit(question.owner.speaker)
        self.speaker.setPlaceholderText("A name, or a number")
        self.gender = QComboBox()
        self.gender.addItems(GENDERS)
        self.gender.setCurrentText(question.owner.gender)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        self._arrange(question.sentence)
        for field in (self.folder, self.speaker):
            field.textChanged.connect(self._look)
        self._look()

    def _arrange(self, sentence: str) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        rows.setSpacing(GAP)
        words = label(WORDS, "subtitle", is_wrapped=True)
        words.setMinimumWidth(WIDTH_PX)
        rows.addWidget(words)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        browse = QPushButton("Choose…")
        browse.setToolTip("Choose the folder")
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(TIGHT)
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        form.addRow("Folder", where)
        form.addRow("Speaker", self.speaker)
        form.addRow("Gender", self.gender)
        rows.addLayout(form)
        if sentence:
            rows.addWidget(label(sentence, "error", is_wrapped=True))
        rows.addWidget(self.buttons)

    def _browse(self) -> None:
        there = Path(self.folder.text()).expanduser()
        ask_folder(self, "Keep utterances in which folder?", there, lambda folder: self.folder.setText(str(folder)))

    def _look(self) -> None:
        is_whole = bool(self.folder.text().strip() and self.speaker.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_whole)

    def _answer(self) -> None:
        self.answered.emit(Owner(self.folder.text().strip(), self.speaker.text().strip(), self.gender.currentText()))
        self.accept()
