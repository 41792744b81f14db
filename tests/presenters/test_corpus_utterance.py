# SPDX-License-Identifier: MIT
"""The selected utterance is drawn and heard; the newest selection wins."""

from pathlib import Path

import pytest

from ser_workbench.corpus.utterance import Utterance
from ser_workbench.presenters.corpus_sound import Sound
from ser_workbench.presenters.corpus_utterance import UtterancePresenter
from tests.corpora import make_tone, write_wav
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.utterance: Utterance | None = None
        self.sounds: list[Sound] = []
        self.sentence = ""
        self.is_playing = False
        self.cursor: float | None = None

    def show_no_utterance(self) -> None:
        self.utterance = None

    def show_utterance(self, utterance: Utterance) -> None:
        self.utterance = utterance

    def show_sound(self, sound: Sound) -> None:
        self.sounds.append(sound)

    def show_no_sound(self, sentence: str) -> None:
        self.sentence = sentence

    def show_playing(self, is_playing: bool) -> None:
        self.is_playing = is_playing

    def show_cursor(self, seconds: float | None) -> None:
        self.cursor = seconds


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    made = make_desk(tmp_path)
    made.open_corpus()
    return made


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> UtterancePresenter:
    made = UtterancePresenter(desk.session, view, desk.jobs, desk.listening)
    made.start()
    return made


def test_that_a_selected_utterance_is_drawn_as_waveform_and_log_mel(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.session.select_utterance("s01/anger_0.wav")
    assert view.utterance is not None
    desk.jobs.finish()
    assert view.sounds[-1].samples.shape == (4800,)
    assert view.sounds[-1].log_mel.shape == (28, 40)  # 1 + (4800 - 400) / 160 windows, rounded down


def test_that_of_two_selections_in_a_row_the_newer_one_is_shown_alone(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.session.select_utterance("s01/anger_0.wav")
    desk.session.select_utterance("s02/sadness_1.wav")
    desk.jobs.finish()
    assert [sound.title for sound in view.sounds] == ["s02/sadness_1.wav"]


def test_that_a_file_that_has_gone_is_told_in_a_sentence(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    (tmp_path / "tones" / "s01" / "anger_0.wav").unlink()
    desk.session.select_utterance("s01/anger_0.wav")
    desk.jobs.finish()
    assert "anger_0.wav" in view.sentence
    assert view.sounds == []


def test_that_a_recording_shorter_than_a_window_has_no_frames_and_can_be_heard(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    write_wav(tmp_path / "tones" / "s01" / "anger_0.wav", make_tone(440, seconds=0.01))
    desk.session.select_utterance("s01/anger_0.wav")
    desk.jobs.finish()
    assert view.sounds[-1].log_mel.shape == (0, 40)


def test_that_playing_moves_the_cursor_until_the_end(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.session.select_utterance("s01/anger_0.wav")
    presenter.toggle_play()
    desk.jobs.finish()
    assert view.is_playing
    desk.loudspeaker.play(0.1)
    presenter.move_cursor()
    assert view.cursor == pytest.approx(0.1)
    desk.loudspeaker.play(0.5)
    presenter.move_cursor()
    assert not view.is_playing
    assert view.cursor is None


def test_that_playing_again_stops(presenter: UtterancePresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.session.select_utterance("s01/anger_0.wav")
    presenter.toggle_play()
    desk.jobs.finish()
    presenter.toggle_play()
    desk.jobs.finish()
    assert not view.is_playing
    assert not desk.loudspeaker.is_open


def test_that_another_selection_stops_the_sound(presenter: UtterancePresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.session.select_utterance("s01/anger_0.wav")
    presenter.toggle_play()
    desk.jobs.finish()
    desk.session.select_utterance("s01/anger_1.wav")
    assert not view.is_playing
    assert not desk.loudspeaker.is_open
    desk.jobs.finish()


def test_that_without_a_loudspeaker_one_sentence_is_told(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk
) -> None:
    from ser_workbench.audio.playback import Player
    from ser_workbench.errors import AudioDeviceError

    def no_loudspeaker(rate: int, fill: object) -> "PlainDesk":
        raise AudioDeviceError("No loudspeaker can be opened; connect one and try again.")

    desk.session.player = Player(no_loudspeaker)  # type: ignore[arg-type]  # It never returns.
    desk.session.select_utterance("s01/anger_0.wav")
    presenter.toggle_play()
    desk.jobs.finish()
    assert desk.session.complaint == "No loudspeaker can be opened; connect one and try again."
    assert not view.is_playing


def test_that_without_a_selection_playing_does_nothing(
    presenter: UtterancePresenter, view: FakeView, desk: PlainDesk
) -> None:
    presenter.toggle_play()
    assert desk.jobs.names == []
