# SPDX-License-Identifier: MIT
"""Noises divided among the sides: in proportion, class by class, and never one recording on two sides."""

import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.noise import NoiseCollection, NoiseFile, open_noise
from ser_workbench.audio.noise_groups import find_copies, group_noises
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import UtteranceSides, divide_noises, split_noises
from ser_workbench.errors import SettingsError
from ser_workbench.progress import run_steps
from tests.corpora import make_tone, write_noise_folder, write_wav

PAPER = {"train": 30.0, "validation": 4.0, "test": 8.0}


def collect(classes: dict[str, int]) -> NoiseCollection:
    noises = [
        NoiseFile(f"{c}/{n}.wav", Path(f"{c}/{n}.wav"), 5.0, c) for c, count in classes.items() for n in range(count)
    ]
    return NoiseCollection(Path("noise"), "folder", tuple(sorted(noises, key=lambda noise: noise.id)))


def divide(collection: NoiseCollection, shares: dict[str, float] = PAPER, seed: int = 0) -> dict[str, str]:
    return divide_noises(collection, shares, seed, {noise.id: noise.id for noise in collection.noises})


@pytest.mark.parametrize("seed", range(5))
def test_that_929_noises_are_shared_out_like_42_speakers(seed: int) -> None:
    counts = Counter(divide(collect({"free-sound": 843, "sound-bible": 86}), seed=seed).values())
    # 929 × 30/42 = 663.6, × 4/42 = 88.5, × 8/42 = 177.0
    assert counts == {"train": pytest.approx(663.6, abs=1), "validation": pytest.approx(88.5, abs=1), "test": 177}


@pytest.mark.parametrize("seed", range(5))
def test_that_every_side_hears_every_class_of_esc_50_in_proportion(seed: int) -> None:
    collection = collect({f"class {n}": 40 for n in range(50)})
    sides = divide(collection, {"train": 7, "validation": 1, "test": 2}, seed)
    counts = Counter((noise.noise_class, sides[noise.id]) for noise in collection.noises)
    for number in range(50):
        assert 26 <= counts[f"class {number}", "train"] <= 30
        assert 2 <= counts[f"class {number}", "validation"] <= 6
        assert 6 <= counts[f"class {number}", "test"] <= 10
    assert Counter(sides.values()) == {"train": 1400, "validation": 200, "test": 400}


def test_that_classes_of_one_noise_are_shared_out_too() -> None:
    counts = Counter(divide(collect({f"scene {n}": 1 for n in range(18)})).values())
    assert counts == {
        "train": pytest.approx(12.9, abs=1),
        "validation": pytest.approx(1.7, abs=1),
        "test": pytest.approx(3.4, abs=1),
    }


@pytest.mark.parametrize("count", range(3, 12))
def test_that_no_side_stays_without_a_noise(count: int) -> None:
    for seed in range(5):
        assert set(divide(collect({"": count}), seed=seed).values()) == set(PAPER)


def test_that_the_same_seed_divides_alike_on_any_day_and_another_seed_otherwise() -> None:
    collection = collect({"a": 30, "b": 10})
    assert divide(collection, seed=1) == divide(collection, seed=1) != divide(collection, seed=2)
    test = sorted(name for name, side in divide(collect({"a": 9}), seed=0).items() if side == "test")
    assert test == ["a/2.wav", "a/8.wav"]


def test_that_fewer_noises_than_sides_are_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match=r"only 2 noises of different content, .* set noise\.mode to paper"):
        divide(collect({"a": 2}))


def test_that_copies_and_clips_of_one_recording_stay_on_one_side(tmp_path: Path) -> None:
    noises = write_noise_folder(tmp_path / "noise", count=12)
    for number in range(12):
        shutil.copy(noises / f"noise_{number}.wav", noises / f"copy_{number}.wav")
    write_wav(noises / "001 - Dog" / "1-7-A.wav", make_tone(100, 0.3))
    write_wav(noises / "001 - Dog" / "1-7-B.wav", make_tone(200, 0.3))
    shutil.copy(noises / "001 - Dog" / "1-7-B.wav", noises / "zz.wav")
    collection = run_steps(open_noise(noises))
    copies = run_steps(find_copies(collection.noises))
    assert copies == {f"noise_{n}.wav": f"copy_{n}.wav" for n in range(12)} | {"zz.wav": "001 - Dog/1-7-B.wav"}
    groups = run_steps(group_noises(collection.noises))
    assert groups["zz.wav"] == groups["001 - Dog/1-7-B.wav"] == groups["001 - Dog/1-7-A.wav"]
    for seed in range(5):
        sides = divide_noises(collection, PAPER, seed, groups)
        assert all(sides[noise_id] == sides[group] for noise_id, group in groups.items())
        assert set(sides.values()) == set(PAPER)


def test_that_the_same_samples_in_another_format_are_a_copy(tmp_path: Path) -> None:
    for number in range(6):
        sound = (32000 * make_tone(100 + 50 * number, 0.3, seed=number)).astype(np.int16)
        write_wav(tmp_path / f"noise_{number}.wav", sound)
        write_wav(tmp_path / f"other_{number}.flac", sound)
    collection = run_steps(open_noise(tmp_path))
    assert run_steps(find_copies(collection.noises)) == {f"other_{n}.flac": f"noise_{n}.wav" for n in range(6)}


def test_that_the_paper_s_mode_divides_nothing(tmp_path: Path) -> None:
    collection = run_steps(open_noise(write_noise_folder(tmp_path / "noise")))
    sides = UtteranceSides({"a": "train"}, PAPER)
    assert run_steps(split_noises(collection, NoiseSettings(mode="paper"), sides)) is None
    assert run_steps(split_noises(collection, NoiseSettings(), None)) is None
    split = run_steps(split_noises(collection, NoiseSettings(), sides))
    assert split is not None
    assert sum(split.count_noises().values()) == 4
