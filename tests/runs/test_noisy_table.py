# SPDX-License-Identifier: MIT
"""The table of a noisy set: the same seed gives the same bytes, on any day and machine."""

import hashlib
from pathlib import Path

import pytest

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import NoiseSplit, divide_noises
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.runs.noisy_table import load_noisy_table, save_noisy_table

IDS = [f"subject {s}/anger/sentence {n}/s{s}_an_{n}.avi" for s in range(1, 7) for n in range(1, 6)]
NOISES = NoiseCollection(
    Path("musan"),
    "musan",
    tuple(NoiseFile(f"noise/free-sound/{n:04}.wav", Path(f"{n:04}.wav"), 5.0, "free-sound") for n in range(60)),
)
HASHES = {noise.id: hashlib.sha256(noise.id.encode()).hexdigest() for noise in NOISES.noises}
SIDES = {name: ("train", "validation", "test")[min(2, number // 12)] for number, name in enumerate(IDS)}
SHARES = {"train": 7.0, "validation": 1.0, "test": 2.0}


def draw(settings: NoiseSettings) -> tuple[NoisyItem, ...]:
    alone = {noise.id: noise.id for noise in NOISES.noises}
    split = NoiseSplit(SIDES, divide_noises(NOISES, SHARES, settings.seed, alone))
    return draw_noisy_set(IDS, NOISES, settings, split=split if settings.mode == "disjoint" else None)


def bytes_of(file: Path, settings: NoiseSettings) -> bytes:
    save_noisy_table(file, draw(settings), HASHES, settings.seed)
    return file.read_bytes()


@pytest.mark.parametrize(
    ("settings", "digest"),
    [
        (NoiseSettings(), "0c93486e11b895c12cc4edfefcd63bb93c71e48ae32701ae384623c0cba20ad6"),
        (NoiseSettings(mode="paper", seed=7), "6122270901553ac49b11f808ea9656d46d05b1cb41ef1bba2311d2b9b632c45e"),
        (NoiseSettings(snr_distribution="normal"), "a4069fae4e65337da0b9153bc961a1217eb7b9e9ca87c9b0726b30083d84ab71"),
    ],
)
def test_that_the_same_seed_gives_the_same_bytes_on_another_day(
    tmp_path: Path, settings: NoiseSettings, digest: str
) -> None:
    assert hashlib.sha256(bytes_of(tmp_path / "t.csv", settings)).hexdigest() == digest


def test_that_two_seeds_differ(tmp_path: Path) -> None:
    assert bytes_of(tmp_path / "a.csv", NoiseSettings()) != bytes_of(tmp_path / "b.csv", NoiseSettings(seed=1))


def test_that_a_table_comes_back_as_it_was_with_each_hash_written_once(tmp_path: Path) -> None:
    items = draw(NoiseSettings())
    save_noisy_table(tmp_path / "t.csv", items, HASHES, 0)
    loaded, hashes = load_noisy_table(tmp_path / "t.csv")
    assert loaded == items
    assert hashes == {item.noise_id: HASHES[item.noise_id] for item in items}
    text = (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert all(text.count(content_hash) == 1 for content_hash in hashes.values())
    assert text.splitlines()[0] == "utterance_id,noise_id,offset,snr_db,seed,noise_hash"


def test_that_a_table_without_the_hash_of_a_noise_is_refused(tmp_path: Path) -> None:
    save_noisy_table(tmp_path / "t.csv", draw(NoiseSettings()), HASHES, 0)
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "t.csv").write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8")
    with pytest.raises(ValueError, match="names no hash of noise/free-sound"):
        load_noisy_table(tmp_path / "t.csv")
