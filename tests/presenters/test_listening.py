# SPDX-License-Identifier: MIT
"""One thing is heard at a time."""

import numpy as np
import pytest

from ser_workbench.audio.playback import Player
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import AudioDeviceError, UnreadableAudioError
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.waiting_jobs import WaitingJobs


@pytest.fixture
def session() -> Session:
    session = Session(ExperimentSettings())
    session.player = Player(SilentLoudspeaker())
    return session


@pytest.fixture
def jobs() -> WaitingJobs:
    return WaitingJobs()


@pytest.fixture
def listening(session: Session, jobs: WaitingJobs) -> Listening:
    return Listening(session, jobs)


def tone() -> tuple[Samples, int]:
    return np.ones(1600, np.float32) / 2, 16_000


def test_that_a_key_is_played_and_stopped(listening: Listening, jobs: WaitingJobs, session: Session):
    assert session.player is not None
    listening.toggle("a", tone)
    jobs.finish()
    assert listening.playing_key == "a"
    assert session.player.is_playing
    listening.toggle("a", tone)
    assert listening.playing_key is None
    assert not session.player.is_playing


def test_that_another_key_takes_over(listening: Listening, jobs: WaitingJobs):
    listening.toggle("a", tone)
    jobs.finish()
    listening.toggle("b", tone)
    jobs.finish()
    assert listening.playing_key == "b"


def test_that_what_is_stopped_before_it_begins_is_never_heard(
    listening: Listening, jobs: WaitingJobs, session: Session
):
    assert session.player is not None
    listening.toggle("a", tone)
    listening.stop()
    jobs.finish()
    assert listening.playing_key is None
    assert not session.player.is_playing


def test_that_an_overtaken_key_does_not_silence_the_new_one(listening: Listening, jobs: WaitingJobs, session: Session):
    assert session.player is not None
    listening.toggle("a", tone)
    listening.toggle("b", tone)
    jobs.finish()
    assert listening.playing_key == "b"
    assert session.player.is_playing


def test_that_an_unreadable_file_is_a_complaint(listening: Listening, jobs: WaitingJobs, session: Session):
    def fail() -> tuple[Samples, int]:
        raise UnreadableAudioError("a.wav is not audio; remove it.")

    listening.toggle("a", fail)
    jobs.finish()
    assert listening.playing_key is None
    assert session.complaint == "a.wav is not audio; remove it."


def test_that_a_machine_without_a_loudspeaker_says_so(jobs: WaitingJobs, session: Session):
    def refuse(rate: int, fill: object) -> SilentLoudspeaker:
        raise AudioDeviceError("There is no loudspeaker here; plug one in.")

    session.player = Player(refuse)
    listening = Listening(session, jobs)
    listening.toggle("a", tone)
    jobs.finish()
    assert session.complaint == "There is no loudspeaker here; plug one in."
    assert listening.position_s == 0


def test_that_two_listenings_of_one_session_know_of_each_other(
    listening: Listening, jobs: WaitingJobs, session: Session
):
    listening.toggle("a", tone)
    jobs.finish()
    assert Listening(session, jobs).playing_key == "a"
