# SPDX-License-Identifier: MIT
"""Recording while listening: the window says what it wants, the listening job's tape does it at the next event."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ser_workbench.errors import WorkbenchError
from ser_workbench.jobs import as_workbench_error
from ser_workbench.live.events import BlockHeard
from ser_workbench.live.recorder import part_of
from ser_workbench.progress import Event

if TYPE_CHECKING:
    from ser_workbench.studies.recording import Recording


@dataclass(frozen=True, slots=True)
class RecordingGoesOn(Event):
    """So much is recorded."""

    file: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class RecordingEnded(Event):
    """Nothing is recorded any more."""

    file: Path
    seconds: float
    failure: str = ""
    """Why it ended, where nobody wanted it to."""


def name_recording(folder: Path, at: datetime) -> Path:
    """A file that is not there yet, named by the time."""
    stem = at.strftime("%Y-%m-%d %H-%M-%S")
    names = (folder / f"{stem}{suffix}.wav" for suffix in chain([""], (f" ({number})" for number in count(2))))
    return next(file for file in names if not file.exists() and not part_of(file).exists())


class Wishes:
    """What the window wants of the listening job: written by the window's thread, read by the job's."""

    def __init__(self) -> None:
        self.file: Path | None = None
        """What shall be recorded to; None: nothing."""
        self.stop = threading.Event()
        """Set: listening shall end; the utterance under way is still told."""


class Tape:
    """Records what is wished. What goes wrong with the disk ends the recording, and not the listening."""

    def __init__(self, wishes: Wishes, emotions: Sequence[str]) -> None:
        self._wishes = wishes
        self._emotions = tuple(emotions)
        self._recording: Recording | None = None
        self._file: Path | None = None
        """What was recorded to last: the window may not have heard yet that it broke off."""

    def take(self, event: Event) -> Iterator[Event]:
        """Record the event, begin or end as is wished."""
        wanted = self._wishes.file
        try:
            if self._recording is not None and (wanted != self._file or self._recording.is_full):
                yield self._end()
            if wanted is not None and wanted != self._file:
                self._begin(wanted)
            if self._recording is not None and self._file is not None:
                self._recording.take(event)
                if isinstance(event, BlockHeard):
                    yield RecordingGoesOn(self._file, self._recording.seconds)
        except (OSError, WorkbenchError) as error:
            yield self._break_off(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._recording is not None:
            recording, self._recording = self._recording, None
            recording.finish()

    def _begin(self, file: Path) -> None:
        from ser_workbench.studies.recording import Recording  # Imports torch: not while the window is made.

        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self._recording = Recording(file, self._emotions)

    def _end(self) -> RecordingEnded:
        assert self._recording is not None
        recording, self._recording = self._recording, None
        recorded = recording.finish()
        return RecordingEnded(recorded.sound, recorded.seconds)

    def _break_off(self, error: OSError | WorkbenchError) -> RecordingEnded:
        assert self._file is not None
        recording, self._recording = self._recording, None
        if recording is not None:
            with suppress(OSError):  # What is on the disk already stays there.
                recording.finish()
        seconds = recording.seconds if recording is not None else 0.0
        plain = error if isinstance(error, WorkbenchError) else as_workbench_error(error)
        failure = f"{plain or f'{self._file} cannot be written ({error}); record to another folder.'}"
        return RecordingEnded(self._file, seconds, failure)
