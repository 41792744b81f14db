# SPDX-License-Identifier: MIT
"""What was said when in a recording, and its files: a CSV table, and a TextGrid that Praat opens beside the sound."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from praatio.textgrid import IntervalTier, Textgrid

from ser_workbench.live.events import UtteranceEnded
from ser_workbench.live.judgement import Judgement
from ser_workbench.runs.evaluation import FilePrediction
from ser_workbench.runs.whole_file import write_table, written_beside

COLUMNS = ("file", "start_s", "end_s", "emotion", "unsure", "label_set", "doubts")
"""Of a table of segments; after them a column for the probability of each emotion."""
BETWEEN_LABELS = " | "
SHORTEST_S = 0.001
"""A TextGrid of a few samples would not be opened again: its times would be written with an exponent."""


@dataclass(frozen=True, slots=True)
class Segment:
    """An utterance within a recording, and what is said of it."""

    start_s: float
    end_s: float
    judgement: Judgement
    doubts: tuple[str, ...]

    @classmethod
    def of(cls, ended: UtteranceEnded) -> "Segment":
        """What stays of an utterance that was listened to."""
        return cls(ended.start_s, ended.end_s, ended.judgement, ended.doubts)

    def to_json(self) -> dict[str, Any]:
        """As the verbs print it."""
        times = {"start_s": round(self.start_s, 3), "end_s": round(self.end_s, 3)}
        return {**times, **self.judgement.to_json(), "doubts": list(self.doubts)}


@dataclass(frozen=True, slots=True)
class FileSegments:
    """The utterances of one recording."""

    file: str
    seconds: float
    segments: tuple[Segment, ...]

    @property
    def probabilities(self) -> Mapping[str, float]:
        """Of the whole recording: the mean over its segments, each weighed by its length; empty without speech."""
        if not self.segments:
            return {}
        spoken_s = sum(segment.end_s - segment.start_s for segment in self.segments)
        return {
            emotion: sum((s.end_s - s.start_s) * s.judgement.probabilities[emotion] for s in self.segments) / spoken_s
            for emotion in self.segments[0].judgement.probabilities
        }

    @property
    def emotion(self) -> str | None:
        """The likeliest of the whole recording; None where nobody speaks."""
        probabilities = self.probabilities
        return max(probabilities, key=lambda name: probabilities[name], default=None)

    def to_json(self) -> dict[str, Any]:
        """What `predict` prints of a long file."""
        return {
            "file": self.file,
            "emotion": self.emotion,
            "probabilities": dict(self.probabilities),
            "segments": [segment.to_json() for segment in self.segments],
        }


def write_segment_table(
    file: Path, recordings: Sequence[FileSegments | FilePrediction], emotions: Sequence[str]
) -> None:
    """Write a CSV with a row a segment; a recording that was judged as a whole has one row, without times."""
    rows = [row for recording in recordings for row in _rows(recording, emotions)]
    write_table(file, (*COLUMNS, *emotions), rows)


def write_textgrid(file: Path, recording: FileSegments) -> None:
    """Write a TextGrid with the tiers `emotion`, `label set` (more than one emotion: unsure) and `doubts`."""
    end_s = max([SHORTEST_S, recording.seconds, *(segment.end_s for segment in recording.segments)])
    texts = {
        "emotion": [segment.judgement.emotion for segment in recording.segments],
        "label set": [BETWEEN_LABELS.join(segment.judgement.label_set) for segment in recording.segments],
        "doubts": [" ".join(segment.doubts) for segment in recording.segments],
    }
    grid = Textgrid()
    for name, labels in texts.items():
        spans = zip(recording.segments, labels, strict=True)
        grid.addTier(IntervalTier(name, [(s.start_s, s.end_s, text) for s, text in spans if text], 0, end_s))
    with written_beside(file) as beside:
        grid.save(str(beside), format="long_textgrid", includeBlankSpaces=True)


def _rows(recording: FileSegments | FilePrediction, emotions: Sequence[str]) -> Iterator[list[object]]:
    if isinstance(recording, FilePrediction):
        yield [recording.file, None, None, recording.emotion, None, None, None] + [
            recording.probabilities[emotion] for emotion in emotions
        ]
        return
    for segment in recording.segments:
        judgement = segment.judgement
        said = [judgement.emotion, "yes" if judgement.is_unsure else "no", BETWEEN_LABELS.join(judgement.label_set)]
        shares = [judgement.probabilities[emotion] for emotion in emotions]
        times = [round(segment.start_s, 3), round(segment.end_s, 3)]
        yield [recording.file, *times, *said, " ".join(segment.doubts), *shares]
