# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the partition: who trains, who validates, who tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ser_workbench.corpus.division import SIDES, TRAIN, split_names
from ser_workbench.corpus.partition import PartitionSettings
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import SettingsError, WorkbenchError
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_sides import (
    PREFIX,
    Divided,
    SpeakerSide,
    divide,
    name_sides,
    named_sides,
    speaker_sides,
)
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress


class DivisionView(Protocol):
    """What the presenter needs of the panel."""

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        """The form; `speakers` are those that can be held out."""

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field; None when it is mended."""

    def show_dividing(self, progress: Progress | None) -> None:
        """How far the hashing of files is; None when it is over."""

    def show_partition(self, divided: Divided) -> None:
        """The sides, and what is to be said about them."""

    def show_no_partition(self, sentence: str) -> None:
        """It cannot be divided so; the sentence says why and what to do."""

    def show_speaker_sides(self, rows: Sequence[SpeakerSide]) -> None:
        """On which side each speaker stands; an empty side where nobody knows."""


class DivisionPresenter:
    """Divides the corpus by speaker whenever the corpus or the settings change; the newest division wins."""

    def __init__(self, session: Session, view: DivisionView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._asked: tuple[Corpus, PartitionSettings] | None = None
        self._job: Job[Divided] | None = None
        self._side_of: dict[str, str] = {}
        """Of the last division that could be made."""

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.CORPUS, self._follow)
        self._session.listen(Topic.SETTINGS, self._follow)
        self._follow()

    def change(self, changes: Mapping[str, Any]) -> None:
        """Change settings of the partition by dotted name, `partition.seed`.

        Naming speakers begins with the sides on which they stand.
        """
        key = next(iter(changes))
        settings = self._session.settings.partition
        has_names = split_names(settings.validation_speakers) and split_names(settings.test_speakers)
        if dict(changes) == {f"{PREFIX}scheme": "named"} and not has_names:
            changes = {**changes, **name_sides(self._sides())}
        try:
            self._session.change_settings(changes)
        except SettingsError as error:
            self._view.show_partition_setting_error(key, str(error))
            return
        self._view.show_partition_setting_error(key, None)

    def change_side(self, speaker: str, side: str) -> None:
        """Put a speaker on a side, by hand from now on."""
        self.change(name_sides({**self._sides(), speaker: side}))

    def open_list(self, file: Path) -> None:
        """Divide by a list that the user brings."""
        self.change({f"{PREFIX}scheme": "file", f"{PREFIX}file": str(file)})

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
        self._view.show_speaker_sides(speaker_sides(corpus, self._sides()))
        self._job = self._jobs.start(
            f"Divide {corpus.name}",
            divide(corpus, settings),
            watch(
                on_event=lambda event: self._follow_job(asked, event),
                on_result=lambda divided: self._take(asked, divided),
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

    def _take(self, asked: tuple[Corpus, PartitionSettings], divided: Divided) -> None:
        if asked is not self._asked:
            return
        self._job = None
        self._view.show_dividing(None)
        self._side_of = dict(divided.side_of)
        self._view.show_partition(divided)
        self._view.show_speaker_sides(speaker_sides(asked[0], divided.side_of))
        self._session.take_partition(divided.partition)

    def _refuse(self, asked: tuple[Corpus, PartitionSettings], sentence: str) -> None:
        if asked is not self._asked:
            return
        self._job = None
        self._view.show_dividing(None)
        self._view.show_no_partition(sentence)
        self._session.take_partition(None)

    def _sides(self) -> dict[str, str]:
        """Speaker -> side: as they are named, or as the last division left them."""
        corpus, settings = self._session.corpus, self._session.settings.partition
        if corpus is None:
            return {}
        if settings.scheme == "named":
            return named_sides(corpus.speakers, settings)
        known = {speaker: self._side_of.get(speaker, TRAIN) for speaker in corpus.speakers}
        return {speaker: side if side in SIDES else TRAIN for speaker, side in known.items()}
