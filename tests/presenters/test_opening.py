# SPDX-License-Identifier: MIT
"""Whatever folder is given, it is opened for what it is, or a sentence says why not."""

from pathlib import Path

import pytest

from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.waiting_jobs import WaitingJobs


@pytest.fixture
def session() -> Session:
    return Session(ExperimentSettings())


@pytest.fixture
def jobs() -> WaitingJobs:
    return WaitingJobs()


@pytest.fixture
def opening(session: Session, jobs: WaitingJobs) -> Opening:
    return Opening(session, jobs)


def test_that_a_corpus_is_opened_and_shown(opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path):
    opening.open_corpus(write_tone_corpus(tmp_path / "tones"))
    jobs.finish()
    assert session.corpus is not None
    assert session.corpus.speakers == ("s01", "s02", "s03")
    assert session.panel == "corpus"


def test_that_noises_are_opened_and_shown(opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path):
    opening.open_noise(write_noise_folder(tmp_path / "noises", 3))
    jobs.finish()
    assert session.noises is not None
    assert len(session.noises.noises) == 3
    assert session.panel == "noise"


def test_that_a_missing_folder_is_a_complaint_and_changes_nothing(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path
):
    opening.open_corpus(tmp_path / "gone")
    jobs.finish()
    assert session.corpus is None
    assert "gone" in session.complaint


def test_that_a_dropped_corpus_is_a_corpus(opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path):
    opening.open_dropped(write_tone_corpus(tmp_path / "tones"))
    jobs.finish()
    assert session.corpus is not None
    assert session.noises is None


def test_that_a_dropped_folder_of_other_audio_is_noise(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path
):
    opening.open_dropped(write_noise_folder(tmp_path / "noises", 2))
    jobs.finish()
    assert session.corpus is None
    assert session.noises is not None


def test_that_a_dropped_workspace_is_a_workspace(opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path):
    folder = Workspace(tmp_path / "work").folder
    opening.open_dropped(folder)
    jobs.finish()
    assert session.workspace is not None
    assert session.workspace.folder == folder
    assert session.panel == "start"


def test_that_a_dropped_run_opens_its_workspace_and_selects_it(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path
):
    run = Workspace(tmp_path / "work").run_folder("20260101-demo")
    run.mkdir()
    opening.open_dropped(run)
    jobs.finish()
    assert session.run_ids == ("20260101-demo",)
    assert session.panel == "compare"


@pytest.mark.parametrize("holds_text", [False, True], ids=["empty", "only text"])
def test_that_a_dropped_folder_without_audio_is_a_complaint(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path, holds_text: bool
):
    folder = tmp_path / "papers"
    folder.mkdir()
    if holds_text:
        (folder / "notes.txt").write_text("hello")
    opening.open_dropped(folder)
    jobs.finish()
    assert "papers" in session.complaint
    assert "no audio" in session.complaint


def test_that_the_demo_opens_corpus_noise_workspace_and_short_settings(
    opening: Opening, session: Session, jobs: WaitingJobs
):
    opening.try_demo()
    jobs.finish()
    assert session.complaint == ""
    assert session.corpus is not None
    assert session.noises is not None
    assert session.workspace is not None
    assert session.settings.training.max_epochs < ExperimentSettings().training.max_epochs
    assert session.panel == "corpus"


def test_that_the_demo_stays_in_the_workspace_that_is_open(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path
):
    session.take_workspace(Workspace(tmp_path / "mine"))
    opening.try_demo()
    jobs.finish()
    assert session.workspace is not None
    assert session.workspace.folder == tmp_path / "mine"


def test_that_the_demos_short_settings_do_not_stay_when_a_corpus_of_ones_own_is_opened(
    opening: Opening, session: Session, jobs: WaitingJobs, tmp_path: Path
):
    opening.try_demo()
    jobs.finish()
    session.change_settings({"training.patience": 7})
    opening.open_corpus(write_tone_corpus(tmp_path / "tones"))
    jobs.finish()
    paper = ExperimentSettings()
    assert session.settings.noise.noises == paper.noise.noises
    assert session.settings.noise.snrs == paper.noise.snrs
    assert session.settings.training.max_epochs == paper.training.max_epochs
    assert session.settings.training.patience == 7
