# SPDX-License-Identifier: MIT
"""A level meter: how loud it is now, the loudest of the last moment, and a light for what was clipped."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ser_workbench.gui.theme import TIGHT, Theme

LOWEST_DB, HIGH_DB, TOP_DB = -60.0, -12.0, 0.0
"""The meter's foot; where loud begins; full scale."""
TICKS_DB = (-60, -48, -36, -24, -12, 0)
FALL_DB_S = 26.0
"""How fast the bar falls."""
LIGHT_PX, BAR_PX = 40, 12
LETTERS_PX = 11


class LevelMeter(QWidget):
    """A bar from −60 to 0 dB of full scale; it rises at once and falls slowly, as such meters do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.level_db = self.peak_db = LOWEST_DB
        self.is_clip_lit = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip("Level of the microphone; CLIP lights up where the sound was louder than can be recorded")
        self.setAccessibleName("Level")
        theme.changed.connect(self._fit)
        self._fit()

    def show_level(self, peak_db: float, held_db: float, elapsed_s: float, *, is_clipped: bool) -> None:
        """The largest magnitude of now and of the last moment, below full scale; elapsed_s: since the last call."""
        before = (self.level_db, self.peak_db, self.is_clip_lit)
        fallen_db = self.level_db - FALL_DB_S * elapsed_s
        self.level_db = min(TOP_DB, max(LOWEST_DB, peak_db, fallen_db))
        self.peak_db = min(TOP_DB, max(LOWEST_DB, held_db, self.level_db))
        self.is_clip_lit = is_clipped
        if before != (self.level_db, self.peak_db, self.is_clip_lit):
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        """A bar with its numbers beneath."""
        return QSize(200, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name.
        """Draw ground, bar, peak, numbers, light."""
        c = self.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = self._bar()
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(self._gradient(bar))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), self._x_of(self.level_db), bar.height()), 3, 3)
        if self.peak_db > LOWEST_DB:
            painter.setBrush(QColor(c.bad if self.peak_db > -1 else c.text))
            painter.drawRect(QRectF(bar.left() + self._x_of(self.peak_db) - 2, bar.top(), 2, bar.height()))
        self._paint_ticks(painter, bar)
        self._paint_light(painter, bar)

    def _paint_ticks(self, painter: QPainter, bar: QRectF) -> None:
        painter.setFont(self._font())
        painter.setPen(QColor(self.theme.colours.muted))
        height = painter.fontMetrics().height()
        for tick in TICKS_DB:
            words = tick_words(tick)
            wide = painter.fontMetrics().horizontalAdvance(words)
            x = min(max(0.0, self._x_of(tick) - wide / 2), bar.width() - wide)
            painter.drawText(QRectF(x, bar.bottom() + 1, wide + 1, height), Qt.AlignmentFlag.AlignLeft, words)

    def _paint_light(self, painter: QPainter, bar: QRectF) -> None:
        c = self.theme.colours
        light = QRectF(bar.right() + TIGHT, bar.top() - 2, self.width() - bar.right() - TIGHT, bar.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.bad if self.is_clip_lit else c.raised))
        painter.drawRoundedRect(light, 4, 4)
        painter.setPen(QColor(c.bad_surface if self.is_clip_lit else c.muted))
        painter.drawText(light, Qt.AlignmentFlag.AlignCenter, "CLIP")

    def _gradient(self, bar: QRectF) -> QLinearGradient:
        c = self.theme.colours
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for db, colour in ((LOWEST_DB, c.good), (HIGH_DB - 4, c.good), (HIGH_DB + 4, c.warn), (-1.0, c.bad)):
            gradient.setColorAt((db - LOWEST_DB) / (TOP_DB - LOWEST_DB), QColor(colour))
        return gradient

    def _bar(self) -> QRectF:
        return QRectF(0, 2, max(1, self.width() - self.theme.font_px(LIGHT_PX) - TIGHT), self.theme.font_px(BAR_PX))

    def _x_of(self, db: float) -> float:
        return self._bar().width() * (db - LOWEST_DB) / (TOP_DB - LOWEST_DB)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.font_px(LETTERS_PX))
        return font

    def _fit(self) -> None:
        self.setFixedHeight(4 + self.theme.font_px(BAR_PX + LETTERS_PX + 3))
        self.update()


def tick_words(tick_db: int) -> str:
    """A number beneath the bar; the last one, full scale, tells the unit of all."""
    return f"{tick_db}".replace("-", "−") + (" dB" if tick_db == TOP_DB else "")
