# SPDX-License-Identifier: MIT
"""The status bar: the last message at the left; at the right the oldest job, how far it is, and a way to stop it."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.theme import PAD, Theme
from ser_workbench.jobs import Job
from ser_workbench.presenters.time_left import StageClock
from ser_workbench.progress import Event
from ser_workbench.runs.telling import progress_of

MESSAGE_MS = 6000
QUIET_MS = 300
"""Work that ends sooner is not shown: it would only flicker."""


class StatusLine(QStatusBar):
    """What goes on, in one line."""

    cancel_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._jobs: list[Job[Any]] = []
        self._clock = StageClock()
        self.setSizeGripEnabled(False)
        self.message = ElidedLabel()
        self.job_label = QLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(160)
        self.progress.setTextVisible(False)
        self.cancel_button = QToolButton()
        self.cancel_button.setToolTip("Stop this work")
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.message.setContentsMargins(PAD, 0, 0, 0)
        self.addWidget(self.message, 1)
        for widget in (self.job_label, self.progress, self.cancel_button):
            self.addPermanentWidget(widget)
        self._forget = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._forget.timeout.connect(lambda: self.message.show_text(""))
        self._show_later = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._show_later.timeout.connect(self._show_job)
        self._set_job_visible(False)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.message.show_text(sentence)
        self._forget.start()

    def show_started(self, job: Job[Any]) -> None:
        """A job began; it is shown if it lasts."""
        self._jobs.append(job)
        if job is self._jobs[0]:
            self._clock.restart()
            self.progress.setRange(0, 0)
            self.job_label.setText(self._name())
            self._show_later.start()

    def show_events(self, job: Job[Any], events: list[Event]) -> None:
        """Show the newest progress of the job that is shown."""
        if not self._jobs or job is not self._jobs[0]:
            return
        steps = [step for step in map(progress_of, events) if step is not None]
        if not steps:
            return
        last = steps[-1]
        self.progress.setRange(0, 1000 if last.total else 0)
        self.progress.setValue(round(1000 * last.share))
        self.job_label.setText(f"{self._name()} · {self._clock.words_of(last)}")

    def show_ended(self, job: Job[Any], _last: Event) -> None:
        """A job ended; an older one may come back into view."""
        was_shown = job is self.shown_job()
        if job in self._jobs:
            self._jobs.remove(job)
        if not self._jobs:
            self._show_later.stop()
            self._set_job_visible(False)
        elif was_shown:
            self._clock.restart()
            self.job_label.setText(self._name())
            self.progress.setRange(0, 0)

    def shown_job(self) -> Job[Any] | None:
        """The oldest job: a training is of more interest than the glances that come and go beside it."""
        return self._jobs[0] if self._jobs else None

    def _name(self) -> str:
        others = len(self._jobs) - 1
        return self._jobs[0].name + (f" (+{others})" if others else "")

    def _show_job(self) -> None:
        self._set_job_visible(bool(self._jobs))

    def _set_job_visible(self, is_visible: bool) -> None:
        for widget in (self.job_label, self.progress, self.cancel_button):
            widget.setVisible(is_visible)

    def _wear_theme(self) -> None:
        self.cancel_button.setIcon(self._theme.icon("close"))
