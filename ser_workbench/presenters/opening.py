# SPDX-License-Identifier: MIT
"""Opening things, from whichever panel or menu: a workspace, a corpus, noises, the demo, a dropped folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ser_workbench.amounts import counted
from ser_workbench.corpus.readers.demo import DEMO
from ser_workbench.errors import MissingFolderError, NoAudioError, UnknownCorpusError
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Note, Steps
from ser_workbench.resources import demo_corpus_folder, demo_noise_folder
from ser_workbench.runs.demo import DEMO_CHANGES, without_demo_changes

if TYPE_CHECKING:
    from ser_workbench.audio.noise import NoiseCollection
    from ser_workbench.corpus.utterance import Corpus
    from ser_workbench.runs.workspace import Workspace


class Opening:
    """Starts the work of opening; what was opened arrives in the session, what is wrong as a complaint."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session = session
        self._jobs = jobs

    def open_corpus(self, folder: Path, reader: str | None = None) -> None:
        """Open a corpus and show it."""
        self._jobs.start(
            f"Opening {folder.name}",
            _open_corpus(folder, reader),
            watch(on_result=self._corpus_opened, on_error=self._session.complain),
        )

    def open_noise(self, folder: Path) -> None:
        """Open a collection of noises and show it."""
        self._jobs.start(
            f"Opening {folder.name}",
            _open_noise(folder),
            watch(on_result=self._noises_opened, on_error=self._session.complain),
        )

    def open_workspace(self, folder: Path | None, *, is_quiet: bool = False) -> None:
        """Open or make a workspace; None: the one used last."""
        self._jobs.start(
            "Opening the workspace",
            _open_workspace(folder),
            watch(on_result=lambda w: self._workspace_opened(w, is_quiet), on_error=self._session.complain),
        )

    def try_demo(self) -> None:
        """Open the demo corpus and its noises, with settings for a short first training."""
        try:
            folders = demo_corpus_folder(), demo_noise_folder()
        except MissingFolderError as error:
            self._session.complain(str(error))
            return
        self._jobs.start(
            "Opening the demo",
            _open_demo(*folders, self._session.workspace),
            watch(on_result=lambda found: self._demo_opened(*found), on_error=self._session.complain),
        )

    def open_dropped(self, folder: Path) -> None:
        """Find out what a dropped folder is – workspace, run, corpus or noises – and open it."""
        self._jobs.start(
            f"Looking at {folder.name}",
            _open_whatever(folder),
            watch(on_result=self._whatever_opened, on_error=self._session.complain),
        )

    def _corpus_opened(self, corpus: "Corpus") -> None:
        before = self._session.corpus
        self._session.take_corpus(corpus)
        amounts = f"{counted(len(corpus.utterances), 'utterance')} of {counted(len(corpus.speakers), 'speaker')}"
        said = f"{corpus.name}: {amounts}."
        if before is not None and before.reader == DEMO.name != corpus.reader:
            # The demo's short training must not pass for the paper's on a corpus of the user's own.
            self._session.change_settings(without_demo_changes(self._session.settings))
            said += " The demo's settings for a short training are put back to the paper's."
        self._session.say(said)
        self._session.go_to("corpus")

    def _noises_opened(self, noises: "NoiseCollection") -> None:
        self._session.take_noises(noises)
        self._session.say(f"{noises.folder.name}: {len(noises.noises)} noises.")
        self._session.go_to("noise")

    def _workspace_opened(self, workspace: "Workspace", is_quiet: bool) -> None:
        self._session.take_workspace(workspace)
        if not is_quiet:
            self._session.say(f"Working in {workspace.folder}.")

    def _demo_opened(self, corpus: "Corpus", noises: "NoiseCollection", workspace: "Workspace") -> None:
        if self._session.workspace is None:
            self._session.take_workspace(workspace)
        self._session.take_corpus(corpus)
        self._session.take_noises(noises)
        self._session.change_settings(DEMO_CHANGES)
        self._session.say("The demo is open: synthetic voices, ready to train. Look around, then press Start.")
        self._session.go_to("corpus")

    def _whatever_opened(self, found: "_Found") -> None:
        if found.workspace is not None:
            self._workspace_opened(found.workspace, is_quiet=False)
            self._session.select_runs((found.run_id,) if found.run_id else ())
            self._session.go_to("compare" if found.run_id else "start")
        if found.corpus is not None:
            self._corpus_opened(found.corpus)
        if found.noises is not None:
            self._noises_opened(found.noises)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a dropped folder turned out to be: one of these."""

    workspace: "Workspace | None" = None
    run_id: str = ""
    corpus: "Corpus | None" = None
    noises: "NoiseCollection | None" = None


def _open_corpus(folder: Path, reader: str | None) -> "Steps[Corpus]":
    yield Note(f"Reading {folder}")
    from ser_workbench.corpus.catalog import open_corpus

    return (yield from open_corpus(folder, reader))


def _open_noise(folder: Path) -> "Steps[NoiseCollection]":
    yield Note(f"Reading {folder}")
    from ser_workbench.audio.noise import open_noise

    return (yield from open_noise(folder))


def _open_workspace(folder: Path | None) -> "Steps[Workspace]":
    yield Note("Opening the workspace")
    from ser_workbench.runs.recent import open_workspace

    return open_workspace(folder)


def _open_demo(
    speech: Path, noise: Path, workspace: "Workspace | None"
) -> "Steps[tuple[Corpus, NoiseCollection, Workspace]]":
    if workspace is None:
        workspace = yield from _open_workspace(None)
    corpus = yield from _open_corpus(speech, None)
    noises = yield from _open_noise(noise)
    return corpus, noises, workspace


def _open_whatever(folder: Path) -> Steps[_Found]:
    """A workspace or a run's folder first, then a corpus some reader knows, then noises."""
    yield Note(f"Looking at {folder}")
    from ser_workbench.runs.workspace import is_workspace

    if not folder.is_dir():
        raise MissingFolderError(f"{folder} is not a folder; drop the folder that holds the recordings.")
    if is_workspace(folder):
        return _Found(workspace=(yield from _open_workspace(folder)))
    if is_workspace(folder.parent.parent) and folder.parent.name == "runs":
        return _Found(workspace=(yield from _open_workspace(folder.parent.parent)), run_id=folder.name)
    try:
        return _Found(corpus=(yield from _open_corpus(folder, None)))
    except UnknownCorpusError:
        pass
    try:
        return _Found(noises=(yield from _open_noise(folder)))
    except NoAudioError:
        raise NoAudioError(
            f"{folder} holds no workspace, no known corpus and no audio; drop a folder of recordings."
        ) from None
