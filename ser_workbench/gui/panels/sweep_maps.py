# SPDX-License-Identifier: MIT
"""The maps of validation UA: one or two side by side; where a search has more, they are turned over like pages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from ser_workbench.gui.card import Card, label
from ser_workbench.gui.plots.heat_map import HeatMap
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.sweep import BEST_SEEDS
from ser_workbench.presenters.sweep_maps import MapPage
from ser_workbench.presenters.sweep_status import SweepControls

SIDE_BY_SIDE = 2
NO_SIZES = "This network has no sizes of filters; its trials differ by their seeds alone."


class MapsCard(Card):
    """Validation UA over two sizes; a click on a cell chooses its trial."""

    trial_chosen = Signal(int)
    train_best_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Validation UA, %", parent)
        self._pages: tuple[MapPage, ...] = ()
        self._is_followed = True
        """Whether the newest page is shown, until somebody turns to another."""
        self.page_box = QComboBox()
        self.page_box.setToolTip("Which type of convolution the maps show")
        self.page_box.setAccessibleName("Type of convolution")
        self.train_best_button = QPushButton(f"Train the best with {BEST_SEEDS} seeds")
        self.train_best_button.setToolTip(
            f"A search over the best combination alone: {BEST_SEEDS} runs, seeds 0 to {BEST_SEEDS - 1}"
        )
        self.header_buttons.addWidget(self.page_box)
        self.header_buttons.addWidget(self.train_best_button)
        self.maps = [HeatMap(theme) for _ in range(SIDE_BY_SIDE)]
        self.nothing = label(NO_SIZES, "subtitle", is_wrapped=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        for plot in self.maps:
            row.addWidget(plot, 1)
            plot.trial_clicked.connect(self.trial_chosen)
        row.addWidget(self.nothing, 1)
        self.body.addLayout(row, 1)
        self.page_box.activated.connect(self._turn)
        self.train_best_button.clicked.connect(self.train_best_clicked)

    def show_pages(self, pages: Sequence[MapPage]) -> None:
        """Show these maps; whoever turned to a page stays there."""
        titles = [page.title for page in pages]
        if titles != [page.title for page in self._pages]:
            self._is_followed = True
            self.page_box.clear()
            self.page_box.addItems(titles)
        self._pages = tuple(pages)
        self.page_box.setVisible(len(pages) > 1)
        if self._is_followed:
            self.page_box.setCurrentIndex(len(pages) - 1)
        self._show_page()

    def show_chosen(self, trial: int | None) -> None:
        """Outline the cell of a trial, on the page where it is."""
        for plot in self.maps:
            plot.show_chosen(trial)

    def show_controls(self, controls: SweepControls) -> None:
        """Enable what makes sense."""
        self.train_best_button.setEnabled(controls.can_train_best)

    def _turn(self) -> None:
        self._is_followed = False
        self._show_page()

    def _show_page(self) -> None:
        number = self.page_box.currentIndex()
        maps = self._pages[number].maps if 0 <= number < len(self._pages) else ()
        for place, plot in enumerate(self.maps):
            plot.setVisible(place < len(maps))
            if place < len(maps):
                plot.show_map(maps[place])
        self.nothing.setVisible(not maps)
