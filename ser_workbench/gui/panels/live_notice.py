# SPDX-License-Identifier: MIT
"""Short notices round the live picture: why no microphone can be heard, and that a recording is being written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import label
from ser_workbench.gui.panels.action_buttons import action_button
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.live_scene import RecordingNow
from ser_workbench.presenters.time_left import time_text


class LiveNotice(QFrame):
    """One sentence, and what helps: to look again, or to listen to a file."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wanted = False
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, TIGHT, TIGHT, TIGHT)
        row.setSpacing(TIGHT)
        self.sentence = label("", is_wrapped=True)
        row.addWidget(self.sentence, 1)
        for action in (actions.live_refresh, actions.live_file):
            row.addWidget(action_button(action, "plain"), 0, Qt.AlignmentFlag.AlignTop)
        self.show_refusal("")

    def show_refusal(self, sentence: str) -> None:
        """Why nothing can be listened to; empty: all is well."""
        self.sentence.setText(sentence)
        self._show()

    def set_is_wanted(self, is_wanted: bool) -> None:
        """Whether there is a picture that it belongs to."""
        self._is_wanted = is_wanted
        self._show()

    def _show(self) -> None:
        self.setVisible(self._is_wanted and bool(self.sentence.text()))


class RecordingSign(QLabel):
    """A red light and the seconds that are recorded."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "error")
        self.show_recording(None)

    def show_recording(self, recording: RecordingNow | None) -> None:
        """How much is recorded; None: nothing is."""
        words = f"● {time_text(recording.seconds)}" if recording is not None else ""
        if words != self.text() or not words:
            self.setText(words)
            self.setToolTip(f"Recording to {recording.file}" if recording is not None else "")
            self.setVisible(bool(words))
