# SPDX-License-Identifier: MIT
"""An utterance that is over: why not to believe what is said of it, what it lies nearest to; to hear it, to keep it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from ser_workbench.gui.card import Card, label, line
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.action_buttons import action_button
from ser_workbench.gui.panels.corpus_buttons import IconButton
from ser_workbench.gui.panels.live_neighbour import NeighbourRow
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_scene import LiveUtterance, words_of
from ser_workbench.presenters.live_view import Owner, key_of_neighbour, key_of_utterance

NEIGHBOURS = 5
NONE_YET = (
    "When somebody has spoken, this tells what speaks against the answer and which training utterances lie nearest; "
    "you can hear the utterance again, and keep it in a corpus of your own."
)


class LiveUtteranceCard(Card):
    """Signals out, `show_…` in; rows are made once and then only rewritten."""

    play_clicked = Signal(int)
    """The number of the utterance."""
    neighbour_clicked = Signal(int, int)
    """The number of the utterance, and the neighbour's place: 0 is the nearest."""
    keep_clicked = Signal(int, str)
    owner_clicked = Signal()
    corpus_clicked = Signal()
    """Open the corpus of one's own."""

    def __init__(self, theme: Theme, keep: QAction, parent: QWidget | None = None) -> None:
        super().__init__("Utterance", parent)
        self._keep = keep
        self._playing: str | None = None
        self._is_arranged = False
        self.utterance: LiveUtterance | None = None
        self.play_button = IconButton(theme, "", "play", "Hear the utterance again")
        self.play_button.clicked.connect(self.play)
        self.header_buttons.addWidget(self.play_button)
        self.words = label("", "value", is_wrapped=True)
        self.facts = ElidedLabel("", "caption")
        self.doubts = label("", "warn", is_wrapped=True)
        self.hint = label(NONE_YET, "caption", is_wrapped=True)
        self.nearest = label("Nearest in the training data", "caption")
        self.neighbours = [NeighbourRow(theme) for _ in range(NEIGHBOURS)]
        self.labels = QComboBox()
        self.keep_button = action_button(keep, "plain")
        self.owner_link = QPushButton()
        self.kept = ElidedLabel("", "good")
        self.corpus_link = QPushButton("Open your corpus")
        self._arrange()
        for place, row in enumerate(self.neighbours):
            row.play_clicked.connect(partial(self._tell_neighbour, place))
        keep.triggered.connect(lambda: self._tell(lambda n: self.keep_clicked.emit(n, self.labels.currentText())))
        self.owner_link.clicked.connect(self.owner_clicked)
        self.corpus_link.clicked.connect(self.corpus_clicked)
        self.show_owner(Owner())
        self.show_utterance(None)

    def show_utterance(self, utterance: LiveUtterance | None) -> None:
        """Another one, or the same when it has been kept; does nothing where nothing has changed."""
        if utterance is self.utterance and self._is_arranged:
            return
        self._is_arranged = True
        is_other = self.utterance is None or utterance is None or utterance.number != self.utterance.number
        self.utterance = utterance
        for part in (*self._parts, self.doubts, *self.neighbours):
            part.setVisible(utterance is not None)
        self.hint.setVisible(utterance is None)
        self._keep.setEnabled(utterance is not None)
        self.heading.setText(f"Utterance {utterance.number}" if utterance is not None else "Utterance")
        if utterance is not None:
            self._show(utterance, is_other=is_other)

    def play(self) -> None:
        """Hear the utterance, or stop."""
        self._tell(self.play_clicked.emit)

    def show_labels(self, labels: Sequence[str]) -> None:
        """Under which emotions it may be kept; any other word may be typed."""
        self.labels.clear()
        self.labels.addItems(list(labels))
        if self.utterance is not None:
            self.labels.setCurrentText(self.utterance.ended.judgement.emotion)

    def show_owner(self, owner: Owner) -> None:
        """Where it would be kept, and as whose."""
        self.owner_link.setText(
            f"as {owner.speaker}, in {Path(owner.folder).name}" if owner.is_known else "Who speaks?"
        )
        known = f"{owner.speaker} ({owner.gender}), {owner.folder}\n" if owner.is_known else ""
        self.owner_link.setToolTip(f"{known}Say who speaks, and in which folder utterances are kept")

    def show_playing(self, key: str | None) -> None:
        """What is heard."""
        self._playing = key
        self._show_buttons()

    def _show(self, utterance: LiveUtterance, *, is_other: bool) -> None:
        ended = utterance.ended
        self.words.setText(words_of(ended.judgement))
        cut = " · cut" if ended.is_cut else ""
        share = ended.judgement.probabilities[ended.judgement.emotion]
        self.facts.show_text(
            f"{ended.end_s - ended.start_s:.1f} s{cut} · {ended.judgement.emotion} {100 * share:.0f} %"
        )
        self.doubts.setText("\n".join(f"⚠ {doubt}" for doubt in ended.doubts))
        self.doubts.setVisible(bool(ended.doubts))
        for row, neighbour in zip(self.neighbours, [*ended.neighbours, *[None] * NEIGHBOURS], strict=False):
            row.show_neighbour(neighbour)
        self.nearest.setVisible(bool(ended.neighbours))
        self.kept.show_text(f"Kept as {utterance.kept_as}" if utterance.kept_as else "")
        self.corpus_link.setVisible(bool(utterance.kept_as))
        if is_other:
            self.labels.setCurrentText(ended.judgement.emotion)
        self._show_buttons()

    def _arrange(self) -> None:
        self.labels.setEditable(True)
        self.labels.setToolTip("The emotion under which it is kept: one of these, or any other word")
        self.labels.setAccessibleName("Label")
        self.labels.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for link in (self.owner_link, self.corpus_link):
            link.setProperty("kind", "link")
        self.corpus_link.setToolTip("Look at what you kept in the Corpus panel, and train on it")
        self.keep_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts = (
            self.play_button,
            self.words,
            self.facts,
            self.nearest,
            line(),
            label("What it really was", "caption"),
            self.labels,
            self.keep_button,
            self.owner_link,
            self.kept,
            self.corpus_link,
        )
        for part in (self.hint, self.words, self.facts, self.doubts, self.nearest, *self.neighbours, *self._parts[4:]):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _show_buttons(self) -> None:
        number = self.utterance.number if self.utterance is not None else 0
        self.play_button.show_icon("stop" if self._playing == key_of_utterance(number) else "play")
        for place, row in enumerate(self.neighbours):
            row.show_playing(is_playing=self._playing == key_of_neighbour(number, place))

    def _tell(self, tell: Callable[[int], None]) -> None:
        if self.utterance is not None:
            tell(self.utterance.number)

    def _tell_neighbour(self, place: int) -> None:
        self._tell(lambda number: self.neighbour_clicked.emit(number, place))
