# SPDX-License-Identifier: MIT
"""The download dialog: what is offered, its licence, where it goes, how far it is. It may stay open or be closed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ser_workbench.gui.card import Card, label, line
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import GAP, PAD, TIGHT
from ser_workbench.presenters.fetching import FetchState, OfferShown

LIST_PX, WIDTH_PX, HEIGHT_PX = 190, 780, 520
STEPS = 1000


class FetchDialog(QDialog):
    """Does not hold up the window: a download goes on when the dialog is closed, and is seen in the status bar."""

    offer_chosen = Signal(str)
    folder_chosen = Signal(object)
    """A Path."""
    accepted_changed = Signal(bool)
    download_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Download a corpus")
        self.resize(WIDTH_PX, HEIGHT_PX)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        rows.setSpacing(GAP)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_PX)
        self.list.setToolTip("What may be downloaded freely")
        self.list.setAccessibleName("What may be downloaded")
        self.list.currentItemChanged.connect(self._chosen)
        columns.addWidget(self.list)
        columns.addWidget(self._make_facts(), 1)
        rows.addLayout(columns, 1)
        rows.addLayout(self._make_progress())
        rows.addLayout(self._make_buttons())

    def show_offers(self, offers: Sequence[OfferShown]) -> None:
        """List what can be downloaded."""
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(offer.short_title)
            item.setData(Qt.ItemDataRole.UserRole, offer.name)
            item.setToolTip(f"{offer.title}: {offer.what}, {offer.sizes}")
            self.list.addItem(item)

    def show_offer(self, offer: OfferShown) -> None:
        """Show one with its licence; consent is asked anew."""
        self._title.setText(offer.title)
        self._what.setText(f"{offer.what[0].upper()}{offer.what[1:]}; {offer.sizes}.")
        self._licence.setText(f'{offer.licence}<br><a href="{offer.licence_address}">{offer.licence_address}</a>')
        self._terms.setText(offer.terms)
        self._page.setText(f'<a href="{offer.page}">{offer.page}</a>')
        self._checksum.setText(f"{offer.checksum}.")
        self.consent.setChecked(False)
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == offer.name:
                self.list.setCurrentRow(row)

    def show_folder(self, words: str) -> None:
        """Where it will lie."""
        self._folder.show_text(words or "No folder is chosen yet.")

    def show_state(self, state: FetchState) -> None:
        """Enable what can be clicked."""
        for widget in (self.list, self.folder_button, self.consent):
            widget.setEnabled(not state.is_running)
        self.download_button.setEnabled(state.may_begin)
        self.download_button.setToolTip(state.what_is_missing or "Download it, and open it when it is there")
        self.cancel_button.setVisible(state.is_running)
        self.download_button.setVisible(not state.is_running)
        self.bar.setVisible(state.is_running)
        if not state.is_running:
            self._words.show_text("")

    def show_progress(self, share: float | None, words: str) -> None:
        """How far it is; None where nobody knows."""
        self.bar.setRange(0, STEPS if share is not None else 0)
        if share is not None:
            self.bar.setValue(round(share * STEPS))
        self._words.show_text(words)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; empty: nothing."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def show_done(self) -> None:
        """It is there and opens."""
        self.close()

    def _make_facts(self) -> Card:
        card = Card()
        self._title, self._what = label("", "heading", is_wrapped=True), label("", "caption", is_wrapped=True)
        self._licence, self._terms = label("", is_wrapped=True), label("", is_wrapped=True)
        self._page, self._checksum = label("", is_wrapped=True), label("", is_wrapped=True)
        for linked in (self._licence, self._page):
            linked.setOpenExternalLinks(True)
            linked.setToolTip("Opens in your browser")
        card.body.addWidget(self._title)
        card.body.addWidget(self._what)
        for heading, words in (
            ("Licence", self._licence),
            ("It asks", self._terms),
            ("Page", self._page),
            ("Checked by", self._checksum),
        ):
            row = QHBoxLayout()
            row.setSpacing(GAP)
            name = label(heading, "caption")
            name.setFixedWidth(84)
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            card.body.addLayout(row)
        card.body.addStretch(1)
        card.body.addWidget(line())
        card.body.addLayout(self._make_folder())
        self.consent = QCheckBox("I have read the licence and accept it")
        self.consent.setToolTip("Nothing is downloaded before")
        self.consent.toggled.connect(self.accepted_changed)
        card.body.addWidget(self.consent)
        return card

    def _make_folder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        name = label("Goes to", "caption")
        name.setFixedWidth(84)
        self._folder = ElidedLabel()
        self.folder_button = QPushButton("Choose a folder…")
        self.folder_button.setToolTip("The folder of your corpora; a folder is made in it, and nothing else is touched")
        self.folder_button.clicked.connect(self._ask_folder)
        row.addWidget(name)
        row.addWidget(self._folder, 1)
        row.addWidget(self.folder_button)
        return row

    def _make_progress(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(TIGHT)
        self.error = label("", "error", is_wrapped=True)
        self.error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = ElidedLabel("", "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setToolTip("How far it is")
        for widget in (self.error, self._words, self.bar):
            rows.addWidget(widget)
        self.error.hide()
        return rows

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        self.download_button = QPushButton("Download")
        self.download_button.setProperty("kind", "primary")
        self.download_button.clicked.connect(self.download_clicked)
        self.cancel_button = QPushButton("Stop")
        self.cancel_button.setToolTip("Stop; what has come is kept, and Download goes on with it later")
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.close_button = QPushButton("Close")
        self.close_button.setToolTip("Close this window; a download goes on, as the status bar shows")
        self.close_button.clicked.connect(self.close)
        row.addStretch(1)
        for button in (self.close_button, self.cancel_button, self.download_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.offer_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _ask_folder(self) -> None:
        ask_folder(self, "The folder of your corpora", Path.home(), self.folder_chosen.emit)
