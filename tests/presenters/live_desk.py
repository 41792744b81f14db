# SPDX-License-Identifier: MIT
"""A session that can listen, a source that gives what the test wants, and a view that keeps what it is shown."""

import queue
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.file_source import FileSource
from ser_workbench.audio.microphone import MicrophoneFacts
from ser_workbench.audio.playback import Player
from ser_workbench.audio.samples import Samples
from ser_workbench.audio.source import Heard
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.live import LivePresenter
from ser_workbench.presenters.live_scene import Listens
from ser_workbench.presenters.live_steps import Asked
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Steps
from ser_workbench.resources import demo_corpus_folder
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.live_events import block_of
from tests.presenters.training_desk import WatchedJobs

BLOCK = 480
MICROPHONES = (
    MicrophoneFacts("Inner", 0, "ALSA", 1, 44100.0, True),
    MicrophoneFacts("Headset", 1, "ALSA", 2, 48000.0, False),
)


def speech() -> Samples:
    """Somebody speaks, between silences."""
    silence = np.zeros(12800, np.float32)
    return np.concatenate([silence, read_audio(demo_corpus_folder() / "f02" / "f02_surprise_2.ogg"), silence])


class GivenSource:
    """Obeys `Source`: gives what was put into it, then nothing."""

    name = "Given"
    sample_rate_hz = 16000.0

    def __init__(self) -> None:
        self.first = 0
        self.is_closed = False
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()

    def put(self, *heard: Heard) -> None:
        for one in heard:
            self._heard.put(one)

    def speak(self, samples: Samples) -> None:
        """Blocks that follow those before."""
        for place in range(0, len(samples), BLOCK):
            self.put(block_of(samples[place : place + BLOCK], self.first + place, heard_at=1e9))
        self.first += len(samples)

    def read(self, timeout_s: float) -> Heard | None:
        if self.is_closed:
            return None
        try:
            return self._heard.get(timeout=min(timeout_s, 0.01))
        except queue.Empty:
            return None

    def close(self) -> None:
        self.is_closed = True


class FakeLiveView:
    """Keeps what it was shown last."""

    def __init__(self) -> None:
        self.asked = None
        self.playing = None
        self.scenes = 0

    def show_page(self, text, button):
        self.page, self.button = text, button

    def show_choices(self, choices):
        self.choices = choices

    def show_controls(self, controls):
        self.controls = controls

    def show_labels(self, labels):
        self.labels = tuple(labels)

    def show_scene(self, scene):
        self.scene = scene
        self.scenes += 1

    def show_playing(self, key):
        self.playing = key

    def show_owner(self, owner):
        self.owner = owner

    def ask_owner(self, question):
        self.asked = question


class LiveDesk:
    """Everything of one presenter."""

    def __init__(
        self, workspace: Workspace | None, find: "Callable[[], Steps[tuple[MicrophoneFacts, ...]]] | None" = None
    ):
        self.session = Session(ExperimentSettings())
        self.session.player = Player(SilentLoudspeaker())
        self.session.workspace = workspace
        self.view, self.jobs, self.source = FakeLiveView(), WatchedJobs(), GivenSource()
        self.opened: list[Asked] = []
        self.refusal: Exception | None = None
        self.opening = Opening(self.session, self.jobs)
        listening = Listening(self.session, self.jobs)
        self.presenter = LivePresenter(
            self.session, self.view, self.jobs, listening, self.opening, self.open_source, find or find_two
        )
        self.presenter.start()
        self.presenter.shown()
        self.jobs.finish()

    @property
    def scene(self):
        return self.presenter.conductor.scene

    def open_source(self, asked: Asked):
        self.opened.append(asked)
        if self.refusal is not None:
            raise self.refusal
        if asked.file is not None:
            return FileSource(asked.file, is_paced=False)
        self.source = GivenSource()
        return self.source

    def listen(self) -> None:
        """Begin, until sound is taken."""
        self.presenter.listen()
        self.jobs.until(lambda: self.scene.state is Listens.LISTENING)

    def hear(self, samples: Samples) -> None:
        """Speak, until all of it was heard."""
        self.source.speak(samples)
        end_s = self.source.first / 16000
        self.jobs.until(lambda: self.scene.now_s >= end_s - 0.001)

    def hear_an_utterance(self) -> int:
        """Somebody speaks and is silent again; the number of the utterance."""
        number = len(self.scene.utterances)
        self.source.speak(speech())
        self.jobs.until(lambda: len(self.scene.utterances) > number)
        return self.scene.utterances[-1].number

    def stop(self) -> None:
        self.presenter.stop()
        self.jobs.finish()


def find_two() -> Steps[tuple[MicrophoneFacts, ...]]:
    yield from ()
    return MICROPHONES


def recordings_of(workspace: Workspace) -> list[Path]:
    return sorted((workspace.folder / "recordings").glob("*"))
