# SPDX-License-Identifier: MIT
"""The theme: light, dark or as the system has it; palette, style sheet, fonts, icons and spacing."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ser_workbench.gui.colours import DARK, LIGHT, Colours, class_of_emotion, class_of_gender
from ser_workbench.gui.icons import picture, tinted_icon
from ser_workbench.gui.stylesheet import style_sheet

PAD, GAP, TIGHT = 16, 12, 6
"""Pixels: margin of panels and cards; between cards; within rows."""
FONT_PX = 13
ZOOM_LOW, ZOOM_HIGH = 0.8, 1.6
MODES = ("system", "light", "dark")
_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Ubuntu", "Cantarell", "Noto Sans", "DejaVu Sans"]


class Theme(QObject):
    """Colours, fonts and icons of the whole window; `changed` after each of them changed."""

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._mode = "system"
        self._zoom = 1.0
        self._icons: dict[tuple[str, bool], QIcon] = {}
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> str:
        """`system`, `light` or `dark`."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self._mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    @property
    def colours(self) -> Colours:
        """The tokens in use."""
        return DARK if self.is_dark else LIGHT

    @property
    def zoom(self) -> float:
        """How much larger than usual the writing is."""
        return self._zoom

    def set_mode(self, mode: str) -> None:
        """Use `light`, `dark`, or what the system says; an unknown mode means the system's."""
        mode = mode if mode in MODES else "system"
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_zoom(self, zoom: float) -> None:
        """Write larger or smaller; held within sensible bounds."""
        zoom = round(min(ZOOM_HIGH, max(ZOOM_LOW, zoom)), 2)
        if zoom != self._zoom:
            self._zoom = zoom
            self._apply()

    def class_colour(self, index: int) -> str:
        """One of ten colours that the colour-blind can tell apart."""
        return self.colours.classes[index % len(self.colours.classes)]

    def emotion_colour(self, emotion: str) -> str:
        """The colour that an emotion has everywhere."""
        return self.class_colour(class_of_emotion(emotion))

    def gender_colour(self, gender: str) -> str:
        """The colour that a gender has everywhere."""
        return self.class_colour(class_of_gender(gender))

    def icon(self, name: str) -> QIcon:
        """An icon of `resources/icons` in the theme's colours; an empty one when there is no such drawing."""
        key = (name, self.is_dark)
        if key not in self._icons:
            c = self.colours
            self._icons[key] = tinted_icon(name, c.text, c.accent, c.border)
        return self._icons[key]

    def accent_icon(self, name: str) -> QIcon:
        """An icon that stands on the accent colour."""
        return tinted_icon(name, self.colours.accent_text, self.colours.accent_text, self.colours.muted)

    def tinted(self, name: str, colour: str) -> QIcon:
        """An icon in one colour."""
        return tinted_icon(name, colour, colour, self.colours.border)

    def picture(self, name: str, size: int) -> QPixmap:
        """A drawing of `resources/icons` in its own colours, sharp on this screen."""
        return picture(name, self.font_px(size), self._app.devicePixelRatio())

    def current_colour(self, colour: str) -> str:
        """The same class colour in the theme in use; other colours stay as they are."""
        for colours in (LIGHT, DARK):
            if colour in colours.classes:
                return self.colours.classes[colours.classes.index(colour)]
        return colour

    def font_px(self, size: float = FONT_PX) -> int:
        """A font size in pixels under the zoom."""
        return round(size * self._zoom)

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        font = QFont()
        font.setFamilies(_FAMILIES)
        font.setPixelSize(self.font_px())
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self._zoom))
        self.changed.emit()


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.raised),
        (role.Text, c.text),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.BrightText, c.bad),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.accent_text),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted),
        (role.Mid, c.border),
        (role.Accent, c.accent),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.muted))
    return palette
