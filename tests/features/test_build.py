# SPDX-License-Identifier: MIT
"""From files to features in the store."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.audio.content import hash_file
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.errors import AudioError, SilentAudioError, TooShortAudioError, UnreadableAudioError
from ser_workbench.features.build import FeatureItem, build_features, item_key
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Progress, run_steps
from tests.audio.sounds import hiss, tone


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
    assert (events[0].done, events[-1].done, events[-1].total) == (0, 120, 120)
    assert [event.done for event in events] == sorted(event.done for event in events)
    assert len(events) > 5


def test_that_what_is_there_is_not_computed_again(sounds: Path, store: FeatureStore) -> None:
    items = clean_and_noisy(sounds)
    run_steps(build_features(items[:50], store))
    before = set(store.folder.iterdir())
    events = list(build_features(items[:50], store))
    assert [event for event in events if isinstance(event, Progress) and event.done < 50] == []
    assert set(store.folder.iterdir()) == before


def test_that_cancelled_work_keeps_what_is_whole_and_goes_on_later(sounds: Path, store: FeatureStore) -> None:
    items = clean_and_noisy(sounds)
    steps = build_features(items, store)
    done = 0
    while not 30 < done < 120:
        event = next(steps)
        done = event.done if isinstance(event, Progress) else done
    steps.close()
    again = FeatureStore(store.folder.parent, store.settings)
    assert len(again.missing(item.key for item in items)) == 120 - done
    run_steps(build_features(items, again))
    assert again.missing(item.key for item in items) == []
    assert not list(store.folder.glob("*.part"))


def test_that_files_of_the_same_content_are_computed_once(sounds: Path, store: FeatureStore) -> None:
    (sounds / "copy.wav").write_bytes((sounds / "s1.wav").read_bytes())
    files = [sounds / "s1.wav", sounds / "copy.wav"]
    items = [FeatureItem(item_key(hash_file(file)), file) for file in files]
    assert items[0].key == items[1].key
    run_steps(build_features(items, store))
    assert store.missing([items[1].key]) == []


def test_that_each_part_of_a_recipe_changes_the_key() -> None:
    keys = {
        item_key("a"),
        item_key("b"),
        item_key("a", "n", 0.1, 5.0),
        item_key("a", "m", 0.1, 5.0),
        item_key("a", "n", 0.2, 5.0),
        item_key("a", "n", 0.1, 5.01),
        item_key("b", "n", 0.1, 5.0),
    }
    assert len(keys) == 7


@pytest.mark.parametrize("fault", ["short", "unreadable", "silent noise"])
def test_that_a_bad_file_is_named_and_what_was_computed_before_it_stays(
    sounds: Path, store: FeatureStore, fault: str
) -> None:
    errors: dict[str, type[AudioError]] = {
        "short": TooShortAudioError,
        "unreadable": UnreadableAudioError,
        "silent noise": SilentAudioError,
    }
    bad = sounds / f"{fault}.wav"
    match fault:
        case "short":
            soundfile.write(bad, hiss()[:399], 16000)
            item = FeatureItem("bad", bad)
        case "unreadable":
            bad.write_text("text", encoding="utf-8")
            item = FeatureItem("bad", bad)
        case _:
            soundfile.write(bad, np.zeros(16000), 16000)
            item = FeatureItem("bad", sounds / "s0.wav", bad, 0.0, 0.0)
    good = [entry for entry in clean_and_noisy(sounds) if entry.speech_file.name != "s0.wav"]
    with pytest.raises(errors[fault], match=bad.name):
        run_steps(build_features([*good, item], store))
    assert len(store.missing(entry.key for entry in good)) < 16


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
