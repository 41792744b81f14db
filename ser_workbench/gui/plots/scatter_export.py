# SPDX-License-Identifier: MIT
"""Figures for papers: one plot or all nine, as they are seen but on white, into SVG, PDF or PNG.

The steps run on a job's thread: they draw copies of the scenes, and touch no widget.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ser_workbench.errors import WorkspaceError
from ser_workbench.gui.colours import LIGHT
from ser_workbench.gui.plots.scatter_paint import PaintStyle, paint_scene
from ser_workbench.gui.plots.scatter_scene import Scene
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.whole_file import written_beside

Place = tuple[int, int]
LETTERS_PX = 13.0
SINGLE = (560.0, 460.0)
CELL = (340.0, 290.0)
MARGIN, BETWEEN = 14.0, 16.0
PNG_SCALE = 3
SVG_DPI, PDF_DPI = 96, 1200
POINTS_AN_INCH = 72
FOOT = "Filled: trained on; hollow: held out."


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What is drawn: scenes by place, the headings of rows and columns, letters."""

    scenes: Mapping[Place, Scene]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    font: QFont

    @property
    def is_single(self) -> bool:
        """Whether it is one plot by itself."""
        return len(self.rows) == len(self.columns) == 1

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        wide, high = SINGLE if self.is_single else CELL
        across, down = len(self.columns), len(self.rows)
        heading = 2 * LETTERS_PX + BETWEEN / 2
        width = 2 * MARGIN + (0 if self.is_single else heading) + across * wide + (across - 1) * BETWEEN
        return width, 2 * MARGIN + 2 * heading + down * high + (down - 1) * BETWEEN


def write_figure(figure: Figure, file: Path) -> Steps[None]:
    """Write the file whole or not at all; what it becomes follows from its ending, `.svg`, `.pdf` or `.png`.

    Raises WorkspaceError where it cannot be written.
    """
    yield Progress(f"Drawing {file.name}", 0, 1)
    try:
        with written_beside(file) as beside, _painter(beside, file.suffix.lower(), figure.size) as painter:
            paint_figure(painter, figure)
    except OSError as error:
        reason = error.strerror or "it is not there"
        raise WorkspaceError(f"{file} could not be written ({reason}); choose a folder where you may write.") from None


def paint_figure(painter: QPainter, figure: Figure) -> None:
    """Headings, plots, and what the markers mean."""
    style = PaintStyle(LIGHT, figure.font, LETTERS_PX)
    width, height = figure.size
    painter.fillRect(QRectF(0, 0, width, height), QColor(LIGHT.plot_background))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide, high = SINGLE if figure.is_single else CELL
    heading = 2 * LETTERS_PX + BETWEEN / 2
    left = MARGIN + (0 if figure.is_single else heading)
    for column, title in enumerate(figure.columns):
        words = f"{figure.rows[0]} · {title}" if figure.is_single else title
        _write(painter, QRectF(left + column * (wide + BETWEEN), MARGIN, wide, heading), words, style, is_bold=True)
    for row, title in enumerate(figure.rows):
        top = MARGIN + heading + row * (high + BETWEEN)
        if not figure.is_single:
            _write_upwards(painter, QRectF(MARGIN, top, heading, high), title, style)
        for column in range(len(figure.columns)):
            scene = figure.scenes.get((row, column))
            if scene is not None:
                box = QRectF(left + column * (wide + BETWEEN), top, wide, high)
                paint_scene(painter, box, scene, style, is_printed=True)
    _write(painter, QRectF(left, height - MARGIN - heading, width - left, heading), FOOT, style)


@contextmanager
def _painter(file: Path, suffix: str, size: tuple[float, float]) -> Iterator[QPainter]:
    """A painter in units of the figure that writes the file when it ends. Raises OSError."""
    width, height = size
    if suffix == ".svg":
        svg = QSvgGenerator()
        svg.setFileName(str(file))
        svg.setResolution(SVG_DPI)
        svg.setSize(QSize(round(width), round(height)))
        svg.setViewBox(QRectF(0, 0, width, height))
        svg.setTitle("Projections, SER Workbench")
        painter = QPainter(svg)
    elif suffix == ".pdf":
        pdf = QPdfWriter(str(file))
        pdf.setResolution(PDF_DPI)
        page = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
        pdf.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        pdf.setTitle("Projections, SER Workbench")
        painter = QPainter(pdf)
        painter.scale(PDF_DPI / POINTS_AN_INCH, PDF_DPI / POINTS_AN_INCH)
    else:
        image = QImage(round(width * PNG_SCALE), round(height * PNG_SCALE), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(PNG_SCALE, PNG_SCALE)
    if not painter.isActive():
        raise OSError(None, "no such place")
    try:
        yield painter
    finally:
        painter.end()
    if suffix not in (".svg", ".pdf") and not QImageWriter(str(file), QByteArray(b"png")).write(image):
        raise OSError(None, "no such place")


def _write(painter: QPainter, box: QRectF, text: str, style: PaintStyle, *, is_bold: bool = False) -> None:
    painter.setFont(style.letters(1.1 if is_bold else 0.92, is_bold=is_bold))
    painter.setPen(QColor(style.colours.text if is_bold else style.colours.muted))
    side = Qt.AlignmentFlag.AlignHCenter if is_bold else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)


def _write_upwards(painter: QPainter, box: QRectF, text: str, style: PaintStyle) -> None:
    painter.save()
    painter.translate(box.left(), box.bottom())
    painter.rotate(-90)
    _write(painter, QRectF(0, 0, box.height(), box.width()), text, style, is_bold=True)
    painter.restore()
