# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about speakers: their genders, named by the user and kept in the workspace."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ser_workbench.corpus.genders import FILE_NAME, Genders, apply_genders, key_of, load_genders, save_genders
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import WorkspaceError
from ser_workbench.presenters.corpus_rows import NO_SIDE
from ser_workbench.presenters.corpus_speaker_rows import SpeakerRow, speaker_rows
from ser_workbench.presenters.session import Session, Topic


class SpeakersView(Protocol):
    """What the presenter needs of the panel."""

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        """One line a speaker; the note says where genders are kept."""


class SpeakersPresenter:
    """Puts the genders that the user named over those the corpus names."""

    def __init__(self, session: Session, view: SpeakersView) -> None:
        self._session = session
        self._view = view
        self._as_read: Corpus | None = None
        self._with_genders: Corpus | None = None
        self._genders: Genders = {}

    def start(self) -> None:
        """Show what the session holds, and follow it; start this one before whoever shows genders."""
        self._session.listen(Topic.WORKSPACE, self._follow_workspace)
        self._session.listen(Topic.CORPUS, self._follow_corpus)
        self._session.listen(Topic.PARTITION, self._show)
        self._follow_workspace()

    def change_gender(self, speaker: str, gender: str) -> None:
        """Name a speaker's gender, use it at once, and keep it."""
        corpus = self._session.corpus
        if corpus is None:
            return
        self._genders[key_of(corpus), speaker] = gender
        self._apply()
        file = self._file
        if file is None:
            self._session.say("The gender holds until the window is closed; open a workspace to keep it.")
            return
        try:
            save_genders(file, self._genders)
        except WorkspaceError as error:
            self._session.complain(str(error))

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
        self._apply()

    def _apply(self) -> None:
        if self._as_read is None:
            return
        corpus = apply_genders(self._as_read, self._genders)
        if corpus == self._session.corpus:
            self._show()
            return
        self._with_genders = corpus
        utterance_id, held_out = self._session.utterance_id, self._session.settings.partition.held_out
        self._session.take_corpus(corpus)
        # The same corpus under other genders: what was chosen in it stays chosen.
        self._session.change_settings({"partition.held_out": held_out})
        self._session.select_utterance(utterance_id)

    def _show(self) -> None:
        corpus, partition = self._session.corpus, self._session.partition
        if corpus is None:
            return
        sides = {row.speaker: row.side for row in partition.rows} if partition else {}
        self._view.show_speakers(speaker_rows(corpus, sides, NO_SIDE), self._note(corpus))

    def _note(self, corpus: Corpus) -> str:
        unknown = corpus.count_genders().get("unknown", 0)
        where = f"kept in {self._file}" if self._file else "kept until the window is closed: no workspace is open"
        if unknown:
            speakers = "speaker's gender is" if unknown == 1 else "speakers' genders are"
            return f"{unknown} {speakers} unknown; double-click a gender to name it ({where})."
        return f"Double-click a gender to change it ({where}); the corpus itself is never written to."
