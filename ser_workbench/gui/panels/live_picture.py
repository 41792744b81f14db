# SPDX-License-Identifier: MIT
"""The live picture: the sign and the bars, the sound of the last seconds, the last minute, and an utterance beside it.

Drawn thirty times a second while somebody looks; each part draws only what came since the last time.
"""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ser_workbench.gui.card import Card
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.live_minute import MinuteCard
from ser_workbench.gui.panels.live_signal import SignalCard
from ser_workbench.gui.panels.live_utterance import LiveUtteranceCard
from ser_workbench.gui.plots.probability_bars import EmotionBar, ProbabilityBars
from ser_workbench.gui.plots.scroll_clock import ScrollClock
from ser_workbench.gui.plots.verdict import Verdict, VerdictSign
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.live_scene import LiveScene, LiveUtterance, RecordingNow
from ser_workbench.presenters.live_shown import Said, said_of

FRAME_MS = 33
SIDE_PX = 286
SIGN_SHARE, BARS_SHARE = 9, 11
NOW_SHARE, SIGNAL_SHARE, MINUTE_SHARE = 17, 14, 10


class LivePicture(QWidget):
    """Reads a scene; whoever owns it changes it."""

    recorded = Signal(object)
    """A RecordingNow, or None: how much is recorded has changed."""

    def __init__(self, theme: Theme, keep: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = LiveScene()
        self.refusal = ""
        """Why nothing can be listened to."""
        self._clock = ScrollClock()
        self._drawn_at = time.monotonic()
        self._chosen: int | None = None
        self._views: tuple[object, object] = (None, None)
        self._recording: RecordingNow | None = None
        self.sign = VerdictSign(theme)
        self.bars = ProbabilityBars(theme)
        self.signal = SignalCard(theme, self.scene)
        self.minute = MinuteCard(theme, self.scene)
        self.utterance = LiveUtteranceCard(theme, keep)
        self._arrange()
        self.bars.painted.connect(lambda: self.scene.take_paint(time.monotonic()))
        self.minute.timeline.utterance_clicked.connect(self.choose_utterance)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.draw)

    def show_scene(self, scene: LiveScene) -> None:
        """Draw another scene from now on."""
        is_other_stream = scene.emotions != self.scene.emotions or scene.now_s < self.scene.now_s
        self.scene = scene
        scene.skip_paint()
        if is_other_stream:
            self._chosen = None
        self._clock.begin()
        self.signal.show_stream(scene)
        self.minute.show_stream(scene)
        self.draw()

    def choose_utterance(self, number: int) -> None:
        """Look at one of the last minute; the newest: follow what comes."""
        last = self.scene.last_utterance
        self._chosen = None if last is not None and last.number == number else number
        self.draw()

    def draw(self) -> None:
        """One frame."""
        scene, now = self.scene, time.monotonic()
        elapsed_s, self._drawn_at = min(0.5, now - self._drawn_at), now
        said = said_of(scene, self.refusal)
        self.sign.show_verdict(Verdict(said.caption, said.word, said.emotions, said.detail, said.is_trouble))
        self.sign.fade(elapsed_s)
        self.bars.setVisible(bool(scene.emotions))
        self.bars.show_bars(_bars(scene, said), is_faded=said.judgement is None)
        if (scene.running_view, scene.utterance) != self._views:  # Painted even where it says the same as before.
            self._views = (scene.running_view, scene.utterance)
            self.bars.update()
        self.bars.glide(elapsed_s)
        recording = (scene.goes_on or scene).recording  # What is being written never stands still.
        if recording != self._recording:
            self._recording = recording
            self.recorded.emit(recording)
        edge_s = self._clock.edge_s(scene.now_s, scene.now_heard_at, now)
        self.signal.draw(scene, edge_s, elapsed_s)
        shown = self._utterance()
        self.utterance.show_utterance(shown)
        self.minute.draw(scene, edge_s, shown.number if shown is not None else 0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks."""
        super().showEvent(event)
        self._drawn_at = time.monotonic()
        self.scene.skip_paint()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks: nothing is drawn."""
        super().hideEvent(event)
        self._timer.stop()

    def _utterance(self) -> LiveUtterance | None:
        chosen = self.scene.find(self._chosen) if self._chosen is not None else None
        return chosen if chosen is not None else self.scene.last_utterance

    def _arrange(self) -> None:
        now = Card()
        now.set_dense()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.sign, SIGN_SHARE)
        row.addWidget(self.bars, BARS_SHARE)
        now.body.addLayout(row)
        rows = QVBoxLayout()
        rows.setSpacing(GAP)
        rows.addWidget(now, NOW_SHARE)
        rows.addWidget(self.signal, SIGNAL_SHARE)
        rows.addWidget(self.minute, MINUTE_SHARE)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(GAP)
        columns.addLayout(rows, 1)
        self.utterance.set_dense()
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.utterance)
        columns.addWidget(ColumnArea(side, SIDE_PX))


def _bars(scene: LiveScene, said: Said) -> list[EmotionBar]:
    """Nobody speaks: all at nought."""
    if said.judgement is None:
        return [EmotionBar(emotion, 0.0, is_named=False) for emotion in scene.emotions]
    named = said.judgement.label_set
    return [EmotionBar(name, share, name in named) for name, share in said.judgement.probabilities.items()]
