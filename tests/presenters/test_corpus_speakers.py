# SPDX-License-Identifier: MIT
"""Speakers' genders: named by the user, used at once, kept in the workspace."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.features.gender import Suggestion
from ser_workbench.presenters.corpus_speaker_rows import SpeakerRow, suggestion_text
from ser_workbench.presenters.corpus_speakers import SpeakersPresenter
from ser_workbench.progress import Progress
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_wav
from tests.features.test_pitch import make_noise, make_voice
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.rows: Sequence[SpeakerRow] = ()
        self.note = ""
        self.acceptable = 0
        self.stages: list[str] = []

    def show_suggesting(self, progress: Progress | None) -> None:
        self.stages.append("" if progress is None else progress.stage)

    def show_acceptable(self, count: int) -> None:
        self.acceptable = count

    def show_speakers(self, rows: Sequence[SpeakerRow], note: str) -> None:
        self.rows, self.note = rows, note

    @property
    def genders(self) -> dict[str, str]:
        return {row.speaker: row.gender for row in self.rows}

    @property
    def suggestions(self) -> dict[str, str]:
        return {row.speaker: row.suggestion for row in self.rows}


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> SpeakersPresenter:
    made = SpeakersPresenter(desk.session, view, desk.jobs)
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
    SpeakersPresenter(again.session, other, again.jobs).start()
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


def take_voices(desk: PlainDesk, folder: Path) -> Corpus:
    """A high, a low and a middling voice and a whisper, of unknown gender; and a high one that is said to be male."""
    utterances = []
    for speaker, hz in (("s01", 212.0), ("s02", 104.0), ("s03", 152.0), ("s04", 0.0), ("s05", 230.0)):
        file = write_wav(folder / f"{speaker}.wav", make_voice(hz) if hz else make_noise(0.1))
        gender = "male" if speaker == "s05" else "unknown"
        utterances.append(Utterance(file.name, file, speaker, "neutral", gender, 1.0))
    corpus = Corpus(folder, "manifest", tuple(utterances))
    desk.session.take_corpus(corpus)
    return corpus


def test_that_a_suggestion_is_marked_as_one_and_changes_nothing(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    corpus = take_voices(desk, tmp_path)
    assert set(view.suggestions.values()) == {""}
    presenter.suggest()
    desk.jobs.finish()
    assert view.suggestions == {
        "s01": "female? 212 Hz",
        "s02": "male? 104 Hz",
        "s03": "unclear 152 Hz",
        "s04": "no voice heard",
        "s05": "female? 230 Hz",
    }
    assert desk.session.corpus is corpus
    assert view.genders == {"s01": "unknown", "s02": "unknown", "s03": "unknown", "s04": "unknown", "s05": "male"}
    assert view.acceptable == 2
    assert "2 female, 1 male, 2 unclear. Nothing of this is used until you accept it" in view.note
    assert view.stages[0] == "Listening to voices"
    assert view.stages[-1] == ""


def test_that_accepting_names_the_unknown_ones_and_is_kept_while_known_ones_are_left_alone(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.session.take_workspace(Workspace(tmp_path / "workspace"))
    take_voices(desk, tmp_path)
    presenter.accept_all()
    assert not (tmp_path / "workspace" / "speakers.csv").exists()
    presenter.suggest()
    desk.jobs.finish()
    presenter.accept_all()
    assert view.genders == {"s01": "female", "s02": "male", "s03": "unknown", "s04": "unknown", "s05": "male"}
    assert view.suggestions["s01"] == "female? 212 Hz"
    assert view.acceptable == 0
    lines = (tmp_path / "workspace" / "speakers.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rsplit(",", 2)[1:] for line in lines[1:]] == [["s01", "female"], ["s02", "male"]]


def test_that_suggestions_belong_to_one_corpus(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    take_voices(desk, tmp_path)
    presenter.suggest()
    desk.open_corpus()
    desk.jobs.finish()
    assert view.suggestions == {"s01": "", "s02": "", "s03": ""}
    assert view.acceptable == 0


def test_that_a_second_call_stops_the_listening(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    take_voices(desk, tmp_path)
    presenter.suggest()
    presenter.suggest()
    desk.jobs.finish()
    assert view.stages[-1] == ""
    assert desk.jobs.names == [f"Listen to the speakers of {tmp_path.name}"]
    presenter.suggest()
    desk.jobs.finish()
    assert view.suggestions["s02"] == "male? 104 Hz"


def test_that_genders_come_from_a_table_and_go_into_one(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    take_voices(desk, tmp_path)
    (tmp_path / "theirs.csv").write_text("speaker,gender\ns03,F\ns05,female\ns06,male\n", encoding="utf-8")
    presenter.import_table(tmp_path / "theirs.csv")
    desk.jobs.finish()
    assert view.genders == {"s01": "unknown", "s02": "unknown", "s03": "female", "s04": "unknown", "s05": "female"}
    assert desk.session.message == (
        "Genders of 2 speakers were taken from theirs.csv; 1 of the table's speakers is not in this corpus."
    )
    presenter.export_table(tmp_path / "ours.csv")
    assert (tmp_path / "ours.csv").read_text(encoding="utf-8").splitlines() == [
        "speaker,gender",
        "s01,unknown",
        "s02,unknown",
        "s03,female",
        "s04,unknown",
        "s05,female",
    ]


def test_that_a_table_that_cannot_be_used_changes_nothing_and_is_told_in_a_sentence(
    presenter: SpeakersPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    take_voices(desk, tmp_path)
    before = view.genders
    (tmp_path / "theirs.csv").write_text("speaker,gender\ns01,F\ns02,robot\n", encoding="utf-8")
    presenter.import_table(tmp_path / "theirs.csv")
    desk.jobs.finish()
    assert "line 3: 'robot' is no gender" in desk.session.complaint
    assert view.genders == before
    presenter.export_table(tmp_path / "nowhere" / "ours.csv")
    assert "cannot be written" in desk.session.complaint


def test_that_without_a_corpus_nothing_is_done(presenter: SpeakersPresenter, desk: PlainDesk, tmp_path: Path) -> None:
    presenter.suggest()
    presenter.accept_all()
    presenter.import_table(tmp_path / "theirs.csv")
    presenter.export_table(tmp_path / "ours.csv")
    assert desk.jobs.names == []
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize(
    ("suggestion", "text"),
    [
        (Suggestion("female", 211.6), "female? 212 Hz"),
        (Suggestion("unknown", 150.2), "unclear 150 Hz"),
        (Suggestion("unknown", 0.0), "no voice heard"),
    ],
)
def test_that_a_suggestion_is_written_with_its_height(suggestion: Suggestion, text: str) -> None:
    assert suggestion_text(suggestion) == text
