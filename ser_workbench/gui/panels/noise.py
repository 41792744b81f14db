# SPDX-License-Identifier: MIT
"""The Noise panel: which noises there are, what condition they make, and how one mix looks and sounds."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from ser_workbench.audio.noise import NoiseFile
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.panels.corpus_buttons import IconButton, Invitation
from ser_workbench.gui.panels.corpus_drop import DropPanel
from ser_workbench.gui.panels.noise_condition import ConditionCard, SizeCard
from ser_workbench.gui.panels.noise_preview import PreviewCard
from ser_workbench.gui.table_view import Table, seconds_text
from ser_workbench.gui.tables import Column
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram

INVITATION = (
    "Choose a folder of noises, or drop it here: any folder of audio will do. In MUSAN only its noise portion "
    "is used, never its music or speech."
)
COLUMNS: tuple[Column[NoiseFile], ...] = (
    Column("Noise", lambda row: row.id, tooltip="The file's path below the folder of noise"),
    Column("Seconds", lambda row: row.seconds, seconds_text, "Length of the noise", True, 80),
)


class NoisePanel(DropPanel):
    """Left: noises and condition. Right: size of the noisy set, preview of one mix."""

    title = "Noise"
    icon_name = "noise"

    folder_chosen = Signal(object)
    noise_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.folder_dropped.connect(self.folder_chosen)
        self._start_folder: Path | None = None
        self.condition = ConditionCard(theme)
        self.noisy_set = SizeCard(theme)
        self.preview = PreviewCard(theme)
        self.open_button = IconButton(theme, "Open…", "open", "Open another folder of noise (Ctrl+Shift+O)")
        self.open_button.clicked.connect(self.ask_for_folder)
        self.header_buttons.addWidget(self.open_button)
        first = IconButton(theme, "Open a folder of noise…", "open", "Choose a folder of noises", "primary")
        first.clicked.connect(self.ask_for_folder)
        self.invitation = Invitation(theme, "noise", "No noise is open", INVITATION, [first])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.invitation)
        self._pages.addWidget(self._arrange())
        self.preview.noise_shown.connect(self._show_chosen_noise)
        self.body.addWidget(self._pages, 1)

    def toggle_play(self) -> None:
        """The space bar plays the mix."""
        self.preview.part_clicked.emit("mix")

    def ask_for_folder(self) -> None:
        """Ask which folder of noise to open."""
        ask_folder(self, "Open a folder of noise", self._start_folder, self.folder_chosen.emit)

    def show_no_noises(self) -> None:
        """Nothing is open."""
        self.set_subtitle("What lies over the speech, and how loud")
        self._pages.setCurrentIndex(0)
        self.open_button.hide()

    def show_noises(self, noises: Sequence[NoiseFile], folder: Path, summary: str) -> None:
        """Fill the table."""
        self._start_folder = folder
        self.clear_error()
        self.set_subtitle(summary)
        self.table.set_rows(noises)
        self.filter_text.clear()
        self._amount.setText(f"{len(noises):,} files")
        self.open_button.show()
        self._pages.setCurrentIndex(1)

    def show_noise_problems(self, lines: Sequence[str]) -> None:
        """Count the files that cannot be used; the tooltip lists them."""
        self._problems.setVisible(bool(lines))
        self._problems.setText(f"{len(lines)} file{'s' * (len(lines) != 1)} cannot be used")
        shown = [*lines[:20], f"… and {len(lines) - 20} more"] if len(lines) > 20 else list(lines)
        self._problems.setToolTip("\n".join(shown))

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        """Show the condition."""
        self.condition.show_noise_settings(settings)

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field."""
        self.condition.show_noise_setting_error(key, sentence)

    def show_size(self, size: NoisySetSize | None) -> None:
        """How large the noisy set will be."""
        self.noisy_set.show_size(size)

    def show_draw(self, histogram: SnrHistogram) -> None:
        """Which SNRs are drawn."""
        self.noisy_set.show_draw(histogram)

    def show_no_draw(self, sentence: str) -> None:
        """Why nothing is drawn."""
        self.noisy_set.show_no_draw(sentence)

    def _show_chosen_noise(self, noise_id: str) -> None:
        for noise in self.table.rows_model.rows:
            if noise.id == noise_id:
                self.table.choose_silently(noise)
                return

    def _arrange(self) -> QWidget:
        left = _splitter(Qt.Orientation.Vertical, self._arrange_noises(), self.condition, [350, 260])
        right = _splitter(Qt.Orientation.Vertical, self.noisy_set, self.preview, [205, 415])
        return _splitter(Qt.Orientation.Horizontal, left, right, [400, 680])

    def _arrange_noises(self) -> Card:
        noises = Card("Noises")
        self._amount = label("", "caption")
        noises.header_buttons.addWidget(self._amount)
        self.filter_text = QLineEdit()
        self.filter_text.setPlaceholderText("Filter…")
        self.filter_text.setToolTip("Show the noises in which every word occurs")
        self.filter_text.setClearButtonEnabled(True)
        self.table: Table[NoiseFile] = Table(COLUMNS, "Noises")
        self.table.setToolTip("Choose a noise to mix it in the preview")
        self.table.chosen.connect(self.noise_chosen)
        self.filter_text.textChanged.connect(self.table.rows_model.set_text_filter)
        self._problems = label("", "warn")
        self._problems.hide()
        noises.body.addWidget(self.filter_text)
        noises.body.addWidget(self.table, 1)
        noises.body.addWidget(self._problems)
        return noises


def _splitter(orientation: Qt.Orientation, first: QWidget, second: QWidget, sizes: list[int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setSizes(sizes)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    return splitter
