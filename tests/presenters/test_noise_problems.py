# SPDX-License-Identifier: MIT
"""Problems of the noises: those known on opening, those that a check finds, and a check that is given up."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ser_workbench.audio.noise_report import NoiseProblem
from ser_workbench.presenters.noise_problems import UNCHECKED, NoiseProblemsPresenter
from ser_workbench.progress import Progress
from tests.corpora import write_noise_folder
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.problems: Sequence[NoiseProblem] = ()
        self.note = ""
        self.progress: list[Progress | None] = []

    def show_noise_problems(self, problems: Sequence[NoiseProblem], note: str) -> None:
        self.problems, self.note = problems, note

    def show_checking_noises(self, progress: Progress | None) -> None:
        self.progress.append(progress)


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> NoiseProblemsPresenter:
    made = NoiseProblemsPresenter(desk.session, view, desk.jobs)
    made.start()
    return made


def test_that_what_could_not_be_opened_is_known_at_once(
    presenter: NoiseProblemsPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    folder = write_noise_folder(tmp_path / "street")
    (folder / "broken.wav").write_text("not sound")
    desk.opening.open_noise(folder)
    desk.jobs.finish()
    assert [(p.noise_id, p.kind) for p in view.problems] == [("broken.wav", "unreadable")]
    assert view.note == UNCHECKED


def test_that_a_check_listens_to_all_and_ends(
    presenter: NoiseProblemsPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_noises()
    presenter.check()
    presenter.check()  # A second press while it runs begins no other.
    desk.jobs.finish()
    assert {problem.kind for problem in view.problems} == {"short"}
    assert view.note == "All 4 files were listened to."
    assert view.progress[-1] is None
    assert Progress("Checking noises", 4, 4, "files") in view.progress


def test_that_another_folder_gives_a_running_check_up(
    presenter: NoiseProblemsPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_noises()
    presenter.check()
    desk.opening.open_noise(write_noise_folder(tmp_path / "other", count=2))
    desk.jobs.finish()
    assert view.note == UNCHECKED
    assert view.progress[-1] is None
    presenter.check()
    desk.jobs.finish()
    assert view.note == "All 2 files were listened to."


def test_that_a_cancelled_check_leaves_what_was_known(
    presenter: NoiseProblemsPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_noises(count=40)
    presenter.check()
    presenter.cancel()
    desk.jobs.finish()
    assert view.progress[-1] is None
    presenter.check()
    desk.jobs.finish()
    assert view.note == "All 40 files were listened to."
