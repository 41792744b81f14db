# SPDX-License-Identifier: MIT
"""The recipe of the noisy set: uniform, repeatable, and each utterance for itself."""

import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest, truncnorm, uniform

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import NoiseSplit, divide_noises
from ser_workbench.audio.noisy_set import draw_noisy_set
from ser_workbench.errors import NoAudioError, SettingsError

IDS = [f"wav/{number:04}.wav" for number in range(100)]


def collect(count: int) -> NoiseCollection:
    noises = tuple(NoiseFile(f"n{number}.wav", Path(f"n{number}.wav"), 5.0) for number in range(count))
    return NoiseCollection(Path("noise"), "folder", noises)


def test_that_the_paper_draws_75420_utterances_from_1257() -> None:
    items = draw_noisy_set([str(number) for number in range(1257)], collect(929), NoiseSettings())
    assert len(items) == 75_420 == 1257 * NoiseSettings().copies


def test_that_each_utterance_gets_all_pairs_of_its_noises_and_its_snrs() -> None:
    items = draw_noisy_set(["a"], collect(929), NoiseSettings())
    noises = {item.noise_id for item in items}
    snrs = {item.snr_db for item in items}
    assert (len(noises), len(snrs)) == (20, 3)
    assert {(item.noise_id, item.snr_db) for item in items} == {(noise, snr) for noise in noises for snr in snrs}


def test_that_noises_and_snrs_are_uniform() -> None:
    items = draw_noisy_set([str(number) for number in range(1000)], collect(50), NoiseSettings(noises=5, snrs=2))
    snrs = np.array([item.snr_db for item in items])
    offsets = np.array([item.offset for item in items])
    counts = np.array(list(Counter(item.noise_id for item in items).values()))
    assert snrs.min() >= -10
    assert snrs.max() <= 15
    assert snrs.mean() == pytest.approx(2.5, abs=0.5)
    assert snrs.std() == pytest.approx(25 / np.sqrt(12), rel=0.03)
    assert 0 <= offsets.min() <= offsets.max() < 1
    assert offsets.mean() == pytest.approx(0.5, abs=0.02)
    assert len(counts) == 50
    # 5000 draws of 50 noises, 100 each; in four of five standard deviations.
    assert np.abs(counts / 2 - 100).max() < 45


def test_that_the_same_seed_draws_the_same_set_and_another_seed_another() -> None:
    first = draw_noisy_set(IDS, collect(30), NoiseSettings(seed=1))
    assert first == draw_noisy_set(IDS, collect(30), NoiseSettings(seed=1))
    assert first != draw_noisy_set(IDS, collect(30), NoiseSettings(seed=2))


def test_that_an_added_utterance_changes_no_other() -> None:
    few = draw_noisy_set(IDS[:50], collect(30), NoiseSettings())
    many = draw_noisy_set(["new", *reversed(IDS)], collect(30), NoiseSettings())
    assert set(few) < set(many)


def test_that_more_noises_begin_with_the_fewer() -> None:
    few = draw_noisy_set(["a"], collect(30), NoiseSettings(noises=3, snrs=1))
    many = draw_noisy_set(["a"], collect(30), NoiseSettings(noises=9, snrs=1))
    assert [item.noise_id for item in many[:3]] == [item.noise_id for item in few]


def test_that_a_noise_passed_over_changes_no_other_draw() -> None:
    settings = NoiseSettings(noises=3, snrs=1)
    before: dict[str, list[str]] = {item.utterance_id: [] for item in draw_noisy_set(IDS, collect(30), settings)}
    after: dict[str, list[str]] = {name: [] for name in before}
    for item in draw_noisy_set(IDS, collect(30), settings):
        before[item.utterance_id].append(item.noise_id)
    for item in draw_noisy_set(IDS, collect(30), settings, ["n7.wav"]):
        after[item.utterance_id].append(item.noise_id)
    assert any("n7.wav" in drawn for drawn in before.values())
    for name, drawn in before.items():
        kept = [noise for noise in drawn if noise != "n7.wav"]
        assert after[name][: len(kept)] == kept
        assert "n7.wav" not in after[name]
        assert len(after[name]) == 3


def test_that_nothing_can_be_drawn_where_every_noise_is_passed_over() -> None:
    with pytest.raises(NoAudioError, match="None of the noises"):
        draw_noisy_set(IDS, collect(1), NoiseSettings(), ["n0.wav"])


def test_that_a_small_collection_is_used_evenly() -> None:
    items = draw_noisy_set(["a"], collect(4), NoiseSettings(noises=10, snrs=1))
    assert sorted(Counter(item.noise_id for item in items).values()) == [2, 2, 3, 3]


