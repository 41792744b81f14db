# SPDX-License-Identifier: MIT
"""The session holds what panels share and tells each topic to who listens."""

from dataclasses import replace
from pathlib import Path

import pytest

from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.errors import SettingsError
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.runs.settings import ExperimentSettings

CORPUS = Corpus(Path("tones"), "demo", (Utterance("a.wav", Path("tones/a.wav"), "s01", "anger"),))


@pytest.fixture
def session() -> Session:
    return Session(ExperimentSettings())


@pytest.fixture
def told(session: Session) -> list[Topic]:
    told: list[Topic] = []
    for topic in Topic:
        session.listen(topic, lambda topic=topic: told.append(topic))
    return told


def test_that_another_corpus_forgets_what_belonged_to_the_last(session: Session, told: list[Topic]):
    session.select_utterance("old.wav")
    told.clear()
    session.take_corpus(CORPUS)
    assert session.utterance_id is None
    assert session.partition is None
    assert session.settings.corpus.folder == "tones"
    assert session.settings.corpus.reader == "demo"
    assert {Topic.CORPUS, Topic.UTTERANCE, Topic.PARTITION, Topic.SETTINGS} == set(told)


def test_that_named_speakers_and_lists_stay_with_their_corpus(session: Session):
    session.take_corpus(CORPUS)
    named = {"partition.scheme": "named", "partition.validation_speakers": "s02", "partition.test_speakers": "s01"}
    session.change_settings(named)
    session.take_corpus(replace(CORPUS, problems=()))  # The same folder, as after a change of genders.
    assert session.settings.partition.test_speakers == "s01"
    session.take_corpus(replace(CORPUS, folder=Path("others")))
    partition = session.settings.partition
    assert (partition.scheme, partition.validation_speakers, partition.test_speakers) == ("tvt", "", "")
    session.change_settings({"partition.scheme": "loso"})
    session.take_corpus(CORPUS)
    assert session.settings.partition.scheme == "loso"


def test_that_an_impossible_setting_changes_nothing_and_tells_nothing(session: Session, told: list[Topic]):
    before = session.settings
    with pytest.raises(SettingsError):
        session.change_settings({"training.batch_size": -1})
    assert session.settings is before
    assert told == []


def test_that_the_same_value_again_tells_nothing(session: Session, told: list[Topic]):
    session.change_settings({"training.seed": session.settings.training.seed})
    session.select_utterance(None)
    session.select_runs(())
    assert told == []


def test_that_settings_are_changed_by_their_dotted_name(session: Session, told: list[Topic]):
    session.change_settings({"training.max_epochs": 5})
    assert session.settings.training.max_epochs == 5
    assert told == [Topic.SETTINGS]


def test_that_a_listener_may_change_the_session_itself(session: Session):
    session.listen(Topic.UTTERANCE, lambda: session.say("looking"))
    session.select_utterance("a.wav")
    assert session.message == "looking"


def test_that_another_workspace_selects_no_runs(session: Session, told: list[Topic]):
    session.select_runs(["r1"])
    told.clear()
    session.take_workspace(None)
    assert session.run_ids == ()
    assert told == [Topic.WORKSPACE, Topic.RUNS, Topic.RUN_CHOICE]


def test_that_a_complaint_is_one_sentence_for_whoever_shows_it(session: Session, told: list[Topic]):
    session.complain("The folder is gone; choose another.")
    assert session.complaint == "The folder is gone; choose another."
    assert told == [Topic.COMPLAINT]
