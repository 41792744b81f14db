# SPDX-License-Identifier: MIT
"""The Noise panel: which noises there are, what condition they make, and how one mix looks and sounds."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ser_workbench.audio.noise_report import NoiseProblem
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.gui.dialogs import ask_folder
from ser_workbench.gui.panels.corpus_buttons import IconButton, Invitation
from ser_workbench.gui.panels.corpus_drop import DropPanel
from ser_workbench.gui.panels.noise_collection import CollectionCard
from ser_workbench.gui.panels.noise_condition import ConditionCard
from ser_workbench.gui.panels.noise_preview import PreviewCard
from ser_workbench.gui.panels.noise_size import SizeCard
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.noise_draw import ClassRow, NoiseRow
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram
from ser_workbench.progress import Progress

INVITATION = (
    "Choose a folder of noises, or drop it here: MUSAN (of which only the noise portion is used, never its music or "
    "speech), ESC-10, ESC-50, DEMAND, or any folder of audio."
)


class NoisePanel(DropPanel):
    """Left: noises and condition. Right: size of the noisy set, preview of one mix."""

    title = "Noise"
    icon_name = "noise"

    folder_chosen = Signal(object)
    noise_chosen = Signal(object)
    fetch_clicked = Signal()
    export_chosen = Signal(object)
    """The folder to put the recipe into."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.folder_dropped.connect(self.folder_chosen)
        self._start_folder: Path | None = None
        self.collection = CollectionCard(theme)
        self.collection.noise_chosen.connect(self.noise_chosen)
        self.condition = ConditionCard(theme)
        self.noisy_set = SizeCard(theme)
        self.preview = PreviewCard(theme)
        self.open_button = IconButton(theme, "Open…", "open", "Open another folder of noise (Ctrl+Shift+O)")
        self.open_button.clicked.connect(self.ask_for_folder)
        self.export_button = IconButton(
            theme, "Export recipe…", "export", "Write the table of the noisy set, its noises and its settings"
        )
        self.export_button.clicked.connect(self.ask_where_to_export)
        for button in (self.export_button, self.open_button):
            self.header_buttons.addWidget(button)
        first = IconButton(theme, "Open a folder of noise…", "open", "Choose a folder of noises", "primary")
        first.clicked.connect(self.ask_for_folder)
        fetch = IconButton(theme, "Download noises…", "download", "MUSAN and ESC-50 are free to download")
        fetch.clicked.connect(self.fetch_clicked)
        self.invitation = Invitation(theme, "noise", "No noise is open", INVITATION, [first, fetch])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.invitation)
        self._pages.addWidget(self._arrange())
        self.preview.noise_shown.connect(self.collection.show_chosen_noise)
        self.body.addWidget(self._pages, 1)

    def toggle_play(self) -> None:
        """The space bar plays the mix."""
        self.preview.part_clicked.emit("mix")

    def ask_for_folder(self) -> None:
        """Ask which folder of noise to open."""
        ask_folder(self, "Open a folder of noise", self._start_folder, self.folder_chosen.emit)

    def ask_where_to_export(self) -> None:
        """Ask for the folder that the recipe is to be put into."""
        ask_folder(self, "Export the recipe into a folder", None, self.export_chosen.emit)

    def show_no_noises(self) -> None:
        """Nothing is open."""
        self.set_subtitle("What lies over the speech, and how loud")
        self._pages.setCurrentIndex(0)
        self.open_button.hide()
        self.export_button.hide()

    def show_noises(self, rows: Sequence[NoiseRow], folder: Path, summary: str) -> None:
        """Fill the table."""
        self._start_folder = folder
        self.clear_error()
        self.set_subtitle(summary)
        self.collection.show_noises(rows)
        self.open_button.show()
        self.export_button.show()
        self._pages.setCurrentIndex(1)

    def show_noise_sides(self, rows: Sequence[NoiseRow]) -> None:
        """Which side hears which noise."""
        self.collection.show_noise_sides(rows)

    def show_classes(self, rows: Sequence[ClassRow]) -> None:
        """The classes that may be left out."""
        self.collection.classes.show_classes(rows)
        self.collection.show_class_count(sum(row.is_drawn for row in rows), len(rows))

    def show_noise_problems(self, problems: Sequence[NoiseProblem], note: str) -> None:
        """What is known to be wrong."""
        self.collection.show_noise_problems(problems, note)

    def show_checking_noises(self, progress: Progress | None) -> None:
        """How far the check of all noises is."""
        self.collection.problems.show_checking_noises(progress)

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        """Show the condition."""
        self.condition.show_noise_settings(settings)
        self.collection.classes.form.show_values(settings)

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field."""
        self.condition.show_noise_setting_error(key, sentence)
        self.collection.classes.form.show_error(key, sentence)

    def show_size(self, size: NoisySetSize | None) -> None:
        """How large the noisy set will be."""
        self.noisy_set.show_size(size)

    def show_draw(self, histogram: SnrHistogram, split: str, warning: str) -> None:
        """Which SNRs are drawn, and how the noises are divided."""
        self.noisy_set.show_draw(histogram, split, warning)

    def show_no_draw(self, sentence: str) -> None:
        """Why nothing is drawn."""
        self.noisy_set.show_no_draw(sentence)

    def _arrange(self) -> QWidget:
        left = _splitter(Qt.Orientation.Vertical, self.collection, self.condition, [295, 330])
        right = _splitter(Qt.Orientation.Vertical, self.noisy_set, self.preview, [215, 405])
        return _splitter(Qt.Orientation.Horizontal, left, right, [475, 605])


def _splitter(orientation: Qt.Orientation, first: QWidget, second: QWidget, sizes: list[int]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setSizes(sizes)
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    return splitter
