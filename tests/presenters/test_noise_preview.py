# SPDX-License-Identifier: MIT
"""One utterance under one noise: mixed at the SNR asked for, the newest wish first."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.mixing import power_db
from ser_workbench.presenters.noise_mixture import Mixture, MixWish
from ser_workbench.presenters.noise_preview import MixPresenter, Part
from tests.corpora import write_wav
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.sentence = ""
        self.wish: MixWish | None = None
        self.mixtures: list[Mixture] = []
        self.level = ""
        self.error = ""
        self.part: Part | None = None
        self.cursor: float | None = None

    def show_no_mix(self, sentence: str) -> None:
        self.sentence = sentence

    def show_wish(self, wish: MixWish) -> None:
        self.wish = wish

    def show_mixture(self, mixture: Mixture, level: str) -> None:
        self.mixtures.append(mixture)
        self.level = level

    def show_mix_error(self, sentence: str) -> None:
        self.error = sentence

    def show_playing_part(self, part: Part | None) -> None:
        self.part = part

    def show_mix_cursor(self, seconds: float | None) -> None:
        self.cursor = seconds


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> MixPresenter:
    made = MixPresenter(desk.session, view, desk.jobs, desk.listening)
    made.start()
    return made


def test_that_it_is_said_what_is_missing(presenter: MixPresenter, view: FakeView, desk: PlainDesk) -> None:
    assert view.sentence == "Open a corpus and a folder of noise to hear speech under noise."
    desk.open_corpus()
    assert view.sentence == "Open a folder of noise to hear speech under noise."


def test_that_the_first_utterance_and_noise_are_mixed_as_soon_as_both_are_there(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    desk.jobs.finish()
    assert view.mixtures[-1].wish.utterance_id == "s01/anger_0.wav"
    assert view.mixtures[-1].wish.noise_id == "noise_0.wav"


@pytest.mark.parametrize("snr_db", [-20, -10, 0, 15, 40])
def test_that_the_parts_of_a_mix_have_the_snr_asked_for(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk, snr_db: float
) -> None:
    desk.open_corpus()
    desk.open_noises()
    presenter.choose_snr(snr_db)
    desk.jobs.finish()
    made = view.mixtures[-1]
    assert power_db(made.clean.samples) - power_db(made.noise.samples) == pytest.approx(snr_db, abs=0.05)
    assert made.measured_snr_db == pytest.approx(snr_db, abs=0.05)
    assert np.abs(made.mix.samples).max() <= 1
    np.testing.assert_allclose(made.clean.samples + made.noise.samples, made.mix.samples, atol=2**-15)


def test_that_the_level_is_said_when_it_had_to_be_lowered(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    presenter.choose_snr(20)
    desk.jobs.finish()
    assert view.level.endswith("speech at its own level")
    presenter.choose_snr(-20)
    desk.jobs.finish()
    assert view.level.startswith("−20.00 dB measured")
    assert view.level.endswith("dB quieter: no clipping")


def test_that_of_quick_wishes_the_last_one_is_mixed_and_those_between_are_not(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    for snr_db in range(-20, 20):
        presenter.choose_snr(snr_db)
    desk.jobs.finish()
    assert view.mixtures[-1].wish.snr_db == 19
    assert len(view.mixtures) == 2


def test_that_a_selected_utterance_and_a_chosen_noise_are_mixed(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    assert desk.session.noises is not None
    presenter.choose_noise(desk.session.noises.noises[2])
    desk.session.select_utterance("s03/sadness_1.wav")
    desk.jobs.finish()
    wish = view.mixtures[-1].wish
    assert (wish.utterance_id, wish.noise_id) == ("s03/sadness_1.wav", "noise_2.wav")


def test_that_a_drawn_item_is_shown_as_it_will_be(presenter: MixPresenter, view: FakeView, desk: PlainDesk) -> None:
    from ser_workbench.audio.noisy_set import NoisyItem

    desk.open_corpus()
    desk.open_noises()
    presenter.draw([NoisyItem("s02/anger_1.wav", "noise_3.wav", 0.25, 7.34)])
    desk.jobs.finish()
    wish = view.mixtures[-1].wish
    assert (wish.utterance_id, wish.noise_id, wish.offset, wish.snr_db) == (
        "s02/anger_1.wav",
        "noise_3.wav",
        0.25,
        7.34,
    )
    presenter.draw([])


def test_that_silent_noise_is_told_in_a_sentence(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    desk.open_noises(1)
    desk.jobs.finish()
    write_wav(tmp_path / "noises" / "noise_0.wav", np.zeros(4000, np.float32))
    other = make_desk(tmp_path)
    other.session.take_corpus(desk.session.corpus)
    other.session.take_noises(desk.session.noises)
    MixPresenter(other.session, view, other.jobs, other.listening).start()
    other.jobs.finish()
    assert "silent" in view.error


def test_that_each_part_is_heard_by_itself_with_a_moving_cursor(
    presenter: MixPresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    desk.jobs.finish()
    for part in ("clean", "noise", "mix"):
        presenter.toggle_play(part)
        desk.jobs.finish()
        assert view.part == part
    desk.loudspeaker.play(0.05)
    presenter.move_cursor()
    assert view.cursor == pytest.approx(0.05)
    presenter.toggle_play("mix")
    assert view.part is None
    assert view.cursor is None


def test_that_another_noise_stops_the_sound(presenter: MixPresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    desk.open_noises()
    desk.jobs.finish()
    presenter.toggle_play("noise")
    desk.jobs.finish()
    assert desk.session.noises is not None
    presenter.choose_noise(desk.session.noises.noises[1])
    assert view.part is None
    desk.jobs.finish()
