# SPDX-License-Identifier: MIT
"""Nine plots, rows emotion, speaker, gender, columns modules: what is under the mouse or marked in one is in all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from ser_workbench.gui.plots.scatter import ScatterPlot
from ser_workbench.gui.plots.scatter_export import Figure
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.presenters.inspect_points import Cloud

COLUMNS = 3
ROW_TITLE_PX = 20
Place = tuple[int, int]
"""Row and column."""


class ScatterGrid(QWidget):
    """Signals out, `show_…` in; a plot can be seen alone in the room of all nine."""

    hovered = Signal(int)
    clicked = Signal(int)
    lassoed = Signal(object)
    """(n,) items."""
    layer_chosen = Signal(int, str)
    """Column, layer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alone: Place | None = None
        self.plots: dict[Place, ScatterPlot] = {}
        self.layers: list[QComboBox] = []
        self._titles = [RowTitle(theme, name.capitalize()) for name in LABELINGS]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(TIGHT + 2)
        self._grid.setVerticalSpacing(TIGHT)
        for column in range(COLUMNS):
            self._make_column(theme, column)
        for row, title in enumerate(self._titles):
            self._grid.addWidget(title, row + 1, 0)
            self._grid.setRowStretch(row + 1, 1)

    @property
    def alone(self) -> Place | None:
        """The plot that is seen alone, if one is."""
        return self._alone

    def show_layers(self, layers: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Which layers a column may show, (name, title), and which each shows."""
        for column, box in enumerate(self.layers):
            box.blockSignals(True)
            box.clear()
            for name, title in layers:
                box.addItem(title, name)
            box.setCurrentIndex(box.findData(chosen[column]))
            box.blockSignals(False)

    def show_cloud(self, row: int, column: int, cloud: Cloud | None, standing: NDArray[np.uint8], text: str) -> None:
        """The points of one plot, or why there are none."""
        self.plots[row, column].show_cloud(cloud, standing, text)

    def show_standing(self, standing: NDArray[np.uint8]) -> None:
        """Fade or hide utterances in all plots; standing: (items,)."""
        for plot in self.plots.values():
            plot.show_standing(standing)

    def show_names(self, name_of: Callable[[int], str]) -> None:
        """What stands beside an item under the mouse."""
        for plot in self.plots.values():
            plot.show_names(name_of)

    def show_item(self, role: str, item: int) -> None:
        """Ring an item in all plots: role `marked` or `hovered`."""
        for plot in self.plots.values():
            plot.show_item(role, item)

    def set_is_lasso(self, is_lasso: bool) -> None:
        """Whether a drag draws a lasso."""
        for plot in self.plots.values():
            plot.set_is_lasso(is_lasso)

    def fit(self) -> None:
        """Show all points of all plots again."""
        for plot in self.plots.values():
            plot.fit()

    def show_alone(self, place: Place | None) -> None:
        """Give one plot the room of all; None: all nine again."""
        self._alone = place
        for row, title in enumerate(self._titles):
            title.setVisible(place is None or place[0] == row)
            self._grid.setRowStretch(row + 1, 1 if place is None or place[0] == row else 0)
        for column, box in enumerate(self.layers):
            box.setVisible(place is None or place[1] == column)
            self._grid.setColumnStretch(column + 1, 1 if place is None or place[1] == column else 0)
        for where, plot in self.plots.items():
            plot.setVisible(place is None or place == where)

    def figure(self, place: Place | None) -> Figure:
        """One plot as it is seen, or all nine, ready to be drawn on another thread."""
        wanted = [place] if place is not None else list(self.plots)
        rows, columns = (sorted({one[side] for one in wanted}) for side in (0, 1))
        scenes = {}
        for row, column in wanted:
            scene = self.plots[row, column].scene
            if scene is not None:
                scenes[rows.index(row), columns.index(column)] = replace(scene)
        titles = tuple(self.layers[column].currentText() for column in columns)
        return Figure(scenes, tuple(LABELINGS[row].capitalize() for row in rows), titles, QFont(self.font()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name.
        """Escape: all nine again."""
        if event.key() == Qt.Key.Key_Escape and self._alone is not None:
            self.show_alone(None)
        else:
            super().keyPressEvent(event)

    def _make_column(self, theme: Theme, column: int) -> None:
        box = QComboBox()
        box.setToolTip("Which layer this column shows")
        box.setAccessibleName(f"Layer of column {column + 1}")
        box.activated.connect(lambda _index: self.layer_chosen.emit(column, str(box.currentData())))
        self.layers.append(box)
        self._grid.addWidget(box, 0, column + 1)
        self._grid.setColumnStretch(column + 1, 1)
        for row in range(len(LABELINGS)):
            plot = self.plots[row, column] = ScatterPlot(theme)
            plot.hovered.connect(self._hover)
            plot.clicked.connect(self.clicked)
            plot.lassoed.connect(self.lassoed)
            plot.enlarge_clicked.connect(partial(self._turn, (row, column)))
            self._grid.addWidget(plot, row + 1, column + 1)

    def _hover(self, item: int) -> None:
        self.show_item("hovered", item)
        self.hovered.emit(item)

    def _turn(self, place: Place) -> None:
        self.show_alone(None if self._alone == place else place)


class RowTitle(QWidget):
    """The name of a row, written upwards."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setFixedWidth(ROW_TITLE_PX)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Write it."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.muted))
        painter.translate(0, self.height())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, self.height(), self.width()), Qt.AlignmentFlag.AlignCenter, self._text)
