# SPDX-License-Identifier: MIT
"""The disk that features take: told beforehand, refused beforehand, and full on the way."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from ser_workbench.audio.decode import look_at
from ser_workbench.errors import DiskFullError
from ser_workbench.features.build import STAGE, build_features
from ser_workbench.features.item import FeatureItem
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.size import feature_bytes, samples_of
from ser_workbench.features.store import FeatureStore
from ser_workbench.jobs import Failed, Job
from ser_workbench.progress import Note, Progress, run_steps
from tests.audio.sounds import hiss, tone
from tests.features.missing import missing_in

COPIES = 60
SPEECH_S = 0.5


@pytest.fixture
def items(tmp_path: Path) -> list[FeatureItem]:
    """Twenty tones at 8 kHz and at 44.1 kHz, each under sixty places of a noise."""
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    noise = sounds / "noise.wav"
    soundfile.write(noise, hiss(3.0), 16000)
    found = []
    for number in range(20):
        file, rate = sounds / f"{number}.wav", 8000 if number % 2 else 44100
        soundfile.write(file, tone(200, SPEECH_S + number / 1000, rate=rate), rate)
        keys = [f"{number:020}{place:020}" for place in range(COPIES)]
        found += [FeatureItem(key, file, noise, place / COPIES, 0.0) for place, key in enumerate(keys)]
    return found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB of its own."""
    if sys.platform != "linux":
        pytest.skip("only Linux gives a test a disk of its own")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def bytes_on_disk(folder: Path) -> int:
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*"))


@pytest.mark.parametrize("kind", ["log-mel", "mfcc"])
@pytest.mark.parametrize("storage", ["float32", "float16"])
def test_that_the_store_takes_no_more_disk_than_announced(
    items: list[FeatureItem], tmp_path: Path, kind: str, storage: str
) -> None:
    settings = FeatureSettings().changed({"kind": kind, "storage": storage})
    store = FeatureStore(tmp_path / "features", settings)
    announced = feature_bytes([samples_of(look_at(item.speech_file).seconds) for item in items], settings)
    run_steps(build_features(items, store))
    assert 0.8 * announced < bytes_on_disk(store.folder) <= announced


def test_that_the_disk_wanted_is_told_before_anything_is_computed(items: list[FeatureItem], tmp_path: Path) -> None:
    events = list(build_features(items, FeatureStore(tmp_path / "features", FeatureSettings())))
    notes = [event.text for event in events if isinstance(event, Note)]
    assert notes[0].startswith("Features of 1,200 utterances will take 10 MB of ")
    assert notes[0].endswith(" free, and 193 kB more while they are computed.")
    first = next(place for place, event in enumerate(events) if isinstance(event, Progress) and event.stage == STAGE)
    assert events.index(Note(notes[0])) < first


def test_that_nothing_is_begun_that_does_not_fit(items: list[FeatureItem], small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(4 << 20))
    store = FeatureStore(small_disk, FeatureSettings())
    with pytest.raises(DiskFullError, match=r"1,200 utterances need 10 MB in .*, but only 8 MB are free there; free"):
        run_steps(build_features(items, store))
    assert [file.name for file in store.folder.iterdir()] == ["settings.json"]
    (small_disk / "ballast").unlink()
    run_steps(build_features(items, store))


def test_that_a_disk_that_fills_up_on_the_way_stops_it_with_a_sentence_and_keeps_what_is_there(
    items: list[FeatureItem], small_disk: Path
) -> None:
    store = FeatureStore(small_disk, FeatureSettings(), shard_bytes=500_000)
    keys = [item.key for item in items]
    run_steps(build_features(items[:300], store))
    steps = build_features(items, store, workers=2)
    assert any(isinstance(event, Note) for event in steps)  # As far as the announcement.
    with (small_disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(5 << 20))
    job = Job("features", steps).start()
    job.join(60)
    (failed,) = [event for event in job.poll() if isinstance(event, Failed)]
    assert isinstance(failed.error, DiskFullError)
    assert str(failed.error) == "The disk is full; free some space and resume, nothing is lost."
    (small_disk / "ballast").unlink()
    again = FeatureStore(small_disk, FeatureSettings())
    kept = len(keys) - len(missing_in(again, keys))
    assert 300 <= kept < len(keys)
    assert not list(store.folder.glob("*.part"))
    events = list(build_features(items, again))
    assert next(e for e in events if isinstance(e, Progress) and e.stage == STAGE).done == kept
    assert missing_in(again, keys) == []
