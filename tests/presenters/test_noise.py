# SPDX-License-Identifier: MIT
"""What the Noise panel decides about noises, condition and size."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.noise import NoiseFile
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.presenters.noise import NoisePresenter
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram
from tests.corpora import write_noise_folder, write_wav
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.is_empty = False
        self.noises: Sequence[NoiseFile] = ()
        self.summary = ""
        self.problems: Sequence[str] = ()
        self.settings: NoiseSettings | None = None
        self.errors: dict[str, str | None] = {}
        self.size: NoisySetSize | None = None
        self.histogram: SnrHistogram | None = None
        self.histograms = 0
        self.sentence = ""

    def show_no_noises(self) -> None:
        self.is_empty = True

    def show_noises(self, noises: Sequence[NoiseFile], folder: Path, summary: str) -> None:
        self.is_empty, self.noises, self.summary = False, noises, summary

    def show_noise_problems(self, lines: Sequence[str]) -> None:
        self.problems = lines

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        self.settings = settings

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        self.errors[key] = sentence

    def show_size(self, size: NoisySetSize | None) -> None:
        self.size = size

    def show_draw(self, histogram: SnrHistogram) -> None:
        self.histogram = histogram
        self.histograms += 1

    def show_no_draw(self, sentence: str) -> None:
        self.sentence = sentence


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return make_desk(tmp_path)


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(desk: PlainDesk, view: FakeView) -> NoisePresenter:
    made = NoisePresenter(desk.session, view, desk.jobs, desk.opening)
    made.start()
    return made


def test_that_without_noises_the_view_invites_and_says_what_is_missing(
    presenter: NoisePresenter, view: FakeView
) -> None:
    assert view.is_empty
    assert view.size is None
    assert view.sentence == "Open a corpus and a folder of noise to see which SNRs are drawn."


def test_that_an_opened_folder_is_shown_with_its_noises(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    folder = write_noise_folder(tmp_path / "street", count=3)
    (folder / "broken.wav").write_text("not sound")
    presenter.open_folder(folder)
    desk.jobs.finish()
    assert [noise.id for noise in view.noises] == ["noise_0.wav", "noise_1.wav", "noise_2.wav"]
    assert view.summary == "street · 3 noises · 0.8 s"
    assert len(view.problems) == 1
    assert view.problems[0].startswith("broken.wav: ")


def test_that_musan_is_recognised_and_only_its_noise_portion_shown(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    samples = np.random.default_rng(0).standard_normal(1600).astype(np.float32) * np.float32(0.1)
    for name in ("noise/free-sound/a.wav", "noise/sound-bible/b.wav", "music/c.wav", "speech/d.wav"):
        write_wav(tmp_path / "musan" / name, samples)
    presenter.open_folder(tmp_path / "musan")
    desk.jobs.finish()
    assert [noise.id for noise in view.noises] == ["noise/free-sound/a.wav", "noise/sound-bible/b.wav"]
    assert "MUSAN, its noise portion only" in view.summary


def test_that_the_size_is_known_as_soon_as_a_corpus_is_open(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    assert view.size is not None
    assert (view.size.clean_utterances, view.size.noisy_utterances, view.size.factor) == (18, 18 * 60, 61)
    presenter.change({"noise.noises": 2})
    assert view.size.noisy_utterances == 18 * 6
    desk.jobs.finish()


def test_that_the_drawn_snrs_lie_within_the_range_and_count_every_copy(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    presenter.change({"noise.snr_low_db": 0})
    desk.jobs.finish()
    assert view.histogram is not None
    assert view.histogram.drawn == 18 * 60
    assert view.histogram.edges_db[[0, -1]].tolist() == [0, 15]
    assert len(presenter.items) == 18 * 60


def test_that_of_quick_changes_only_the_newest_draw_is_shown(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    for seed in range(4):
        presenter.change({"noise.seed": seed})
    desk.jobs.finish()
    assert view.histograms == 1


def test_that_a_range_turned_around_is_said_at_its_field_and_changes_nothing(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    presenter.change({"noise.snr_low_db": 30})
    assert "must not lie above" in str(view.errors["noise.snr_low_db"])
    assert desk.session.settings.noise.snr_low_db == -10
    presenter.change({"noise.snr_high_db": 35})
    assert view.errors["noise.snr_low_db"] is None


def test_that_one_snr_alone_is_one_bar(presenter: NoisePresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    desk.open_noises()
    presenter.change({"noise.snr_low_db": 15})
    desk.jobs.finish()
    assert view.histogram is not None
    assert view.histogram.counts.tolist() == [18 * 60]


@pytest.mark.real
def test_that_esc_10_gives_its_400_noises(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, esc10_folder: Path
) -> None:
    presenter.open_folder(esc10_folder)
    desk.jobs.finish()
    assert len(view.noises) == 400
    assert view.summary == "esc10 · 400 noises · 33.4 min"


def test_that_a_folder_without_audio_is_refused_in_a_sentence(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    presenter.open_folder(tmp_path / "empty")
    desk.jobs.finish()
    assert "holds no audio" in desk.session.complaint
    assert view.is_empty
