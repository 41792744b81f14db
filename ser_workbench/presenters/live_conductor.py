# SPDX-License-Identifier: MIT
"""Owns the listening: begins, ends, begins anew with something else, records; keeps the picture of now. No view."""

from collections.abc import Callable
from pathlib import Path

from ser_workbench.jobs import Failed, Finished
from ser_workbench.presenters.conductor import Conductor, Phase
from ser_workbench.presenters.jobs_wanted import Jobs, sentence_of
from ser_workbench.presenters.live_recording import RecordingEnded, RecordingGoesOn, Wishes
from ser_workbench.presenters.live_scene import Listens, LiveScene, RecordingNow
from ser_workbench.presenters.live_steps import Asked, ListeningBegan, OpenSource, listen_live
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.time_left import time_text
from ser_workbench.progress import Event, Note, Progress

MS_A_SECOND = 1000
OVER = "The file is over."
NOBODY = "The file is over; nobody was heard to speak in it."


class LiveConductor(Conductor):
    """One listening at a time. Calls `on_change` when a button may make another sense, `on_scene` for a new picture."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        open_source: OpenSource,
        on_change: Callable[[], None],
        on_scene: Callable[[], None],
    ) -> None:
        super().__init__(session, jobs, on_change)
        self.scene = LiveScene()
        """Of the listening in hand, or of the last one."""
        self.asked: Asked | None = None
        """What is listened to now; None: nothing."""
        self._open_source = open_source
        self._on_scene = on_scene
        self._wishes = Wishes()
        self._next: Asked | None = None

    @property
    def is_listening(self) -> bool:
        """Whether sound is taken, or waited for."""
        return self.scene.state in (Listens.LISTENING, Listens.LOST)

    @property
    def is_recording(self) -> bool:
        """Whether a recording is wanted, or being written."""
        return self._wishes.file is not None

    def begin(self, asked: Asked) -> None:
        """Listen; what is listened to now ends first."""
        if self.is_running:
            self._next = asked
            self._end_now()
        else:
            self._begin(asked)

    def stop(self) -> None:
        """End here; a recording is finished."""
        self._next = None
        self._end_now()

    def record(self, file: Path) -> None:
        """Record from now on."""
        if self.is_listening and not self.is_recording:
            self._wishes.file = file
            self._on_change()

    def stop_recording(self) -> None:
        """Finish the recording, and go on listening."""
        if self.is_recording:
            self._wishes.file = None
            self._on_change()

    def _begin(self, asked: Asked) -> None:
        self.asked, self._wishes = asked, Wishes()
        self._show(LiveScene(title=asked.title, state=Listens.PREPARING))
        self._start("Listening", listen_live(asked, self._open_source, self._wishes))

    def _end_now(self) -> None:
        if self.is_listening and self.phase is Phase.RUNNING:
            self._wishes.stop.set()
            self.scene.state = Listens.STOPPING
            self._enter(Phase.STOPPING)
        else:
            super().stop()

    def _show(self, scene: LiveScene) -> None:
        self.scene = scene
        self._on_scene()

    def _take(self, event: Event) -> None:
        match event:
            case ListeningBegan():
                self._take_beginning(event)
            case Progress():
                self.scene.sentence = event.stage
            case Note():
                self._session.say(event.text)
            case RecordingGoesOn():
                self.scene.recording = RecordingNow(event.file, event.seconds)
            case RecordingEnded():
                self._take_recorded(event)
            case _:
                before = self.scene.state
                self.scene.take(event)
                if self.phase is Phase.STOPPING:
                    self.scene.state = Listens.STOPPING
                elif self.scene.state is not before:
                    self._on_change()

    def _take_beginning(self, began: ListeningBegan) -> None:
        assert self.asked is not None
        state = Listens.STOPPING if self.phase is Phase.STOPPING else Listens.LISTENING
        step_s = self.asked.hear.step_ms / MS_A_SECOND
        self._show(LiveScene(began.emotions, self.asked.title, began.source, step_s, state))
        self._on_change()

    def _take_recorded(self, ended: RecordingEnded) -> None:
        self.scene.recording = None
        if self._wishes.file == ended.file:  # It broke off by itself; another may be wanted by now.
            self._wishes.file = None
        if ended.failure:
            self._session.complain(ended.failure)
        else:
            self._tell_recorded(ended.file, ended.seconds)
        self._on_change()

    def _tell_recorded(self, file: Path, seconds: float) -> None:
        self._session.say(f"Recorded {time_text(seconds)} to {file}; what was said of it lies beside it.")

    def _end(self, event: Event) -> None:
        recording, self.scene.recording = self.scene.recording, None
        self._wishes.file = None
        if recording is not None and not isinstance(event, Failed):
            self._tell_recorded(recording.file, recording.seconds)
        self.asked = None
        self.scene.state, self.scene.sentence = Listens.IDLE, ""
        if isinstance(event, Failed):
            self.scene.sentence = sentence_of(event.error, is_bug=event.is_bug)
        elif self.phase is Phase.RUNNING and isinstance(event, Finished):
            self.scene.sentence = OVER if self.scene.utterances else NOBODY
            if recording is None:  # Where that was written is said already.
                self._session.say(self.scene.sentence)
        asked, self._next = self._next, None
        self._enter(Phase.IDLE)
        if asked is not None:
            self._begin(asked)
