# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about speakers: their genders, named by the user and kept in the workspace."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ser_workbench.corpus.genders import (
    FILE_NAME,
    Genders,
    ImportedGenders,
    apply_genders,
    export_genders,
    import_genders,
    key_of,
    load_genders,
    save_genders,
)
from ser_workbench.corpus.utterance import FEMALE, MALE, UNKNOWN_GENDER, Corpus
from ser_workbench.errors import BadInputError, WorkspaceError
from ser_workbench.features.gender import UTTERANCES, Suggestion, suggest_genders
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_rows import NO_SIDE
from ser_workbench.presenters.corpus_speaker_rows import SpeakerRow, speaker_rows
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress, Steps


class SpeakersView(Protocol):
    """What the presenter needs of the panel."""

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        """One line a speaker; the note says where genders are kept."""

    def show_suggesting(self, progress: Progress | None) -> None:
        """How far the listening to voices is; None when nobody listens."""

    def show_acceptable(self, count: int) -> None:
        """How many suggestions can be accepted."""


class SpeakersPresenter:
    """Puts the genders that the user named over those the corpus names; suggests others, which count for nothing."""

    def __init__(self, session: Session, view: SpeakersView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._as_read: Corpus | None = None
        self._with_genders: Corpus | None = None
        self._genders: Genders = {}
        self._suggestions: dict[str, Suggestion] = {}
        self._listening: Job[dict[str, Suggestion]] | None = None

    def start(self) -> None:
        """Show what the session holds, and follow it; start this one before whoever shows genders."""
        self._session.listen(Topic.WORKSPACE, self._follow_workspace)
        self._session.listen(Topic.CORPUS, self._follow_corpus)
        self._session.listen(Topic.PARTITION, self._show)
        self._follow_workspace()

    def change_gender(self, speaker: str, gender: str) -> None:
        """Name a speaker's gender, use it at once, and keep it."""
        self._name_genders({speaker: gender})

    def suggest(self) -> None:
        """Listen to the speakers and suggest their genders; a second call stops the listening."""
        corpus = self._as_read
        if self._listening is not None:
            self._listening.cancel()
        elif corpus is not None:
            self._listening = self._jobs.start(
                f"Listen to the speakers of {corpus.name}",
                suggest_genders(corpus),
                watch(self._follow_listening, lambda found: self._end_listening(corpus, found), self._fail, self._rest),
            )

    def accept_all(self) -> None:
        """Name the suggested gender of every speaker whose gender is unknown; what is known is left alone."""
        self._name_genders(self._acceptable)

    def import_table(self, file: Path) -> None:
        """Take the genders from a table of the user's."""
        corpus = self._session.corpus
        if corpus is not None:
            done = watch(on_result=lambda found: self._take_table(file, found), on_error=self._session.complain)
            self._jobs.start(f"Read {file.name}", _read_table(file, corpus), done)

    def export_table(self, file: Path) -> None:
        """Write the genders as they are now into a table."""
        corpus = self._session.corpus
        if corpus is None:
            return
        try:
            export_genders(file, corpus)
        except BadInputError as error:
            self._session.complain(str(error))
        else:
            self._session.say(f"Genders of {_count(corpus.speakers)} were written to {file}.")

    def _name_genders(self, genders: Mapping[str, str]) -> None:
        corpus = self._session.corpus
        if corpus is None or not genders:
            return
        self._genders.update({(key_of(corpus), speaker): gender for speaker, gender in genders.items()})
        self._apply()
        file = self._file
        if file is None:
            self._session.say("What you named holds until the window is closed; open a workspace to keep it.")
            return
        try:
            save_genders(file, self._genders)
        except WorkspaceError as error:
            self._session.complain(str(error))

    @property
    def _acceptable(self) -> dict[str, str]:
        """Speakers of unknown gender for whom one is suggested → which."""
        corpus = self._session.corpus
        unknown = {u.speaker for u in corpus.utterances if u.gender == UNKNOWN_GENDER} if corpus else set()
        return {
            speaker: suggestion.gender
            for speaker, suggestion in self._suggestions.items()
            if speaker in unknown and suggestion.gender != UNKNOWN_GENDER
        }

    def _follow_listening(self, event: Event) -> None:
        if isinstance(event, Progress):
            self._view.show_suggesting(event)

    def _end_listening(self, corpus: Corpus, suggestions: dict[str, Suggestion]) -> None:
        self._rest()
        if corpus is self._as_read:
            self._suggestions = suggestions
            self._show()

    def _fail(self, sentence: str) -> None:
        self._rest()
        self._session.complain(sentence)

    def _rest(self) -> None:
        self._listening = None
        self._view.show_suggesting(None)

    def _take_table(self, file: Path, found: ImportedGenders) -> None:
        self._name_genders(found.genders)
        count = len(found.others)
        verb = "is" if count == 1 else "are"
        others = f"; {count} of the table's speakers {verb} not in this corpus" if count else ""
        self._session.say(f"Genders of {_count(found.genders)} were taken from {file.name}{others}.")

    @property
    def _file(self) -> Path | None:
        workspace = self._session.workspace
        return None if workspace is None else workspace.folder / FILE_NAME

    def _follow_workspace(self) -> None:
        file = self._file
        try:
            self._genders = load_genders(file) if file else {}
        except WorkspaceError as error:
            self._genders = {}
            self._session.complain(str(error))
        if self._as_read is None:
            self._follow_corpus()
        else:
            self._apply()

    def _follow_corpus(self) -> None:
        corpus = self._session.corpus
        if corpus is not None and corpus is self._with_genders:
            self._show()
            return
        self._as_read = corpus
        self._with_genders = corpus
        self._suggestions = {}
        if self._listening is not None:
            self._listening.cancel()
        self._apply()

    def _apply(self) -> None:
        if self._as_read is None:
            return
        corpus = apply_genders(self._as_read, self._genders)
        if corpus == self._session.corpus:
            self._show()
            return
        self._with_genders = corpus
        utterance_id = self._session.utterance_id
        self._session.take_corpus(corpus)
        self._session.select_utterance(utterance_id)  # The same corpus under other genders.

    def _show(self) -> None:
        corpus, partition = self._session.corpus, self._session.partition
        if corpus is None:
            return
        sides = {row.speaker: row.side for row in partition.rows} if partition else {}
        self._view.show_speakers(speaker_rows(corpus, sides, NO_SIDE, self._suggestions), self._note(corpus))
        self._view.show_acceptable(len(self._acceptable))

    def _note(self, corpus: Corpus) -> str:
        unknown = corpus.count_genders().get(UNKNOWN_GENDER, 0)
        where = f"kept in {self._file}" if self._file else "kept until the window is closed: no workspace is open"
        if self._acceptable:
            return f"{_summary(self._suggestions)} Nothing of this is used until you accept it ({where})."
        if unknown:
            speakers = "speaker's gender is" if unknown == 1 else "speakers' genders are"
            return f"{unknown} {speakers} unknown; double-click a gender to name it ({where})."
        return f"Double-click a gender to change it ({where}); the corpus itself is never written to."


def _summary(suggestions: Mapping[str, Suggestion]) -> str:
    counts = Counter(suggestion.gender for suggestion in suggestions.values())
    unclear = f", {counts[UNKNOWN_GENDER]} unclear" if counts[UNKNOWN_GENDER] else ""
    return (
        f"By the median pitch of up to {UTTERANCES} calm recordings of each: "
        f"{counts[FEMALE]} female, {counts[MALE]} male{unclear}."
    )


def _count(speakers: Collection[str]) -> str:
    return f"{len(speakers)} speaker{'s' * (len(speakers) != 1)}"


def _read_table(file: Path, corpus: Corpus) -> Steps[ImportedGenders]:
    yield Progress(f"Reading {file.name}", 0, 0)
    return import_genders(file, corpus)
