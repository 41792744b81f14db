# SPDX-License-Identifier: MIT
"""The figures of the paper as they stand in its report, one at a time, in the colours of the theme."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.studies.drawing_looks import DARK, DARK_TONES, LIGHT, LIGHT_TONES

NONE_YET = "Figures are drawn with the report, once the last item has ended."


class FiguresPage(QWidget):
    """Which figure, and the figure as large as there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Mapping[str, Path] = {}
        self.which = QComboBox()
        self.which.setToolTip("Which figure of the paper")
        self.which.setAccessibleName("Figure")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.drawing = Drawing(theme)
        self.nothing = label(NONE_YET, "subtitle", is_wrapped=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.drawing, 1)
        rows.addWidget(self.nothing, 1)
        self.which.activated.connect(lambda _index: self._show_figure())
        self.show_figures({})

    def show_figures(self, figures: Mapping[str, Path]) -> None:
        """Offer those that have been drawn; the one that is shown stays."""
        drawn = {name: file for name, file in figures.items() if file.is_file()}
        before = self.which.currentData()
        if drawn != self._figures or not drawn:
            self._figures = drawn
            self.which.clear()
            for name in drawn:
                self.which.addItem(name.replace("figure", "Figure "), name)
            self.which.setCurrentIndex(max(0, self.which.findData(before)))
        for widget, is_seen in ((self.which, bool(drawn)), (self.drawing, bool(drawn)), (self.nothing, not drawn)):
            widget.setVisible(is_seen)
        self._show_figure()

    def _show_figure(self) -> None:
        file = self._figures.get(self.which.currentData())
        self.drawing.show_svg(file.read_text(encoding="utf-8") if file is not None else "")


class Drawing(QWidget):
    """An SVG that keeps its proportions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._svg = ""
        self._renderer = QSvgRenderer(self)
        theme.changed.connect(self._wear_theme)

    def show_svg(self, svg: str) -> None:
        """Draw another one."""
        if svg != self._svg:
            self._svg = svg
            self._wear_theme()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """As large as fits, in the middle."""
        wanted = self._renderer.defaultSize()
        if not self._renderer.isValid() or wanted.isEmpty():
            return
        fitting = wanted.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitting.width()) / 2, (self.height() - fitting.height()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(left, top, fitting.width(), fitting.height()))

    def _wear_theme(self) -> None:
        """Qt heeds no media query: the dark colours are put in place of the light ones."""
        svg = self._svg
        if self._theme.is_dark:
            for light, dark in zip((*LIGHT, *LIGHT_TONES), (*DARK, *DARK_TONES), strict=True):
                svg = svg.replace(light, dark)
        self._renderer.load(QByteArray(svg.encode()))
        self.update()
