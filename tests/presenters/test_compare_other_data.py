# SPDX-License-Identifier: MIT
"""The page Other data: a finished run is tested on another corpus, and each of its cells can be heard."""

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.compare_other_data import OtherDataPresenter
from ser_workbench.presenters.compare_rows import line_of_run
from ser_workbench.presenters.compare_sound import confusion_of_evaluation
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.runs.settings import ExperimentSettings
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.compare_desk import make_runs
from tests.presenters.test_audible_cells import FakeMatrix
from tests.presenters.waiting_jobs import WaitingJobs


class FakePage:
    """Keeps what it was shown last."""

    scores = None

    def show_folders(self, corpus, noise):
        self.corpus, self.noise = corpus, noise

    def show_state(self, text, *, can_test, is_testing):
        self.text, self.can_test, self.is_testing, self.scores = text, can_test, is_testing, None

    def show_scores(self, conditions, chosen, text):
        self.scores = (conditions, chosen, text)


class Desk:
    """The page's decisions over a workspace; `chosen` is what is chosen in the table."""

    def __init__(self, workspace):
        self.session, self.page, self.matrix, self.jobs = Session(ExperimentSettings()), FakePage(), FakeMatrix(), None
        self.jobs = WaitingJobs()
        self.session.take_workspace(workspace)
        self.chosen = [line_of_run(row) for row in workspace.store.list() if row.state == "finished"]
        cells = AudibleCells(self.session, self.matrix, self.jobs, Listening(self.session, self.jobs))
        self.presenter = OtherDataPresenter(self.session, self.page, self.jobs, cells, lambda: self.chosen)
        self.presenter.start()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return make_runs(tmp_path_factory.mktemp("runs"))[0]


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    folder = tmp_path_factory.mktemp("other")
    write_tone_corpus(folder / "speech")
    write_noise_folder(folder / "noise")
    return folder


@pytest.fixture
def desk(workspace):
    return Desk(workspace)


def test_that_the_page_says_what_is_missing_until_a_test_may_begin(desk, other):
    assert "Choose a corpus" in desk.page.text
    assert not desk.page.can_test
    desk.presenter.choose_corpus(other / "speech")
    assert desk.page.text.startswith("Press Test")
    assert desk.page.can_test
    desk.chosen = []
    desk.session.tell(Topic.RUN_CHOICE)
    assert "Choose one finished run" in desk.page.text
    assert not desk.page.can_test


def test_that_a_test_in_noise_ends_in_two_conditions_whose_cells_hold_every_answer(desk, other):
    desk.presenter.choose_corpus(other / "speech")
    desk.presenter.choose_noise(other / "noise")
    desk.presenter.test()
    assert desk.page.is_testing
    desk.jobs.finish()
    conditions, chosen, text = desk.page.scores
    assert (conditions, chosen) == (("clean", "noisy"), "clean")
    score = desk.presenter.evaluation.scores["clean"]
    assert f"UA {100 * score.ua:.1f} %" in text
    assert desk.matrix.counts == score.confusion
    desk.presenter.choose_condition("noisy")
    assert sum(map(sum, desk.matrix.counts)) == 2 * score.items
    evaluation = desk.presenter.evaluation
    confusion = confusion_of_evaluation(evaluation, "noisy")
    rows = [row for a in confusion.names for b in confusion.names for row in confusion.read_cell(a, b)]
    assert len(rows) == 2 * score.items
    row = next(row for row in rows if row.noise)
    heard, speech = confusion.hear(row)[0], read_audio(other / "speech" / row.utterance)
    assert len(heard) == len(speech)
    assert not np.allclose(heard, speech)


def test_that_other_folders_take_the_result_away(desk, other):
    desk.presenter.choose_corpus(other / "speech")
    desk.presenter.test()
    desk.jobs.finish()
    assert desk.matrix.names
    desk.presenter.choose_noise(other / "noise")
    assert desk.page.scores is None
    assert desk.matrix.names == ()


def test_that_a_test_can_be_stopped(desk, other):
    desk.presenter.choose_corpus(other / "speech")
    desk.presenter.test()
    desk.presenter.test()
    desk.jobs.finish()
    assert not desk.page.is_testing
    assert desk.page.text.startswith("The test was stopped")


def test_that_without_a_run_a_test_is_refused_in_a_sentence(desk, other):
    desk.presenter.choose_corpus(other / "speech")
    desk.chosen = []
    desk.presenter.test()
    assert desk.session.complaint.startswith("Choose one finished run")


def test_that_a_folder_without_speech_is_told_on_the_page(desk, tmp_path):
    desk.presenter.choose_corpus(tmp_path)
    desk.presenter.test()
    desk.jobs.finish()
    assert str(tmp_path) in desk.page.text
    assert desk.page.can_test
