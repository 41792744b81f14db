# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the table, the filter and the check."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.utterance import Problem
from ser_workbench.presenters.corpus import CorpusPresenter
from ser_workbench.presenters.corpus_problem_rows import KindCount
from ser_workbench.presenters.corpus_rows import CorpusCounts, FilterChoices, UtteranceFilter, UtteranceRow
from ser_workbench.progress import Progress
from tests.corpora import write_emodb_tree, write_wav
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.is_empty = False
        self.summary = ""
        self.reader = ""
        self.rows: Sequence[UtteranceRow] = ()
        self.positions: Sequence[int] = ()
        self.amount = ""
        self.is_filtered = False
        self.filter = UtteranceFilter()
        self.choices = FilterChoices()
        self.problems: Sequence[Problem] = ()
        self.note = ""
        self.progress: list[Progress | None] = []
        self.chosen: UtteranceRow | None = None

    def show_no_corpus(self) -> None:
        self.is_empty = True

    def show_readers(self, titles: Sequence[tuple[str, str]], chosen: str) -> None:
        self.reader = chosen

    def show_corpus(self, summary: str, folder: Path, counts: CorpusCounts) -> None:
        self.is_empty, self.summary, self.counts = False, summary, counts

    def show_filter(self, wanted: UtteranceFilter, choices: FilterChoices) -> None:
        self.filter, self.choices = wanted, choices

    def show_utterances(self, rows: Sequence[UtteranceRow]) -> None:
        self.rows = rows

    def show_matching(self, positions: Sequence[int], amount: str, is_filtered: bool) -> None:
        self.positions, self.amount, self.is_filtered = positions, amount, is_filtered

    def show_chosen(self, row: UtteranceRow) -> None:
        self.chosen = row

    def show_problems(self, problems: Sequence[Problem], note: str) -> None:
        self.problems, self.note = problems, note

    def show_problem_kinds(self, kinds: Sequence[KindCount], chosen: str) -> None:
        self.kinds, self.kind = kinds, chosen

    def show_matching_problems(self, positions: Sequence[int], amount: str) -> None:
        self.matching_problems, self.problem_amount = positions, amount

    def show_checking(self, progress: Progress | None) -> None:
        self.progress.append(progress)

    @property
    def shown(self) -> list[str]:
        return [self.rows[position].utterance.id for position in self.positions]


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> CorpusPresenter:
    made = CorpusPresenter(desk.session, view, desk.jobs, desk.opening)
    made.start()
    return made


def test_that_without_a_corpus_the_view_invites(presenter: CorpusPresenter, view: FakeView) -> None:
    assert view.is_empty


