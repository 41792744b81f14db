# SPDX-License-Identifier: MIT
"""From files to features in the store."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import soundfile
import torch

from ser_workbench.audio.content import hash_file
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import SnrOver, fit_noise, mix_at_snr
from ser_workbench.errors import (
    AudioError,
    NonFiniteAudioError,
    SilentAudioError,
    TooShortAudioError,
    UnreadableAudioError,
)
from ser_workbench.features.build import STAGE, build_features
from ser_workbench.features.item import FeatureItem, item_key
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Progress, run_steps
from tests.audio.sounds import hiss, tone
from tests.features.missing import missing_in


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    """Forty tones and two noises."""
    folder = tmp_path / "sounds"
    folder.mkdir()
    for number in range(40):
        soundfile.write(folder / f"s{number}.wav", tone(200 + 20 * number, 0.3 + number / 100), 16000)
    soundfile.write(folder / "short noise.wav", hiss(0.1), 16000)
    soundfile.write(folder / "long noise.wav", hiss(2.0), 16000)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FeatureStore:
    return FeatureStore(tmp_path / "features", FeatureSettings())


def clean_and_noisy(sounds: Path) -> list[FeatureItem]:
    items = []
    for number in range(40):
        speech = sounds / f"s{number}.wav"
        items.append(FeatureItem(item_key(hash_file(speech)), speech))
    for number in range(40):
        speech = sounds / f"s{number}.wav"
        for name, offset, snr_db in (("short noise.wav", 0.0, -5.0), ("long noise.wav", 0.4, 10.0)):
            key = item_key(hash_file(speech), hash_file(sounds / name), offset, snr_db)
            items.append(FeatureItem(key, speech, sounds / name, offset, snr_db))
    return items


def test_that_every_item_has_the_features_of_its_own_mixture(sounds: Path, store: FeatureStore) -> None:
    items = clean_and_noisy(sounds)
    run_steps(build_features(items, store))
    extractor = FeatureExtractor(FeatureSettings())
    for item in items[::7]:
        samples = read_audio(item.speech_file)
        if item.noise_file is not None:
            noise = fit_noise(read_audio(item.noise_file), len(samples), item.offset)
            samples = mix_at_snr(samples, noise, item.snr_db)
        assert np.allclose(store.get(item.key), extractor.extract(samples), atol=1e-4)


def test_that_progress_goes_from_nothing_to_all(sounds: Path, store: FeatureStore) -> None:
    events = [event for event in build_features(clean_and_noisy(sounds), store) if isinstance(event, Progress)]
    events = [event for event in events if event.stage == STAGE]
    assert (events[0].done, events[-1].done, events[-1].total) == (0, 120, 120)
    assert [event.done for event in events] == sorted(event.done for event in events)


def test_that_what_is_there_is_not_computed_again(sounds: Path, store: FeatureStore) -> None:
    items = clean_and_noisy(sounds)
    run_steps(build_features(items[:50], store))
    before = set(store.folder.iterdir())
    events = list(build_features(items[:50], store))
    assert [event for event in events if isinstance(event, Progress) and event.done < 50] == []
    assert set(store.folder.iterdir()) == before


def test_that_the_end_of_a_build_removes_what_a_kill_left_a_moment_before_it(sounds: Path, store: FeatureStore) -> None:
    half = store.folder / "shard-0.f32.part"
    half.write_bytes(b"rows of a killed writer")
    os.utime(half, (0, 0))
    run_steps(build_features(clean_and_noisy(sounds), store))
    assert not half.exists()


def many_copies(sounds: Path) -> list[FeatureItem]:
    """Each of the forty tones under twelve places of a noise; 480 items."""
    noise = sounds / "long noise.wav"
    return [
        FeatureItem(f"s{number} {place}", sounds / f"s{number}.wav", noise, place / 12, 5.0)
        for number in range(40)
        for place in range(12)
    ]


@pytest.mark.parametrize("workers", [1, 3])
def test_that_cancelled_work_keeps_what_is_whole_and_goes_on_later(
    sounds: Path, store: FeatureStore, workers: int
) -> None:
    items = many_copies(sounds)
    steps = build_features(items, store, workers=workers)
    done = 0
    while done == 0:
        event = next(steps)
        done = event.done if isinstance(event, Progress) and event.stage == STAGE else 0
    steps.close()
    again = FeatureStore(store.folder.parent, store.settings)
    missing = missing_in(again, [item.key for item in items])
    assert 0 < len(missing) <= len(items) - done
    events = list(build_features(items, again, workers=workers))
    first = next(event for event in events if isinstance(event, Progress) and event.stage == STAGE)
    assert first.done == len(items) - len(missing)
    assert missing_in(again, [item.key for item in items]) == []
    assert sorted(file.suffix for file in store.folder.iterdir() if file.suffix not in (".f32", ".json")) == []


@pytest.mark.parametrize("storage", ["float32", "float16"])
def test_that_any_number_of_threads_computes_the_numbers_of_one_file_at_a_time(
    sounds: Path, tmp_path: Path, storage: str
) -> None:
    items = many_copies(sounds)
    extractor = FeatureExtractor(FeatureSettings())
    for workers in (1, 2, 4):
        store = FeatureStore(tmp_path / str(workers), FeatureSettings().changed({"storage": storage}))
        run_steps(build_features(items, store, workers=workers))
        for item in items[::17]:
            samples = read_audio(item.speech_file)
            noise = fit_noise(read_audio(sounds / "long noise.wav"), len(samples), item.offset)
            alone = extractor.extract(mix_at_snr(samples, noise, item.snr_db))
            assert np.abs(store.get(item.key) - alone).max() < (1e-4 if storage == "float32" else 0.008)


def test_that_a_noise_hushed_where_it_would_begin_is_taken_where_it_sounds(sounds: Path, store: FeatureStore) -> None:
    padded = np.concatenate([hiss(0.3), np.zeros(32000, np.float32), hiss(0.3, seed=1)])
    soundfile.write(sounds / "padded.wav", padded, 16000, subtype="FLOAT")
    items = [FeatureItem(f"at {place}", sounds / "s1.wav", sounds / "padded.wav", place / 9, 0.0) for place in range(9)]
    run_steps(build_features(items, store))
    speech, extractor = read_audio(sounds / "s1.wav"), FeatureExtractor(FeatureSettings())
    for item in items:
        alone = extractor.extract(mix_at_snr(speech, fit_noise(padded, len(speech), item.offset), 0.0))
        assert np.abs(store.get(item.key) - alone).max() < 1e-4


def test_that_an_snr_over_the_active_speech_is_mixed_so(sounds: Path, store: FeatureStore) -> None:
    speech = np.concatenate([np.zeros(16000, np.float32), tone(300, 0.5)])
    soundfile.write(sounds / "late.wav", speech, 16000, subtype="FLOAT")
    noise = sounds / "long noise.wav"
    items = [FeatureItem(over, sounds / "late.wav", noise, 0.2, 3.0, over) for over in get_args(SnrOver)]
    run_steps(build_features(items, store))
    for item in items:
        mixed = mix_at_snr(speech, fit_noise(read_audio(noise), len(speech), 0.2), 3.0, item.snr_over)
        assert np.abs(store.get(item.key) - FeatureExtractor(FeatureSettings()).extract(mixed)).max() < 1e-4
    assert np.abs(store.get("whole") - store.get("active")).max() > 0.1


def test_that_torch_has_its_threads_back_afterwards(sounds: Path, store: FeatureStore) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    run_steps(build_features(clean_and_noisy(sounds), store))
    assert torch.get_num_threads() == 3
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(torch.get_num_threads).result() == 3
    torch.set_num_threads(before)


def test_that_files_of_the_same_content_are_computed_once(sounds: Path, store: FeatureStore) -> None:
    (sounds / "copy.wav").write_bytes((sounds / "s1.wav").read_bytes())
    files = [sounds / "s1.wav", sounds / "copy.wav"]
    items = [FeatureItem(item_key(hash_file(file)), file) for file in files]
    assert items[0].key == items[1].key
    run_steps(build_features(items, store))
    assert missing_in(store, [items[1].key]) == []


def test_that_each_part_of_a_recipe_changes_the_key() -> None:
    keys = {
        item_key("a"),
        item_key("b"),
        item_key("a", "n", 0.1, 5.0),
        item_key("a", "m", 0.1, 5.0),
        item_key("a", "n", 0.2, 5.0),
        item_key("a", "n", 0.1, 5.01),
        item_key("b", "n", 0.1, 5.0),
        item_key("a", "n", 0.1, 5.0, "active"),
    }
    assert len(keys) == 8
    assert item_key("a", "n", 0.1, 5.0, "whole") == item_key("a", "n", 0.1, 5.0)


def test_that_a_file_that_is_no_audio_is_named_before_anything_is_computed(sounds: Path, store: FeatureStore) -> None:
    bad = sounds / "bad.wav"
    bad.write_text("text", encoding="utf-8")
    items = [*clean_and_noisy(sounds), FeatureItem("bad", bad)]
    with pytest.raises(UnreadableAudioError, match=r"bad\.wav"):
        run_steps(build_features(items, store))
    assert len(missing_in(store, [item.key for item in items])) == len(items)


@pytest.mark.parametrize("fault", ["short", "not a number", "silent noise"])
def test_that_a_bad_file_is_named_and_what_was_computed_before_it_stays(
    sounds: Path, store: FeatureStore, fault: str
) -> None:
    errors: dict[str, type[AudioError]] = {
        "short": TooShortAudioError,
        "not a number": NonFiniteAudioError,
        "silent noise": SilentAudioError,
    }
    bad = sounds / f"{fault}.wav"
    match fault:
        case "short":
            soundfile.write(bad, hiss()[:399], 16000)
            item = FeatureItem("bad", bad)
        case "not a number":
            soundfile.write(bad, np.full(16000, np.nan), 16000, subtype="FLOAT")
            item = FeatureItem("bad", bad)
        case _:
            soundfile.write(bad, np.zeros(16000), 16000)
            item = FeatureItem("bad", sounds / "s0.wav", bad, 0.0, 0.0)
    good = [entry for entry in clean_and_noisy(sounds) if entry.speech_file.name != "s0.wav"]
    with pytest.raises(errors[fault], match=bad.name):
        run_steps(build_features([*good, item], store))
    assert len(missing_in(store, [entry.key for entry in good])) < 16


def test_that_mfcc_and_log_mel_lie_side_by_side(sounds: Path, store: FeatureStore) -> None:
    mfcc_store = FeatureStore(store.folder.parent, FeatureSettings(kind="mfcc"))
    items = clean_and_noisy(sounds)[:3]
    run_steps(build_features(items, store))
    run_steps(build_features(items, mfcc_store))
    assert [some.get(items[0].key).shape[1] for some in (store, mfcc_store)] == [40, 13]


@pytest.mark.real
def test_that_real_speech_with_real_noise_is_built_with_finite_features(
    emodb_folder: Path, esc10_folder: Path, store: FeatureStore
) -> None:
    speech = sorted((emodb_folder / "wav").glob("*.wav"))[::60]
    noises = sorted(esc10_folder.rglob("*.ogg"))[::45]
    items = [FeatureItem(item_key(hash_file(file)), file) for file in speech]
    items += [
        FeatureItem(item_key(hash_file(file), hash_file(noise), 0.9, -10.0), file, noise, 0.9, -10.0)
        for file, noise in zip(speech, noises, strict=True)
    ]
    run_steps(build_features(items, store))
    for item in items:
        assert np.isfinite(store.get(item.key)).all()
