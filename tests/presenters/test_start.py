# SPDX-License-Identifier: MIT
"""The Start panel's five steps follow the session."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ser_workbench.presenters.session import Session
from ser_workbench.presenters.start import StartPresenter
from ser_workbench.presenters.way import RecentWorkspace, WayStep, count_run_folders
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.settings import ExperimentSettings
from tests.corpora import write_tone_corpus
from tests.presenters.waiting_jobs import WaitingJobs


class PlainStart:
    """A Start panel of lists."""

    def __init__(self) -> None:
        self.recent: Sequence[RecentWorkspace] = ()
        self.way: Sequence[WayStep] = ()

    def show_recent(self, workspaces: Sequence[RecentWorkspace]) -> None:
        self.recent = workspaces

    def show_way(self, steps: Sequence[WayStep]) -> None:
        self.way = steps

    def step(self, panel: str) -> WayStep:
        return next(step for step in self.way if step.panel == panel)


@pytest.fixture
def session() -> Session:
    return Session(ExperimentSettings())


@pytest.fixture
def jobs() -> WaitingJobs:
    return WaitingJobs()


@pytest.fixture
def view() -> PlainStart:
    return PlainStart()


@pytest.fixture
def presenter(session: Session, view: PlainStart, jobs: WaitingJobs) -> StartPresenter:
    presenter = StartPresenter(session, view, jobs)
    presenter.start()
    jobs.finish()
    return presenter


def test_that_the_first_step_comes_first(presenter: StartPresenter, view: PlainStart):
    assert [step.panel for step in view.way] == ["corpus", "noise", "model", "training", "compare"]
    assert [step.is_next for step in view.way] == [True, False, False, False, False]
    assert not any(step.is_done for step in view.way)


def test_that_an_open_corpus_is_ticked_and_noise_comes_next(
    presenter: StartPresenter, view: PlainStart, jobs: WaitingJobs, tmp_path: Path
):
    presenter.open_corpus(write_tone_corpus(tmp_path / "tones"))
    jobs.finish()
    assert view.step("corpus").is_done
    assert view.step("corpus").detail == "18 utterances"
    assert view.step("noise").is_next


def test_that_the_chosen_model_is_named(presenter: StartPresenter, view: PlainStart, session: Session):
    session.change_settings({"model.name": "ldnn-mfcc"})
    assert view.step("model").detail == "ldnn-mfcc"


def test_that_recent_workspaces_are_listed_newest_first_with_the_open_one_marked(
    session: Session, view: PlainStart, jobs: WaitingJobs, tmp_path: Path
):
    open_workspace(tmp_path / "old").run_folder("r1").mkdir()
    session.take_workspace(open_workspace(tmp_path / "new"))
    StartPresenter(session, view, jobs).start()
    jobs.finish()
    assert [(one.folder.name, one.runs, one.is_open) for one in view.recent] == [("new", 0, True), ("old", 1, False)]


def test_that_opening_a_workspace_marks_it(
    presenter: StartPresenter, view: PlainStart, jobs: WaitingJobs, tmp_path: Path
):
    presenter.open_workspace(tmp_path / "mine")
    jobs.finish()
    assert [(one.folder.name, one.is_open) for one in view.recent] == [("mine", True)]


def test_that_a_step_goes_to_its_panel(presenter: StartPresenter, session: Session):
    presenter.go_to("training")
    assert session.panel == "training"


def test_that_a_folder_without_runs_counts_none(tmp_path: Path):
    assert count_run_folders(tmp_path / "gone") == 0