def test_that_a_range_turned_round_is_refused() -> None:
    with pytest.raises(SettingsError, match="must not lie above"):
        NoiseSettings(snr_low_db=10, snr_high_db=0)


@pytest.mark.parametrize("listed", ["", "a", "5 50", "nan"])
def test_that_a_list_that_holds_no_ratio_or_another_thing_is_refused(listed: str) -> None:
    with pytest.raises(SettingsError, match="snr_list_db"):
        NoiseSettings(snr_distribution="list", snr_list_db=listed)


def test_that_one_snr_for_all_may_be_asked_for() -> None:
    items = draw_noisy_set(["a"], collect(5), NoiseSettings(snr_low_db=5, snr_high_db=5))
    assert {item.snr_db for item in items} == {5.0}


def split_of(ids: list[str], noises: NoiseCollection, seed: int = 0) -> NoiseSplit:
    """Every third utterance is a test utterance; a quarter of the noises is the test's."""
    sides = {name: "test" if number % 3 == 0 else "train" for number, name in enumerate(ids)}
    alone = {noise.id: noise.id for noise in noises.noises}
    return NoiseSplit(sides, divide_noises(noises, {"train": 3, "test": 1}, seed, alone))


def test_that_divided_noises_are_heard_on_their_own_side_alone() -> None:
    split = split_of(IDS, collect(100))
    items = draw_noisy_set(IDS, collect(100), NoiseSettings(), split=split)
    assert len(items) == 100 * 60
    assert all(split.side_of_utterance[i.utterance_id] == split.side_of_noise[i.noise_id] for i in items)
    assert split.count_noises() == {"train": 75, "test": 25}
    assert {i.noise_id for i in items} == {noise.id for noise in collect(100).noises}


def test_that_with_divided_noises_too_an_utterance_depends_on_no_other() -> None:
    split = split_of(IDS, collect(100))
    many = draw_noisy_set(IDS, collect(100), NoiseSettings(), split=split)
    few = draw_noisy_set(IDS[70:40:-1], collect(100), NoiseSettings(), split=split)
    assert set(few) == {item for item in many if item.utterance_id in IDS[41:71]}


def test_that_a_side_whose_noises_all_fail_is_named() -> None:
    split = split_of(IDS, collect(8))
    failed = [name for name, side in split.side_of_noise.items() if side == "test"]
    with pytest.raises(NoAudioError, match="fell to the test side"):
        draw_noisy_set(IDS, collect(8), NoiseSettings(), failed, split)


@pytest.mark.parametrize("seed", range(5))
def test_that_the_paper_s_3771_ratios_pass_a_test_of_uniformity(seed: int) -> None:
    items = draw_noisy_set([f"s{n}" for n in range(1257)], collect(20), NoiseSettings(seed=seed))
    drawn = np.array([item.snr_db for item in items]).reshape(1257, 20, 3)
    assert (drawn == drawn[:, :1]).all()  # Each utterance has three, under each of its noises the same.
    assert kstest(drawn[:, 0].ravel(), uniform(-10, 25).cdf).pvalue > 0.001
    assert drawn.min() >= -10
    assert drawn.max() <= 15


def test_that_normal_ratios_lie_around_the_middle_and_end_at_the_range() -> None:
    settings = NoiseSettings(noises=1, snr_distribution="normal")
    drawn = np.array([item.snr_db for item in draw_noisy_set([f"s{n}" for n in range(1257)], collect(3), settings)])
    assert -10 <= drawn.min() < -9 < 14 < drawn.max() <= 15
    assert kstest(drawn, truncnorm(-2, 2, 2.5, 6.25).cdf).pvalue > 0.01


def test_that_listed_ratios_are_drawn_without_repeating() -> None:
    settings = NoiseSettings(snr_distribution="list", snr_list_db="-5, 0; 5 10", snrs=4)
    items = draw_noisy_set(IDS, collect(30), settings)
    for utterance_id in IDS:
        assert sorted({i.snr_db for i in items if i.utterance_id == utterance_id}) == [-5, 0, 5, 10]


def test_that_75420_rows_are_drawn_in_a_second_and_a_half() -> None:
    ids = [f"wav/{number:04}.wav" for number in range(1257)]
    split = split_of(ids, collect(929))
    begun = time.process_time()
    items = draw_noisy_set(ids, collect(929), NoiseSettings(), split=split)
    assert time.process_time() - begun < 1.5
    assert len(items) == 75_420
