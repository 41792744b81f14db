# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the partition: who trains, who validates, who tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ser_workbench.corpus.partition import SIDES, Partition, PartitionSettings, hash_corpus, partition_corpus
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import SettingsError, WorkbenchError
from ser_workbench.jobs import Job
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress, Steps

PREFIX = "partition."


@dataclass(frozen=True, slots=True)
class SideRow:
    """One line of the table of the partition: a side, its speakers, and what they say."""

    side: str
    speakers: tuple[str, ...]
    utterances: int
    seconds: float
    emotions: Mapping[str, int]


class DivisionView(Protocol):
    """What the presenter needs of the panel."""

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        """The form; `speakers` are those that can be held out."""

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field; None when it is mended."""

    def show_dividing(self, progress: Progress | None) -> None:
        """How far the hashing of files is; None when it is over."""

    def show_partition(self, rows: Sequence[SideRow], emotions: Sequence[str], note: str) -> None:
        """The sides, and a sentence about them."""

    def show_no_partition(self, sentence: str) -> None:
        """It cannot be divided so; the sentence says why and what to do."""


class DivisionPresenter:
    """Divides the corpus by speaker whenever the corpus or the settings change; the newest division wins."""

    def __init__(self, session: Session, view: DivisionView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._asked: tuple[Corpus, PartitionSettings] | None = None
        self._job: Job[Partition] | None = None

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.CORPUS, self._follow)
        self._session.listen(Topic.SETTINGS, self._follow)
        self._follow()

    def change(self, changes: Mapping[str, Any]) -> None:
        """Change settings of the partition by dotted name, `partition.seed`."""
        key = next(iter(changes))
        try:
            self._session.change_settings(changes)
        except SettingsError as error:
            self._view.show_partition_setting_error(key, str(error))
            return
        self._view.show_partition_setting_error(key, None)

    def save(self, file: Path) -> None:
        """Write the partition as CSV."""
        partition = self._session.partition
        if partition is None:
            return
        try:
            partition.save_csv(file)
        except WorkbenchError as error:
            self._session.complain(str(error))
        except OSError as error:
            self._session.complain(f"{file} cannot be written ({error.strerror}); choose another place.")
        else:
            self._session.say(f"The partition is saved as {file.name}.")

    def _follow(self) -> None:
        corpus = self._session.corpus
        if corpus is None:
            self._forget()
            return
        settings = self._session.settings.partition
        if self._asked is not None and self._asked[0] is corpus and self._asked[1] == settings:
            return
        if self._asked is None or self._asked[1] != settings or self._asked[0].speakers != corpus.speakers:
            self._view.show_partition_settings(settings, corpus.speakers)
        self._forget()
        self._asked = asked = (corpus, settings)
        self._job = self._jobs.start(
            f"Divide {corpus.name}",
            divide(corpus, settings),
            watch(
                on_event=lambda event: self._follow_job(asked, event),
                on_result=lambda partition: self._take(asked, partition),
                on_error=lambda sentence: self._refuse(asked, sentence),
            ),
        )

    def _forget(self) -> None:
        self._asked = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _follow_job(self, asked: tuple[Corpus, PartitionSettings], event: Event) -> None:
        if asked is self._asked and isinstance(event, Progress):
            self._view.show_dividing(event)

    def _take(self, asked: tuple[Corpus, PartitionSettings], partition: Partition) -> None:
        if asked is not self._asked:
            return
        self._job = None
        self._view.show_dividing(None)
        emotions = asked[0].emotions
        self._view.show_partition(side_rows(partition, emotions), emotions, note_of(partition))
        self._session.take_partition(partition)

    def _refuse(self, asked: tuple[Corpus, PartitionSettings], sentence: str) -> None:
        if asked is not self._asked:
            return
        self._job = None
        self._view.show_dividing(None)
        self._view.show_no_partition(sentence)
        self._session.take_partition(None)


def divide(corpus: Corpus, settings: PartitionSettings) -> Steps[Partition]:
    """Hash every file, divide the speakers, and refuse what leaks.

    Raises PartitionError when it cannot be divided so, LeakError when a content stands on two sides.
    """
    hashes = yield from hash_corpus(corpus)
    return partition_corpus(corpus, settings, hashes)


def side_rows(partition: Partition, emotions: Sequence[str]) -> list[SideRow]:
    """One line a side that has utterances."""
    lines = []
    for side in SIDES:
        rows = partition.side(side)
        counts = dict.fromkeys(emotions, 0)
        for row in rows:
            counts[row.emotion] += 1
        seconds = sum(row.seconds for row in rows)
        lines.append(SideRow(side, tuple(sorted({row.speaker for row in rows})), len(rows), seconds, counts))
    return lines


def note_of(partition: Partition) -> str:
    """What was made sure of, in one sentence."""
    speakers = len({row.speaker for row in partition.rows})
    contents = len({row.content_hash for row in partition.rows})
    return f"{speakers} speakers, {contents:,} files: none on two sides."
