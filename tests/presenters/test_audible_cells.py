# SPDX-License-Identifier: MIT
"""The cells of a confusion matrix: which is listed first, what is listed, what is heard."""

import numpy as np
import pytest

from ser_workbench.audio.playback import Player
from ser_workbench.errors import RunError
from ser_workbench.presenters.audible_cells import AudibleCells, Confusion, worst_mistake
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.settings import ExperimentSettings
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.waiting_jobs import WaitingJobs

NAMES = ("female", "male")
ROWS = tuple(
    PredictionRow("clean", f"{number}.wav", "s1", truth, answer, ())
    for number, (truth, answer) in enumerate(
        [("female", "female"), ("female", "male"), ("female", "male"), ("male", "male"), ("male", "female")]
    )
)


class FakeMatrix:
    """Keeps what it was shown last."""

    def __init__(self):
        self.playing = None

    def show_matrix(self, names, counts):
        self.names, self.counts = names, counts

    def show_chosen_cell(self, true, predicted):
        self.cell = (true, predicted)

    def show_cell(self, title, rows):
        self.title, self.rows = title, rows

    def show_playing(self, row):
        self.playing = row


class Desk:
    """The decisions before a fake matrix."""

    def __init__(self):
        self.session, self.view, self.jobs = Session(ExperimentSettings()), FakeMatrix(), WaitingJobs()
        self.session.player = Player(SilentLoudspeaker())
        self.cells = AudibleCells(self.session, self.view, self.jobs, Listening(self.session, self.jobs))


@pytest.fixture
def desk():
    return Desk()


def heard_nothing(row):
    raise RunError(f"{row.utterance} is gone; bring it back.")


def confusion(key="probe", rows=ROWS, hear=lambda row: (np.zeros(1600, np.float32), 16000)):
    made = Confusion.of_answers(key, NAMES, rows, "nowhere")
    return Confusion(made.key, made.names, made.counts, made.read_cell, hear)


def test_that_answers_are_counted_by_truth_and_answer():
    assert confusion().counts == ((1, 2), (1, 1))


def test_that_the_worst_mistake_is_listed_first(desk):
    desk.cells.show(confusion())
    desk.jobs.finish()
    assert desk.view.cell == (0, 1)
    assert desk.view.title == "female heard as male"
    assert [row.utterance for row in desk.view.rows] == ["1.wav", "2.wav"]


def test_that_without_mistakes_the_fullest_cell_is_listed():
    assert worst_mistake(((3, 0), (0, 5))) == (1, 1)
    assert worst_mistake(((3, 1), (0, 5))) == (0, 1)


def test_that_a_clicked_cell_is_listed(desk):
    desk.cells.show(confusion())
    desk.cells.choose_cell(1, 0)
    desk.jobs.finish()
    assert [row.utterance for row in desk.view.rows] == ["4.wav"]


def test_that_a_listing_that_comes_late_does_not_cover_another_test(desk):
    desk.cells.show(confusion("first"))
    desk.cells.show(confusion("second", ROWS[3:]))
    desk.jobs.finish()
    assert [row.utterance for row in desk.view.rows] == ["4.wav"]


def test_that_without_a_test_nothing_is_listed_or_heard(desk):
    desk.cells.show(confusion())
    desk.cells.show(None)
    desk.jobs.finish()
    desk.cells.choose_cell(0, 0)
    desk.cells.play(ROWS[0])
    desk.jobs.finish()
    assert (desk.view.names, desk.view.rows, desk.view.playing) == ((), (), None)


def test_that_a_test_without_answers_lists_nothing(desk):
    desk.cells.show(confusion(rows=()))
    desk.jobs.finish()
    assert desk.view.rows == ()


def test_that_an_utterance_plays_until_it_is_asked_for_again(desk):
    desk.cells.show(confusion())
    desk.cells.play(ROWS[1])
    desk.jobs.finish()
    assert desk.view.playing == ROWS[1]
    desk.cells.play(ROWS[1])
    desk.jobs.finish()
    assert desk.view.playing is None


def test_that_two_matrices_do_not_take_each_others_sound_for_theirs(desk):
    other = FakeMatrix()
    AudibleCells(desk.session, other, desk.jobs, Listening(desk.session, desk.jobs))
    desk.cells.show(confusion())
    desk.cells.play(ROWS[1])
    desk.jobs.finish()
    assert other.playing is None


def test_that_a_recording_that_is_gone_is_told(desk):
    desk.cells.show(confusion(hear=heard_nothing))
    desk.cells.play(ROWS[1])
    desk.jobs.finish()
    assert desk.session.complaint == "1.wav is gone; bring it back."
    assert desk.view.playing is None
