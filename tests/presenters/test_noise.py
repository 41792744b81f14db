# SPDX-License-Identifier: MIT
"""What the Noise panel decides about noises, condition and size."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.presenters.noise import NoisePresenter
from ser_workbench.presenters.noise_draw import ClassRow, NoiseRow
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram
from tests.corpora import write_noise_folder, write_wav
from tests.presenters.corpus_desk import PlainDesk, make_desk


class FakeView:
    """Remembers what it was last shown."""

    def __init__(self) -> None:
        self.is_empty = False
        self.rows: Sequence[NoiseRow] = ()
        self.classes: Sequence[ClassRow] = ()
        self.summary = ""
        self.split = ""
        self.warning = ""
        self.settings: NoiseSettings | None = None
        self.errors: dict[str, str | None] = {}
        self.size: NoisySetSize | None = None
        self.histogram: SnrHistogram | None = None
        self.histograms = 0
        self.sentence = ""

    def show_no_noises(self) -> None:
        self.is_empty = True

    @property
    def ids(self) -> list[str]:
        return [row.noise.id for row in self.rows]

    def show_noises(self, rows: Sequence[NoiseRow], folder: Path, summary: str) -> None:
        self.is_empty, self.rows, self.summary = False, rows, summary

    def show_noise_sides(self, rows: Sequence[NoiseRow]) -> None:
        self.rows = rows

    def show_classes(self, rows: Sequence[ClassRow]) -> None:
        self.classes = rows

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        self.settings = settings

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        self.errors[key] = sentence

    def show_size(self, size: NoisySetSize | None) -> None:
        self.size = size

    def show_draw(self, histogram: SnrHistogram, split: str, warning: str) -> None:
        self.histogram, self.split, self.warning = histogram, split, warning
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
    assert view.ids == ["noise_0.wav", "noise_1.wav", "noise_2.wav"]
    assert view.summary == "street · 3 noises · 0.8 s · 16 kHz"


def test_that_musan_is_recognised_and_only_its_noise_portion_shown(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    samples = np.random.default_rng(0).standard_normal(1600).astype(np.float32) * np.float32(0.1)
    for name in ("noise/free-sound/a.wav", "noise/sound-bible/b.wav", "music/c.wav", "speech/d.wav"):
        write_wav(tmp_path / "musan" / name, samples)
    presenter.open_folder(tmp_path / "musan")
    desk.jobs.finish()
    assert view.ids == ["noise/free-sound/a.wav", "noise/sound-bible/b.wav"]
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
    desk.divide_speakers()
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
    desk.divide_speakers()
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
    desk.divide_speakers()
    desk.open_noises()
    presenter.change({"noise.snr_low_db": 15})
    desk.jobs.finish()
    assert view.histogram is not None
    assert view.histogram.counts.tolist() == [18 * 60]


def test_that_without_a_partition_the_noises_cannot_be_divided_but_the_paper_s_mode_draws(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises()
    assert view.sentence.startswith("The speakers are not divided")
    presenter.change({"noise.mode": "paper"})
    desk.jobs.finish()
    assert view.histogram is not None
    assert view.split == "Any of 4 noises on any side, as in the paper"
    assert {row.side for row in view.rows} == {""}


def test_that_the_sides_of_the_noises_follow_the_partition(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.open_noises(count=9)
    presenter.change({"noise.noises": 3})
    desk.divide_speakers()
    desk.jobs.finish()
    assert view.split == "Noises of the sides: train 3 · validation 3 · test 3"
    assert view.warning == ""
    assert sorted(row.side for row in view.rows) == ["test"] * 3 + ["train"] * 3 + ["validation"] * 3
    presenter.change({"noise.noises": 5})
    desk.jobs.finish()
    assert view.warning == "Train has 3 noises for the 5 of an utterance: they repeat."
    desk.session.take_partition(None)
    assert view.sentence.startswith("The speakers are not divided")


def test_that_too_few_noises_to_divide_are_told(presenter: NoisePresenter, view: FakeView, desk: PlainDesk) -> None:
    desk.open_corpus()
    desk.divide_speakers()
    desk.open_noises(count=2)
    desk.jobs.finish()
    assert "only 2 noises of different content" in view.sentence


def test_that_a_class_is_left_out_and_drawn_again(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_corpus()
    desk.divide_speakers()
    write_noise_folder(tmp_path / "all" / "street", count=6)
    write_noise_folder(tmp_path / "all" / "baby, crying", count=2, seconds=0.3)
    presenter.open_folder(tmp_path / "all")
    desk.jobs.finish()
    assert [(row.name, row.noises, row.is_drawn) for row in view.classes] == [
        ("baby, crying", 2, True),
        ("street", 6, True),
    ]
    presenter.change_class("baby, crying", is_drawn=False)
    desk.jobs.finish()
    assert desk.session.settings.noise.left_out == '"baby, crying"'
    assert [row.is_drawn for row in view.classes] == [False, True]
    assert {row.side for row in view.rows if row.noise.noise_class == "baby, crying"} == {"left out"}
    assert all(not item.noise_id.startswith("baby") for item in presenter.items)
    presenter.change({"noise.left_out": "*baby*, noise_0.wav"})
    presenter.change_class("baby, crying", is_drawn=True)
    desk.jobs.finish()
    assert desk.session.settings.noise.left_out == ""  # noise_0.wav stood in that class too.
    assert [row.is_drawn for row in view.classes] == [True, True]


def test_that_a_class_that_does_not_exist_is_told_with_the_nearest(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.divide_speakers()
    desk.open_noises()
    presenter.change({"noise.left_out": "noise_7"})
    desk.jobs.finish()
    assert "did you mean 'noise_" in view.sentence


def test_that_what_another_folder_does_not_have_is_not_left_out_of_it(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    desk.open_noises()
    presenter.change({"noise.left_out": "noise_3.wav"})
    presenter.open_folder(write_noise_folder(tmp_path / "few", count=4))
    desk.jobs.finish()
    assert desk.session.settings.noise.left_out == "noise_3.wav"
    presenter.open_folder(write_noise_folder(tmp_path / "fewer", count=2))
    desk.jobs.finish()
    assert desk.session.settings.noise.left_out == ""


def test_that_listed_ratios_are_counted_over_their_own_range(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk
) -> None:
    desk.open_corpus()
    desk.divide_speakers()
    desk.open_noises()
    presenter.change({"noise.snr_distribution": "list"})
    assert "snr_list_db" in str(view.errors["noise.snr_distribution"])
    presenter.change({"noise.snr_list_db": "-5 0 20"})
    presenter.change({"noise.snr_distribution": "list"})
    desk.jobs.finish()
    assert view.histogram is not None
    assert view.histogram.edges_db[[0, -1]].tolist() == [-5, 20]
    assert np.count_nonzero(view.histogram.counts) == 3


@pytest.mark.real
def test_that_esc_10_gives_its_400_noises(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, esc10_folder: Path
) -> None:
    presenter.open_folder(esc10_folder)
    desk.jobs.finish()
    assert len(view.rows) == 400
    assert view.summary == "esc10 · ESC-10 · 400 noises · 33.4 min · 44.1 kHz"
    assert [row.noises for row in view.classes] == [40] * 10


def test_that_a_folder_without_audio_is_refused_in_a_sentence(
    presenter: NoisePresenter, view: FakeView, desk: PlainDesk, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    presenter.open_folder(tmp_path / "empty")
    desk.jobs.finish()
    assert "holds no audio" in desk.session.complaint
    assert view.is_empty
