# SPDX-License-Identifier: MIT
"""Parts of the Start panel: a step of the way, a workspace in the list."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ser_workbench.gui.card import label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import GAP, TIGHT, Theme


class _LaidOutButton(QPushButton):
    """A button that is as large as what is laid out in it."""

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name.
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def _see_through(widget: QLabel) -> QLabel:
    """A label that leaves the mouse to the button below it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget


class StepButton(_LaidOutButton):
    """Number or tick, title, and what is there so far."""

    def __init__(self, theme: Theme, number: int, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._state = (detail, False, False)
        self.setProperty("kind", "step")
        self.setAccessibleName(f"{number}. {title}")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.setSpacing(10)
        self._badge = _see_through(QLabel())
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setFixedSize(30, 30)
        row.addWidget(self._badge)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._detail = ElidedLabel(detail, "caption")
        _see_through(self._detail)
        words.addWidget(_see_through(label(title, "heading")))
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self._show()
        theme.changed.connect(self._show)

    def show_state(self, detail: str, is_done: bool, is_next: bool) -> None:
        """What is there, whether the step is done, and whether it comes next."""
        self._state = (detail, is_done, is_next)
        self._show()

    def _show(self) -> None:
        detail, is_done, is_next = self._state
        c = self._theme.colours
        self._detail.show_text(detail)
        if is_done:
            self._badge.setPixmap(self._theme.tinted("done", c.good).pixmap(20, 20))
        else:
            self._badge.setText(str(self._number))
        ground, ink = (c.accent, c.accent_text) if is_next else (c.raised, c.muted)
        self._badge.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: 15px; font-weight: 600;")


class RecentButton(_LaidOutButton):
    """Name, runs and folder of a workspace."""

    def __init__(self, theme: Theme, folder: Path, runs: int, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.setToolTip(f"Open {folder}")
        self.setAccessibleName(f"Open workspace {folder.name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(TIGHT + 2, TIGHT, TIGHT + 2, TIGHT)
        row.setSpacing(10)
        self._theme = theme
        self._sign = _see_through(QLabel())
        self._wear_theme()
        theme.changed.connect(self._wear_theme)
        row.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_see_through(label(folder.name)))
        words.addWidget(_see_through(ElidedLabel(_short(folder), "caption")))
        row.addLayout(words, 1)
        state = "open" if is_open else f"{runs} run{'s' if runs != 1 else ''}"
        row.addWidget(_see_through(label(state, "good" if is_open else "caption")))

    def _wear_theme(self) -> None:
        self._sign.setPixmap(self._theme.icon("workspace").pixmap(20, 20))


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.parent.relative_to(Path.home()).as_posix()}".rstrip("./")
    except ValueError:
        return str(folder.parent)
