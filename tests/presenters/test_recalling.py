# SPDX-License-Identifier: MIT
"""What was open comes back; what is gone is passed over without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from ser_workbench.presenters.recalling import Recalling, Yesterday
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.waiting_jobs import WaitingJobs


@pytest.fixture
def session() -> Session:
    return Session(ExperimentSettings())


def recall(session: Session, yesterday: Yesterday) -> None:
    jobs = WaitingJobs()
    Recalling(session, jobs).recall(yesterday)
    jobs.finish()


def test_that_corpus_noise_utterance_and_settings_come_back(session: Session, tmp_path: Path):
    corpus, noise = write_tone_corpus(tmp_path / "tones"), write_noise_folder(tmp_path / "noises", 2)
    settings = ExperimentSettings().changed({"training.seed": 5, "partition.held_out": "s02"})
    recall(session, Yesterday(corpus=corpus, noise=noise, settings_toml=settings.to_toml()))
    assert session.corpus is not None
    assert session.noises is not None
    assert session.settings.training.seed == 5
    assert session.settings.partition.held_out == "s02"
    assert session.settings.corpus.folder == str(corpus)


def test_that_named_speakers_come_back_unless_they_are_gone(session: Session, tmp_path: Path):
    names = {"partition.scheme": "named", "partition.validation_speakers": "s02", "partition.test_speakers": "s03"}
    settings = ExperimentSettings().changed(names)
    yesterday = Yesterday(corpus=write_tone_corpus(tmp_path / "tones"), settings_toml=settings.to_toml())
    recall(session, yesterday)
    assert session.settings.partition == settings.partition
    gone = settings.changed({"partition.test_speakers": "s99"})
    other = Session(ExperimentSettings())
    recall(other, replace(yesterday, settings_toml=gone.to_toml()))
    assert other.settings.partition.scheme == "tvt"


def test_that_an_utterance_that_is_gone_is_not_selected(session: Session, tmp_path: Path):
    recall(session, Yesterday(corpus=write_tone_corpus(tmp_path / "tones"), utterance_id="gone.wav"))
    assert session.utterance_id is None


def test_that_a_corpus_that_is_one_no_longer_is_passed_over(session: Session, tmp_path: Path):
    recall(session, Yesterday(corpus=tmp_path, noise=write_noise_folder(tmp_path / "noises", 2)))
    assert session.corpus is None
    assert session.noises is not None
    assert session.complaint == ""


@pytest.mark.parametrize("text", ["not toml [", "[training]\nno_such_setting = 3\n", "[training]\nseed = 'x'\n"])
def test_that_settings_of_another_version_are_passed_over(session: Session, text: str):
    recall(session, Yesterday(settings_toml=text))
    assert session.settings == ExperimentSettings()
    assert session.complaint == ""


def test_that_what_the_user_opened_meanwhile_stays(session: Session, tmp_path: Path):
    jobs = WaitingJobs()
    mine = write_noise_folder(tmp_path / "mine", 1)
    Recalling(session, jobs).recall(Yesterday(noise=write_noise_folder(tmp_path / "yesterdays", 2)))
    from ser_workbench.audio.noise import open_noise
    from ser_workbench.progress import run_steps

    session.take_noises(run_steps(open_noise(mine)))
    jobs.finish()
    assert session.noises is not None
    assert session.noises.folder == mine


def test_that_the_forms_of_the_panels_come_back_but_for_what_was_changed_meanwhile(session: Session):
    session.keep_form("sweep", "seeds = 3\n")
    recall(session, Yesterday(forms={"sweep": "seeds = 2\n", "other": "x = 1\n"}))
    assert session.forms == {"sweep": "seeds = 3\n", "other": "x = 1\n"}
