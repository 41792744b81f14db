# SPDX-License-Identifier: MIT
"""The figures of the paper as they stand in its report, one at a time, in the colours of the theme."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.theme import TIGHT, Theme
from ser_workbench.studies.drawing_looks import DARK, DARK_TONES, LIGHT, LIGHT_TONES

HALO = re.compile(r'(<text[^>]*?)( stroke="[^"]*" stroke-width="[^"]*") paint-order="stroke"([^>]*>[^<]*</text>)')
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
NONE_YET = "Figures are drawn with the report, once the last item has ended."


class FiguresPage(QWidget):
    """Which figure, and the figure as wide as there is room."""

    figure_opened = Signal(object)
    """The file of the figure that shall be seen by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Mapping[str, Path] = {}
        self.which = QComboBox()
        self.which.setToolTip("Which figure of the paper")
        self.which.setAccessibleName("Figure")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.open_button = QPushButton("Open figure")
        self.open_button.setToolTip("Open the figure by itself, as an SVG file")
        self.drawing = Drawing(theme)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # Else the width depends on it.
        self._area.setWidget(self.drawing)
        self.nothing = label(NONE_YET, "subtitle", is_wrapped=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.open_button)
        rows.addLayout(head)
        rows.addWidget(self._area, 1)
        rows.addWidget(self.nothing, 1)
        self.which.activated.connect(lambda _index: self._show_figure())
        self.open_button.clicked.connect(self._open)
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
        for widget in (self.which, self.open_button, self._area):
            widget.setVisible(bool(drawn))
        self.nothing.setVisible(not drawn)
        self._show_figure()

    def _open(self) -> None:
        self.figure_opened.emit(self._figures[self.which.currentData()])

    def _show_figure(self) -> None:
        file = self._figures.get(self.which.currentData())
        self.drawing.show_svg(file.read_text(encoding="utf-8") if file is not None else "")


class Drawing(QWidget):
    """An SVG as wide as there is room, in its proportions; rendered once for each size and theme, since it is large."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._svg = ""
        self._renderer = QSvgRenderer(self)
        self._rendered: QPixmap | None = None
        theme.changed.connect(self._wear_theme)

    def show_svg(self, svg: str) -> None:
        """Draw another one."""
        if svg != self._svg:
            self._svg = svg
            self._wear_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name.
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self._rendered = None
        self._take_height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  # Qt's name.
        """Show what was rendered last, or render it."""
        if not self._renderer.isValid():
            return
        if self._rendered is None:
            self._rendered = self._render()
        QPainter(self).drawPixmap(0, 0, self._rendered)

    def _render(self) -> QPixmap:
        ratio = self.devicePixelRatio()
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _take_height(self) -> None:
        wanted = self._renderer.defaultSize()
        if wanted.width() > 0:
            self.setFixedHeight(max(1, round(self.width() * wanted.height() / wanted.width())))

    def _wear_theme(self) -> None:
        # Qt heeds neither media queries nor the order of painting: dark colours take the place of the light ones, and
        # letters are written once more over their halo.
        svg = HALO.sub(r"\1\2\3\1\3", STYLE.sub("", self._svg))
        if self._theme.is_dark:
            for light, dark in zip((*LIGHT, *LIGHT_TONES), (*DARK, *DARK_TONES), strict=True):
                svg = svg.replace(light, dark)
        self._renderer.load(QByteArray(svg.encode()))
        self._rendered = None
        self._take_height()
        self.update()
