# SPDX-License-Identifier: MIT
"""The listening job: a network is made ready, a source opened, and what is heard told, drawn and recorded. No Qt."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.source import Source
from ser_workbench.live.events import BlockHeard
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.until_stopped import UntilStopped
from ser_workbench.presenters.live_looked import Sketcher
from ser_workbench.presenters.live_recording import Tape, Wishes
from ser_workbench.presenters.live_view import DEFAULT_DEVICE, MEAN_OF_CHANNELS
from ser_workbench.progress import Event, Note, Progress, Steps
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """Who shall listen, to what, and how."""

    workspace: Workspace
    run: str
    state: str
    title: str
    """The run and its state in words."""
    hear: LiveSettings
    device: str = DEFAULT_DEVICE
    channel: int = MEAN_OF_CHANNELS
    file: Path | None = None
    """Listened to in place of the device."""


OpenSource = Callable[[Asked], Source]


@dataclass(frozen=True, slots=True)
class ListeningBegan(Event):
    """The network is ready and the source open."""

    emotions: tuple[str, ...]
    source: str


def listen_live(asked: Asked, open_source: OpenSource, wishes: Wishes) -> Steps[None]:
    """Listen until the source ends or the steps are closed; a recording is finished properly in any case.

    wishes: what the window wants, looked at after every event
    Raises RunError, AudioDeviceError or AudioError.
    """
    yield Progress("Making the network ready", 0, 0)
    from ser_workbench.live.listen import listen  # Imports torch: not while the window is made.
    from ser_workbench.studies.prepare_ear import prepare_ear

    ear = yield from prepare_ear(asked.workspace, asked.run, asked.state, asked.hear.window_s)
    yield Note(" ".join(ear.honesty.utterance.remarks(asked.hear.level)))
    yield Progress("Opening the microphone" if asked.file is None else f"Opening {asked.file.name}", 0, 0)
    with closing(open_source(asked)) as source, Tape(wishes, ear.emotions) as tape:
        yield Progress(asked.title, 0, 0)  # What the status line says from now on.
        yield ListeningBegan(ear.emotions, source.name)
        sketcher = Sketcher()
        with closing(listen(UntilStopped(source, wishes.stop), ear, asked.hear)) as heard:
            for event in heard:
                yield from tape.take(event)
                yield sketcher.look(event.block) if isinstance(event, BlockHeard) else event


def open_real_source(asked: Asked) -> Source:
    """The microphone or the file that is asked for.

    Raises AudioDeviceError without such a device, AudioError for a file that cannot be heard.
    """
    from ser_workbench.audio.file_source import FileSource
    from ser_workbench.audio.microphone import Microphone

    if asked.file is not None:
        return FileSource(asked.file, is_paced=True)
    channel = None if asked.channel == MEAN_OF_CHANNELS else asked.channel
    return Microphone(asked.device or None, channel)
