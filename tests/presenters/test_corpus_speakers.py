# SPDX-License-Identifier: MIT
"""Speakers' genders: named by the user, used at once, kept in the workspace."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ser_workbench.presenters.corpus_speaker_rows import SpeakerRow
from ser_workbench.presenters.corpus_speakers import SpeakersPresenter
from ser_workbench.runs.workspace import Workspace
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.rows: Sequence[SpeakerRow] = ()
        self.note = ""

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        self.rows, self.note = rows, note

    @property
    def genders(self) -> dict[str, str]:
        return {row.speaker: row.gender for row in self.rows}


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> SpeakersPresenter:
    made = SpeakersPresenter(desk.session, view)
    made.start()
    return made


def test_that_each_speaker_has_a_line(presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    assert view.genders == {"s01": "female", "s02": "male", "s03": "female"}
    assert view.rows[0].utterances == 6
    assert view.rows[0].seconds == pytest.approx(6 * 0.315, abs=0.01)


def test_that_a_named_gender_is_used_by_the_session_s_corpus_at_once(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.session.select_utterance("s02/anger_0.wav")
    desk.session.change_settings({"partition.scheme": "loso", "partition.held_out": "s02"})
    presenter.change_gender("s02", "female")
    assert view.genders["s02"] == "female"
    assert desk.session.corpus is not None
    assert desk.session.corpus.count_genders() == {"female": 3}
    assert desk.session.utterance_id == "s02/anger_0.wav"
    assert desk.session.settings.partition.held_out == "s02"


def test_that_named_genders_come_back_with_the_workspace(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "workspace")
    desk.session.take_workspace(workspace)
    desk.open_corpus()
    before = {file: file.read_bytes() for file in (tmp_path / "tones").rglob("*") if file.is_file()}
    presenter.change_gender("s01", "male")
    assert (tmp_path / "workspace" / "speakers.csv").read_text().splitlines() == [
        "corpus,speaker,gender",
        f"{(tmp_path / 'tones').as_posix()},s01,male",
    ]
    assert {file: file.read_bytes() for file in (tmp_path / "tones").rglob("*") if file.is_file()} == before

    again, other = make_desk(tmp_path), FakeView()
    again.session.take_workspace(workspace)
    SpeakersPresenter(again.session, other).start()
    again.open_corpus()
    assert other.genders == {"s01": "male", "s02": "male", "s03": "female"}


def test_that_another_workspace_knows_nothing_of_them(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.session.take_workspace(Workspace(tmp_path / "one"))
    desk.open_corpus()
    presenter.change_gender("s01", "male")
    desk.session.take_workspace(Workspace(tmp_path / "two"))
    assert view.genders["s01"] == "female"
    desk.session.take_workspace(Workspace(tmp_path / "one"))
    assert view.genders["s01"] == "male"


def test_that_without_a_workspace_the_user_is_told_that_it_is_not_kept(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    presenter.change_gender("s01", "unknown")
    assert "open a workspace to keep it" in desk.session.message
    assert view.note.startswith("1 speaker's gender is unknown")


def test_that_a_damaged_table_is_told_in_a_sentence_and_left_alone(
    presenter: SpeakersPresenter, desk: PlainDesk, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "workspace")
    (workspace.folder / "speakers.csv").write_text("corpus,speaker,gender\nx,s01,robot\n")
    desk.session.take_workspace(workspace)
    assert "speakers.csv, line 2" in desk.session.complaint
