# SPDX-License-Identifier: MIT
"""Opening again what was open when the window was closed; what is gone by now is passed over."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ser_workbench.errors import SettingsError, WorkbenchError
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Note, Steps

if TYPE_CHECKING:
    from ser_workbench.audio.noise import NoiseCollection
    from ser_workbench.corpus.utterance import Corpus
    from ser_workbench.runs.workspace import Workspace

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Yesterday:
    """What was open; every folder that is named exists."""

    workspace: Path | None = None
    corpus: Path | None = None
    reader: str | None = None
    noise: Path | None = None
    settings_toml: str = ""
    utterance_id: str | None = None
    run_ids: tuple[str, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    """What the panels' own forms held, as TOML by panel."""


class Recalling:
    """Brings the session of yesterday back, in one job and without a word."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session = session
        self._jobs = jobs

    def recall(self, yesterday: Yesterday) -> None:
        """Open all of it in the background; what the user opened meanwhile stays."""
        self._jobs.start(
            "Opening what was open",
            _open_again(yesterday),
            watch(on_result=lambda found: self._take(yesterday, *found)),
        )

    def _take(
        self,
        yesterday: Yesterday,
        workspace: "Workspace | None",
        corpus: "Corpus | None",
        noises: "NoiseCollection | None",
    ) -> None:
        session = self._session
        session.take_forms(yesterday.forms)
        if workspace is not None and session.workspace is None:
            session.take_workspace(workspace)
            session.select_runs([run for run in yesterday.run_ids if workspace.run_folder(run).is_dir()])
        if session.corpus is None:
            self._take_settings(yesterday.settings_toml)
            if corpus is not None:
                self._take_corpus(corpus, yesterday.utterance_id)
        if noises is not None and session.noises is None:
            session.take_noises(noises)

    def _take_corpus(self, corpus: "Corpus", utterance_id: str | None) -> None:
        from ser_workbench.corpus.division import split_names

        session = self._session
        partition = session.settings.partition
        session.take_corpus(corpus)
        named = {partition.held_out, *split_names(f"{partition.validation_speakers},{partition.test_speakers}")}
        if named <= {"", *corpus.speakers}:
            session.change_settings({f"partition.{name}": value for name, value in partition.model_dump().items()})
        if any(utterance.id == utterance_id for utterance in corpus.utterances):
            session.select_utterance(utterance_id)

    def _take_settings(self, settings_toml: str) -> None:
        if not settings_toml:
            return
        gone = {"corpus.folder": "", "corpus.reader": "", "noise.folder": ""}  # They come back with what is opened.
        try:
            settings = type(self._session.settings).model_validate(tomllib.loads(settings_toml)).changed(gone)
            self._session.take_settings(settings)
        except (tomllib.TOMLDecodeError, SettingsError) as error:
            log.info("the settings of the last time are passed over: %s", error)


def _open_again(
    yesterday: Yesterday,
) -> "Steps[tuple[Workspace | None, Corpus | None, NoiseCollection | None]]":
    workspace = yield from _or_nothing(_open_workspace(yesterday.workspace))
    corpus = yield from _or_nothing(_open_corpus(yesterday.corpus, yesterday.reader))
    noises = yield from _or_nothing(_open_noise(yesterday.noise))
    return workspace, corpus, noises


def _or_nothing(steps: Steps[T | None]) -> Steps[T | None]:
    try:
        return (yield from steps)
    except WorkbenchError as error:
        log.info("passed over: %s", error)
        return None


def _open_workspace(folder: Path | None) -> "Steps[Workspace | None]":
    yield Note("Opening the workspace")
    from ser_workbench.runs.recent import open_workspace

    return open_workspace(folder) if folder is not None else None


def _open_corpus(folder: Path | None, reader: str | None) -> "Steps[Corpus | None]":
    from ser_workbench.corpus.catalog import open_corpus

    return (yield from open_corpus(folder, reader)) if folder is not None else None


def _open_noise(folder: Path | None) -> "Steps[NoiseCollection | None]":
    from ser_workbench.audio.noise import open_noise

    return (yield from open_noise(folder)) if folder is not None else None