def test_that_an_opened_folder_is_shown_with_the_reader_that_recognised_it(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    presenter.open_folder(write_emodb_tree(tmp_path / "berlin"))
    desk.jobs.finish()
    assert view.reader == "emodb"
    assert view.summary == "berlin · 7 utterances · 5 speakers · 7 emotions · 0.3 s"
    assert view.counts.speakers == {"03": 2, "08": 2, "10": 1, "13": 1, "16": 1}
    assert view.counts.genders == {"female": 4, "male": 3}


def test_that_a_reader_that_does_not_fit_is_refused_in_a_sentence_and_the_corpus_stays(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    view.reader = "emodb"  # The box shows what was chosen.
    presenter.choose_reader("emodb")
    desk.jobs.finish()
    assert desk.session.complaint.startswith("The reader 'emodb' finds no recordings in")
    assert len(view.rows) == 18
    assert view.reader == "manifest"


def test_that_every_word_of_the_filter_must_occur(presenter: CorpusPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    presenter.filter_by(text="S01 anger")
    assert view.shown == ["s01/anger_0.wav", "s01/anger_1.wav"]
    assert view.amount == "2 of 18 utterances, 0.6 s"
    assert view.is_filtered


def test_that_male_does_not_find_every_female_voice(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.filter_by(text="male")
    assert {view.rows[position].utterance.gender for position in view.positions} == {"male"}


def test_that_filters_of_columns_add_up_and_can_be_dropped(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.filter_by(emotion="anger")
    presenter.filter_by(gender="female")
    assert len(view.shown) == 4
    presenter.filter_by(speaker="s03")
    assert view.shown == ["s03/anger_0.wav", "s03/anger_1.wav"]
    presenter.drop_filter()
    assert len(view.shown) == 18
    assert view.filter.is_open
    assert not view.is_filtered


def test_that_a_bar_of_a_chart_shows_its_utterances_alone(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.filter_by(text="nothing like it")
    presenter.show_only(emotion="sadness")
    assert len(view.shown) == 6
    assert view.filter == UtteranceFilter(emotion="sadness")


def test_that_the_filters_offer_what_the_corpus_holds(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    assert view.choices == FilterChoices(
        ("anger", "happiness", "sadness"), ("s01", "s02", "s03"), ("female", "male"), ()
    )


def test_that_a_chosen_row_is_the_session_s_utterance_and_back(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.select(view.rows[3])
    assert desk.session.utterance_id == view.rows[3].utterance.id
    desk.session.select_utterance("s03/anger_0.wav")
    assert view.chosen is not None
    assert view.chosen.utterance.id == "s03/anger_0.wav"


def test_that_checking_all_files_lists_what_is_wrong_and_marks_the_rows(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    write_wav(tmp_path / "tones" / "s02" / "anger_1.wav", np.zeros(4800, np.float32))
    presenter.check_files()
    desk.jobs.finish()
    assert [problem.file for problem in view.problems] == ["s02/anger_1.wav"]
    assert view.note == "All 18 files were listened to: 1 problem."
    assert [row.problem for row in view.rows if row.problem] == [view.problems[0].problem]
    assert view.progress[-1] is None
    assert any(step is not None and step.done == 18 for step in view.progress)
    presenter.look_at_problem(view.problems[0])
    assert desk.session.utterance_id == "s02/anger_1.wav"


def test_that_a_sound_corpus_is_said_to_be_sound(presenter: CorpusPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    presenter.check_files()
    presenter.check_files()
    assert desk.jobs.names == ["Check tones"]
    desk.jobs.finish()
    assert view.note == "All 18 files were listened to: nothing is wrong with them."


def test_that_a_cancelled_check_leaves_what_was_known(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    note = view.note
    presenter.check_files()
    presenter.cancel_check()
    desk.jobs.finish()
    assert view.progress[-1] is None
    assert view.note in (note, "All 18 files were listened to: nothing is wrong with them.")
    presenter.check_files()
    desk.jobs.finish()
    assert view.note.startswith("All 18 files")


def test_that_other_genders_leave_filter_and_check_as_they_are(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.check_files()
    presenter.filter_by(emotion="anger")
    corpus = desk.session.corpus
    assert corpus is not None
    desk.session.take_corpus(replace(corpus, utterances=tuple(replace(u, gender="male") for u in corpus.utterances)))
    desk.jobs.finish()
    assert view.note == "All 18 files were listened to: nothing is wrong with them."
    assert view.filter.emotion == "anger"
    assert view.counts.genders == {"male": 18}


def test_that_opening_the_same_folder_again_forgets_what_the_check_found(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.check_files()
    desk.jobs.finish()
    desk.open_corpus()
    assert view.note.startswith("Only names and headers")


@pytest.mark.real
def test_that_emodb_shows_its_ten_speakers_and_seven_emotions(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk, emodb_folder: Path
) -> None:
    presenter.open_folder(emodb_folder)
    desk.jobs.finish()
    assert view.reader == "emodb"
    assert len(view.rows) == 535
    assert dict(view.counts.emotions) == {
        "anger": 127,
        "disgust": 46,
        "fear": 69,
        "happiness": 71,
        "sadness": 62,
        "neutral": 79,
        "boredom": 81,
    }
    assert len(view.counts.speakers) == 10


def test_that_another_corpus_drops_filter_and_problems(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    presenter.filter_by(emotion="anger")
    presenter.check_files()
    desk.jobs.finish()
    presenter.open_folder(write_emodb_tree(tmp_path / "berlin"))
    desk.jobs.finish()
    assert view.filter.is_open
    assert len(view.shown) == 7
    assert view.note.startswith("Only names and headers")


def test_that_problems_are_filtered_by_kind_and_words(
    presenter: CorpusPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    assert desk.session.corpus is not None
    folder = desk.session.corpus.folder
    (folder / "s01" / "anger_0.wav").write_bytes(b"")
    shutil.copyfile(folder / "s02" / "anger_0.wav", folder / "s02" / "anger_1.wav")
    presenter.check_files()
    desk.jobs.finish()
    assert [(kind.kind, kind.amount) for kind in view.kinds] == [("", 2), ("unreadable", 1), ("duplicate", 1)]
    presenter.filter_problems("duplicate", "")
    assert [view.problems[position].file for position in view.matching_problems] == ["s02/anger_1.wav"]
    assert view.problem_amount == "1 of 2 problems"
    presenter.filter_problems("duplicate", "s01/anger_0")
    assert view.matching_problems == []
