# SPDX-License-Identifier: MIT
"""A confusion matrix whose cells can be listed and heard, wherever its answers come from: a run, a rival, a probe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Steps
from ser_workbench.runs.result import PredictionRow

Cell = tuple[int, int]
Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Confusion:
    """What was taken for what, and where the utterances of a cell are found and heard."""

    key: str
    """Of what was tested; another key is another test."""
    names: tuple[str, ...]
    """The classes, in the order of the counts."""
    counts: Counts
    """Rows the true classes, columns the answers."""
    read_cell: Callable[[str, str], Sequence[PredictionRow]]
    """The utterances of (truth, answer); called on a job's thread."""
    hear: Callable[[PredictionRow], tuple[Samples, int]]
    """The samples of an utterance and their rate; called on a job's thread, may raise WorkbenchError."""

    @classmethod
    def of_answers(
        cls, key: str, names: Sequence[str], rows: Sequence[PredictionRow], corpus_folder: Path | str
    ) -> Self:
        """Of answers that are all at hand, each to a recording of a corpus without noise over it.

        names: the classes; an answer's `emotion` is the truth and its `predicted` the answer, whatever is asked for
        """
        place = {name: number for number, name in enumerate(names)}
        counts = [[0] * len(names) for _ in names]
        for row in rows:
            counts[place[row.emotion]][place[row.predicted]] += 1

        def read_cell(truth: str, answer: str) -> list[PredictionRow]:
            return [row for row in rows if row.emotion == truth and row.predicted == answer]

        def hear(row: PredictionRow) -> tuple[Samples, int]:
            return read_audio(Path(corpus_folder) / row.utterance), SAMPLE_RATE_HZ

        return cls(key, tuple(names), tuple(map(tuple, counts)), read_cell, hear)


class CellsView(Protocol):
    """What is needed of the matrix and the list at its right."""

    def show_matrix(self, names: Sequence[str], counts: Counts) -> None:
        """Draw the matrix; nothing in it where there are no names."""
        ...

    def show_chosen_cell(self, true: int, predicted: int) -> None:
        """Outline a cell of the matrix, silently."""
        ...

    def show_cell(self, title: str, rows: Sequence[PredictionRow]) -> None:
        """The utterances of a cell."""
        ...

    def show_playing(self, row: PredictionRow | None) -> None:
        """Which utterance is heard now."""
        ...


class AudibleCells:
    """Lists the cell that was clicked, at first the worst mistake, and plays what is chosen in it."""

    def __init__(self, session: Session, view: CellsView, jobs: Jobs, listening: Listening) -> None:
        self.confusion: Confusion | None = None
        """What is shown."""
        self._session = session
        self._view = view
        self._jobs = jobs
        self._listening = listening
        self._asked: tuple[str, Cell] | None = None
        self._heard: tuple[str, PredictionRow | None] = ("", None)
        session.listen(Topic.PLAYBACK, self._show_playing)

    def show(self, confusion: Confusion | None) -> None:
        """Show the matrix of a test, and list its worst mistake."""
        self.confusion, self._asked = confusion, None
        self._view.show_matrix(confusion.names if confusion else (), confusion.counts if confusion else ())
        self._view.show_cell("", ())
        if confusion is not None and any(map(any, confusion.counts)):
            worst = worst_mistake(confusion.counts)
            self._view.show_chosen_cell(*worst)
            self.choose_cell(*worst)

    def choose_cell(self, true: int, predicted: int) -> None:
        """List the utterances of a cell."""
        confusion = self.confusion
        if confusion is None:
            return
        truth, answer = confusion.names[true], confusion.names[predicted]
        self._asked = asked = (confusion.key, (true, predicted))

        def show(rows: Sequence[PredictionRow]) -> None:
            if asked == self._asked:  # Another one may have been clicked since.
                self._view.show_cell(f"{truth} heard as {answer}", rows)

        receive = watch(on_result=show, on_error=self._session.complain)
        self._jobs.start("Reading the predictions", _read(confusion, truth, answer), receive)

    def play(self, row: PredictionRow) -> None:
        """Hear an utterance as it was tested; a second call stops it."""
        confusion = self.confusion
        if confusion is not None:
            key = f"prediction:{confusion.key}:{row.utterance}:{row.noise}:{row.snr_db}"
            self._heard = (key, row)
            self._listening.toggle(key, lambda: confusion.hear(row))

    def _show_playing(self) -> None:
        key, row = self._heard
        self._view.show_playing(row if self._listening.playing_key == key else None)


def worst_mistake(counts: Counts) -> Cell:
    """The cell (true, predicted) that holds most mistakes; where there are none, the fullest cell."""
    cells = [
        (true != predicted and count > 0, count, true, predicted)
        for true, row in enumerate(counts)
        for predicted, count in enumerate(row)
    ]
    _, _, true, predicted = max(cells, key=lambda cell: cell[:2])
    return true, predicted


def _read(confusion: Confusion, truth: str, answer: str) -> Steps[Sequence[PredictionRow]]:
    yield from ()
    return confusion.read_cell(truth, answer)
