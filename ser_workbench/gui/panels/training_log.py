# SPDX-License-Identifier: MIT
"""The log of a run: time and sentence, warnings in their colour; scrolls along unless somebody reads further up."""

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.training_log import LogLine

MOST_LINES = 2000


class LogView(QPlainTextEdit):
    """Lines to read and to copy."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[LogLine] = []
        self.setReadOnly(True)
        self.setMaximumBlockCount(MOST_LINES)
        self.setPlaceholderText("What happens while a network is trained is written here.")
        self.setToolTip("The log of the run; it is kept in the run's folder too")
        self.setAccessibleName("Log of the training")
        theme.changed.connect(self._write_again)

    def clear_lines(self) -> None:
        """Begin anew."""
        self._lines.clear()
        self.clear()

    def add_lines(self, lines: Sequence[LogLine]) -> None:
        """Append, and stay at the end if the end was in view."""
        self._lines = (self._lines + list(lines))[-MOST_LINES:]
        bar = self.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum() - 4
        self.appendHtml("<br>".join(self._html(line) for line in lines))
        if is_at_end:
            bar.setValue(bar.maximum())

    def _html(self, line: LogLine) -> str:
        colours = self._theme.colours
        colour = colours.warn if line.is_warning else colours.text
        time = f'<span style="color:{colours.muted}">{line.time_text}</span>'
        return f'{time}&nbsp; <span style="color:{colour}">{escape(line.text)}</span>'

    def _write_again(self) -> None:
        lines = tuple(self._lines)
        self.clear_lines()
        if lines:
            self.add_lines(lines)
