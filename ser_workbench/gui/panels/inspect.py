# SPDX-License-Identifier: MIT
"""The Inspect panel: nine linked plots in the middle, classes and utterances at the right, Table 5's row beneath."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.gui.card import Card, card
from ser_workbench.gui.dialogs import ask_save_file
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.inspect_bar import InspectBar
from ser_workbench.gui.panels.inspect_classes import ClassesCard
from ser_workbench.gui.panels.inspect_confusions import ConfusionsCard
from ser_workbench.gui.panels.inspect_export import ExportButton
from ser_workbench.gui.panels.inspect_selection import SelectionCard
from ser_workbench.gui.panels.inspect_sliders import SlidersStrip
from ser_workbench.gui.panels.inspect_table_5 import ProbesCard
from ser_workbench.gui.panels.inspect_utterance import UtteranceCard
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.plots.scatter_export import write_figure
from ser_workbench.gui.plots.scatter_grid import Place, ScatterGrid
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.inspect_classes import ClassGroup
from ser_workbench.presenters.inspect_options import Options
from ser_workbench.presenters.inspect_picking import TakenRow
from ser_workbench.presenters.inspect_points import Cloud
from ser_workbench.presenters.inspect_sliders import Places
from ser_workbench.presenters.inspect_words import ProbeTable, UtteranceWords
from ser_workbench.progress import Steps

SIDE_PX = 250
EMPTY, PLOTS, CONFUSIONS = range(3)


class InspectPanel(Panel):
    """Signals out, `show_…` in."""

    title = "Inspect"
    icon_name = "inspect"

    shown = Signal()
    empty_clicked = Signal()
    play_clicked = Signal()
    figure_wanted = Signal(object, str)
    """The enlarged plot (row, column) or None for all nine, and the ending of the file."""
    export_file_chosen = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.bar = InspectBar(theme)
        self.grid = ScatterGrid(theme)
        self.sliders = SlidersStrip(theme)
        self.probes = ProbesCard(theme)
        self.classes = ClassesCard(theme)
        self.utterance = UtteranceCard(theme)
        self.selection = SelectionCard(theme)
        self.confusions = ConfusionsCard(theme)
        self.export_button = ExportButton()
        self.header_buttons.addWidget(self.export_button)
        self.body.addWidget(self.bar)
        self._pages = QStackedWidget()
        self.empty = EmptyCard()
        self.empty.button.clicked.connect(self.empty_clicked)
        for page in (self.empty, self._make_plots(), self.confusions):
            self._pages.addWidget(page)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._pages, 1)
        left.addWidget(self.probes)
        columns.addLayout(left, 1)
        columns.addWidget(self._make_side())
        self.body.addLayout(columns, 1)
        self._connect()
        self.set_subtitle("What each module knows of emotion, speaker and gender")

    def show_page(self, text: str, button: str) -> None:
        """A text instead of the plots; none: the plots."""
        self.empty.show_words(text, button)
        self._pages.setCurrentIndex(EMPTY if text else PLOTS)
        for part in (self.probes, self._side, self.bar):
            part.setVisible(not text or (part is self.bar and not button))
        self.export_button.setEnabled(not text)

    def show_runs(self, runs: Sequence[tuple[str, str]], chosen: str) -> None:
        """The trained runs."""
        self.bar.show_runs(runs, chosen)

    def show_options(self, options: Options, side: str, *, has_noise: bool) -> None:
        """What is chosen above the plots."""
        self.bar.show_options(options, side, has_noise=has_noise)

    def show_layers(self, layers: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Which layers a column may show."""
        self.grid.show_layers(layers, chosen)

    def show_cloud(self, row: int, column: int, cloud: Cloud | None, standing: NDArray[np.uint8], text: str) -> None:
        """The points of one plot, or why there are none."""
        self.grid.show_cloud(row, column, cloud, standing, text)

    def show_standing(self, standing: NDArray[np.uint8]) -> None:
        """Fade or hide utterances."""
        self.grid.show_standing(standing)

    def show_names(self, name_of: Callable[[int], str]) -> None:
        """What stands beside an item under the mouse."""
        self.grid.show_names(name_of)

    def show_item(self, role: str, item: int) -> None:
        """Ring an item."""
        self.grid.show_item(role, item)

    def show_sliders(self, snrs: Places, epochs: Places) -> None:
        """Where noise and training stand."""
        self.sliders.show_snrs(snrs.names, snrs.chosen, snrs.why_not)
        self.sliders.show_epochs(epochs.names, epochs.chosen, epochs.why_not)

    def show_probes(self, table: ProbeTable) -> None:
        """Table 5's row."""
        self.probes.show_table(table)

    def show_confusions(self, title: str) -> None:
        """The matrix of a probe instead of the plots."""
        self.confusions.heading.setText(title)
        self._pages.setCurrentIndex(CONFUSIONS)

    def show_utterance(self, words: UtteranceWords | None, *, can_play: bool) -> None:
        """What is known of an utterance."""
        self.utterance.show_words(words)
        self.utterance.show_can_play(can_play=can_play)

    def show_classes(self, groups: Sequence[ClassGroup]) -> None:
        """The legend."""
        self.classes.show_groups(groups)

    def show_taken(self, taken: Sequence[TakenRow], text: str) -> None:
        """The selection."""
        self.selection.show_taken(taken, text)
        self.export_button.selection_entry.setEnabled(bool(taken))

    def show_playing(self, *, is_playing: bool) -> None:
        """Whether the marked one is heard."""
        self.utterance.show_playing(is_playing=is_playing)

    def ask_export(self, what: str, start: Path) -> None:
        """Ask where something shall be written."""
        kinds = f"{start.suffix[1:].upper()} (*{start.suffix})"
        title = f"Write the {what} to which file?"
        ask_save_file(self, title, start, kinds, lambda file: self.export_file_chosen.emit(what, file))

    def draw_figure(self, place: Place | None, file: Path) -> Steps[None]:
        """Draw one plot or all nine into a file."""
        return write_figure(self.grid.figure(place), file)

    def toggle_play(self) -> None:
        """The space bar: hear the marked utterance, or the one chosen in the confusions."""
        if self._pages.currentIndex() == CONFUSIONS:
            self.confusions.cells.play_chosen()
        else:
            self.play_clicked.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape takes the selection away."""
        if event.key() == Qt.Key.Key_Escape:
            self.selection.clear_clicked.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.bar.lasso_turned.connect(self.grid.set_is_lasso)
        self.bar.fit_clicked.connect(self.grid.fit)
        self.utterance.play_clicked.connect(self.play_clicked)
        self.confusions.back_clicked.connect(lambda: self._pages.setCurrentIndex(PLOTS))
        self.export_button.figure_clicked.connect(lambda suffix: self.figure_wanted.emit(self.grid.alone, suffix))

    def _make_plots(self) -> Card:
        box = card(theme=self.theme)
        box.set_dense()
        box.body.addWidget(self.grid, 1)
        box.body.addWidget(self.sliders)
        return box

    def _make_side(self) -> QWidget:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        for part in (self.utterance, self.classes, self.selection):
            part.set_dense()
        rows.addWidget(self.utterance)
        rows.addWidget(self.classes)
        rows.addWidget(self.selection, 1)
        self._side = ColumnArea(inside, SIDE_PX)
        return self._side
