# SPDX-License-Identifier: MIT
"""A stream that is heard becomes files: its sound as WAV, and beside it what was said of it as CSV and TextGrid."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from ser_workbench.live.events import BlockHeard, UtteranceEnded, UtteranceView
from ser_workbench.live.recorder import BESIDE, Recorder
from ser_workbench.progress import Event
from ser_workbench.studies.segment_files import FileSegments, Segment, write_segment_table, write_textgrid

CUT_OFF = "The recording ended before the utterance did."


class Recorded(NamedTuple):
    """The files of a recording."""

    sound: Path
    table: Path
    textgrid: Path
    seconds: float


class Recording:
    """Takes the events of `listen`; the table is whole after every utterance, the sound after every second.

    Raises BadInputError where `Recorder` does.
    """

    def __init__(self, file: Path, emotions: Sequence[str]) -> None:
        self._recorder = Recorder(file)
        self._emotions = tuple(emotions)
        self._segments: list[Segment] = []
        self._going_on: UtteranceView | None = None

    @property
    def seconds(self) -> float:
        """How much is recorded."""
        return self._recorder.seconds

    @property
    def is_full(self) -> bool:
        """Whether it can take no more."""
        return self._recorder.is_full

    def take(self, event: Event) -> None:
        """Something happened in the stream; raises OSError where the disk takes no more."""
        match event:
            case BlockHeard(block):
                self._recorder.add(block)
            case UtteranceView():
                self._going_on = event
            case UtteranceEnded():
                self._going_on = None
                self._keep(Segment.of(event))
                self._write_table()

    def finish(self) -> Recorded:
        """Write what is left; an utterance that goes on is kept as far as it was heard.

        Raises OSError where the disk takes no more.
        """
        if self._going_on is not None:
            view, self._going_on = self._going_on, None
            self._keep(Segment(view.start_s, view.end_s, view.judgement, (CUT_OFF,)))
        file = self._recorder.finish()
        table, textgrid = map(file.with_suffix, BESIDE)
        recorded = Recorded(file, table, textgrid, self.seconds)
        if self.seconds:
            self._write_table()
            write_textgrid(recorded.textgrid, self._heard())
        return recorded

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()

    def _keep(self, segment: Segment) -> None:
        """Take a segment over into the time of the file; what ended before the recording began is not in it."""
        start_s, end_s = (max(0.0, time_s - self._recorder.origin_s) for time_s in (segment.start_s, segment.end_s))
        end_s = min(end_s, self.seconds)
        if start_s < end_s:
            self._segments.append(Segment(start_s, end_s, segment.judgement, segment.doubts))

    def _heard(self) -> FileSegments:
        return FileSegments(self._recorder.file.name, self.seconds, tuple(self._segments))

    def _write_table(self) -> None:
        write_segment_table(self._recorder.file.with_suffix(".csv"), [self._heard()], self._emotions)
