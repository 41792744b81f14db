# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the partition."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import Partition, PartitionSettings
from ser_workbench.presenters.corpus_division import DivisionPresenter
from ser_workbench.presenters.corpus_sides import Divided, SideRow, SpeakerSide
from ser_workbench.progress import Progress, run_steps
from tests.corpora import write_table, write_tone_corpus
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
        self.findings: Sequence[str] = ()
        self.speaker_sides: dict[str, str] = {}

    def show_partition_settings(self, settings: PartitionSettings, speakers: Sequence[str]) -> None:
        self.settings, self.speakers = settings, speakers

    def show_partition_setting_error(self, key: str, sentence: str | None) -> None:
        self.errors[key] = sentence

    def show_dividing(self, progress: Progress | None) -> None:
        self.progress = progress

    def show_partition(self, divided: Divided) -> None:
        self.rows, self.note, self.refusal = divided.sides, divided.note, divided.refusal
        self.findings = divided.findings

    def show_no_partition(self, sentence: str) -> None:
        self.rows, self.refusal = (), sentence

    def show_speaker_sides(self, rows: Sequence[SpeakerSide]) -> None:
        self.speaker_sides = {row.speaker: row.side for row in rows}


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


def test_that_a_speaker_is_put_elsewhere_by_hand_beginning_with_the_sides_that_were_drawn(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.jobs.finish()
    (tested,) = view.rows[2].speakers
    (trained,) = view.rows[0].speakers
    presenter.change_side(tested, "train")
    desk.jobs.finish()
    assert view.refusal.startswith("No speaker is left for the test")
    assert view.speaker_sides[tested] == "train"
    presenter.change_side(trained, "test")
    desk.jobs.finish()
    assert view.rows[2].speakers == (trained,)
    assert desk.session.settings.partition.scheme == "named"
    assert desk.session.settings.partition.test_speakers == trained
    assert desk.session.partition is not None
    assert desk.session.partition.speakers("train") == (tested,)


def test_that_choosing_to_name_speakers_begins_with_where_they_stand(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.jobs.finish()
    before = [row.speakers for row in view.rows]
    presenter.change({"partition.scheme": "named"})
    desk.jobs.finish()
    assert [row.speakers for row in view.rows] == before
    assert sorted(view.speaker_sides.values()) == ["test", "train", "validation"]


def test_that_a_list_that_leaks_is_shown_with_its_leaks_and_refused(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    sides = [("speaker", "side"), ("s01", "train"), ("s02", "dev"), ("s03", "test"), ("s01", "test"), ("s9", "test")]
    presenter.open_list(write_table(tmp_path / "list.csv", sides))
    desk.jobs.finish()
    assert desk.session.partition is None
    assert view.refusal.startswith("1 of 3 speakers (s01) stands on several sides")
    assert view.refusal.endswith("put all recordings of a speaker on one side.")
    assert view.findings[-1] == "1 name in the list is not in the corpus: s9."
    assert view.speaker_sides == {"s01": "train, test", "s02": "validation", "s03": "test"}
    assert [row.utterances for row in view.rows] == [6, 6, 12]


def test_that_a_list_of_folds_is_looked_at_though_it_cannot_be_trained_on(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    folds = [("speaker", "fold"), ("s01", "1"), ("s02", "2"), ("s03", "2")]
    presenter.open_list(write_table(tmp_path / "list.csv", folds))
    desk.jobs.finish()
    assert "names folds (1, 2), not sides" in view.refusal
    assert view.findings == ()
    assert [row.side for row in view.rows] == ["1", "2"]
    presenter.change_side("s03", "test")  # By hand from here: folds are no sides, so the others are trained on.
    desk.jobs.finish()
    assert view.speaker_sides == {"s01": "train", "s02": "train", "s03": "test"}


def test_that_a_good_list_divides_the_corpus(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    sides = [("speaker", "side"), ("s01", "train"), ("s02", "dev"), ("s03", "test")]
    presenter.open_list(write_table(tmp_path / "list.csv", sides))
    desk.jobs.finish()
    assert (view.refusal, view.findings) == ("", ())
    assert desk.session.partition is not None
    assert desk.session.partition.speakers("validation") == ("s02",)


def test_that_a_list_that_is_not_there_is_refused_in_a_sentence(
    presenter: DivisionPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    presenter.open_list(tmp_path / "nothing.csv")
    desk.jobs.finish()
    assert view.refusal.startswith("There is no file")
