# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the partition."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import Partition, PartitionSettings
from ser_workbench.presenters.corpus_division import DivisionPresenter, SideRow
from ser_workbench.progress import Progress, run_steps
from tests.corpora import write_tone_corpus
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.settings: PartitionSettings | None = None
        self.speakers: Sequence[str] = ()
        self.errors: dict[str, str | None] = {}
        self.rows: Sequence[SideRow] = ()
        self.note = ""
        self.refusal = ""

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        self.settings, self.speakers = settings, speakers

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        self.errors[key] = sentence

    def show_dividing(self, progress: Progress | None) -> None:
        self.progress = progress

    def show_partition(self, rows: Sequence[SideRow], emotions: Sequence[str], note: str) -> None:
        self.rows, self.note, self.refusal = rows, note, ""

    def show_no_partition(self, sentence: str) -> None:
        self.rows, self.refusal = (), sentence


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> DivisionPresenter:
    made = DivisionPresenter(desk.session, view, desk.jobs)
    made.start()
    return made


def test_that_an_opened_corpus_is_divided_by_speaker(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.jobs.finish()
    assert [row.side for row in view.rows] == ["train", "validation", "test"]
    assert sorted(speaker for row in view.rows for speaker in row.speakers) == ["s01", "s02", "s03"]
    assert [row.utterances for row in view.rows] == [6, 6, 6]
    assert view.rows[0].emotions == {"anger": 2, "happiness": 2, "sadness": 2}
    assert view.note == "3 speakers, 18 files: none on two sides."
    assert desk.session.partition is not None


def test_that_another_seed_divides_anew(presenter: DivisionPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    desk.jobs.finish()
    divisions = set()
    for seed in range(6):
        presenter.change({"partition.seed": seed})
        desk.jobs.finish()
        divisions.add(tuple(row.speakers for row in view.rows))
    assert len(divisions) > 1


def test_that_one_speaker_can_be_left_out(presenter: DivisionPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    presenter.change({"partition.scheme": "loso"})
    presenter.change({"partition.held_out": "s02"})
    desk.jobs.finish()
    assert view.rows[2].speakers == ("s02",)
    assert view.settings is not None
    assert view.settings.held_out == "s02"
    assert view.speakers == ("s01", "s02", "s03")


def test_that_an_impossible_value_is_said_at_its_field_and_changes_nothing(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    before = desk.session.settings
    presenter.change({"partition.train_share": -1})
    assert "Training share" in str(view.errors["partition.train_share"])
    assert desk.session.settings == before
    presenter.change({"partition.train_share": 0.6})
    assert view.errors["partition.train_share"] is None


def test_that_an_emotion_missing_from_a_side_is_refused_in_a_sentence(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    corpus = desk.session.corpus
    assert corpus is not None
    few = tuple(u for u in corpus.utterances if u.emotion != "anger" or u.speaker == "s01")
    desk.session.take_corpus(replace(corpus, utterances=few))
    desk.jobs.finish()
    assert "has no anger" in view.refusal
    assert desk.session.partition is None


def test_that_a_corpus_of_one_speaker_is_refused_in_a_sentence(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    folder = write_tone_corpus(tmp_path / "one", speakers={"s01": "female"})
    desk.session.take_corpus(run_steps(open_corpus(folder)))
    desk.jobs.finish()
    assert view.refusal.startswith("The corpus has only one speaker (s01);")


def test_that_a_content_on_two_sides_is_refused_in_a_sentence(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    folder = write_tone_corpus(tmp_path / "leaky")
    shutil.copyfile(folder / "s01" / "anger_0.wav", folder / "s02" / "anger_0.wav")
    desk.session.take_corpus(run_steps(open_corpus(folder)))
    desk.jobs.finish()
    assert "anger_0.wav" in view.refusal
    assert desk.session.partition is None


def test_that_only_the_newest_of_quick_changes_is_shown(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    for seed in range(5):
        presenter.change({"partition.seed": seed})
    desk.jobs.finish()
    quick = [row.speakers for row in view.rows]
    presenter.change({"partition.seed": 0})
    presenter.change({"partition.seed": 4})
    desk.jobs.finish()
    assert [row.speakers for row in view.rows] == quick


def test_that_the_partition_is_saved_as_a_table(presenter: DivisionPresenter, desk: PlainDesk, tmp_path: Path) -> None:
    desk.open_corpus()
    desk.jobs.finish()
    presenter.save(tmp_path / "partition.csv")
    assert Partition.load_csv(tmp_path / "partition.csv").rows == desk.session.partition.rows  # type: ignore[union-attr]
    presenter.save(tmp_path / "nowhere" / "partition.csv")
    assert str(tmp_path / "nowhere") in desk.session.complaint
