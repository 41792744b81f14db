# SPDX-License-Identifier: MIT
"""Features on disk: whole or not at all, by several writers, whatever happens to the files."""

import errno
import json
import os
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.features.normalisation import Features
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import CHECKING, FeatureStore
from ser_workbench.progress import Progress
from tests.features.missing import missing_in

SETTINGS = FeatureSettings()


def some_features(seed: int, frames: int = 30) -> Features:
    return np.random.default_rng(seed).standard_normal((frames, 40)).astype(np.float32)


def fill(folder: Path, keys: list[str], shard_bytes: int = 1 << 20) -> FeatureStore:
    store = FeatureStore(folder, SETTINGS, shard_bytes)
    with store.writer() as writer:
        for key in keys:
            writer.add(key, some_features(sum(key.encode())))
    return store


def assert_holds(store: FeatureStore, keys: list[str]) -> None:
    assert missing_in(store, keys) == []
    for key in keys:
        assert np.array_equal(store.get(key), some_features(sum(key.encode())))


def test_that_what_was_written_is_read_by_the_same_and_by_another_store(tmp_path: Path) -> None:
    keys = ["a", "b", "c"]
    assert_holds(fill(tmp_path, keys), keys)
    assert_holds(FeatureStore(tmp_path, SETTINGS), keys)


def test_that_missing_keys_are_told_once_and_in_order(tmp_path: Path) -> None:
    store = fill(tmp_path, ["b"])
    assert missing_in(store, ["z", "b", "a", "z"]) == ["z", "a"]
    with pytest.raises(KeyError):
        store.get("a")


def test_that_features_are_a_read_only_view_of_the_file(tmp_path: Path) -> None:
    features = FeatureStore(fill(tmp_path, ["a"]).folder.parent, SETTINGS).get("a")
    assert isinstance(features, np.memmap)
    assert features.shape == (30, 40)
    assert not features.flags.writeable


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="needs Linux's account of mapped pages")
def test_that_reading_all_features_keeps_few_of_them_in_memory(tmp_path: Path) -> None:
    keys = [f"k{number}" for number in range(40)]
    with FeatureStore(tmp_path, SETTINGS).writer() as writer:
        for key in keys:
            writer.add(key, some_features(1, frames=2500))  # 400 kB
    store = FeatureStore(tmp_path, SETTINGS, mapped_bytes=2 << 20)
    first = store.get(keys[0])
    for key in keys:
        assert store.get(key).sum() == first.sum()
        assert mapped_bytes_of(tmp_path) < 4 << 20
    assert np.array_equal(first, some_features(1, frames=2500))


def mapped_bytes_of(folder: Path) -> int:
    """How much of the mapped files below a folder is in the memory of this process."""
    resident, is_ours = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if "-" in line.split(maxsplit=1)[0]:
            is_ours = str(folder) in line
        elif is_ours and line.startswith("Rss:"):
            resident += 1024 * int(line.split()[1])
    return resident


def test_that_a_store_open_for_reading_sees_what_is_added_later(tmp_path: Path) -> None:
    reader = FeatureStore(tmp_path, SETTINGS)
    assert missing_in(reader, ["a"]) == ["a"]
    fill(tmp_path, ["a"])
    assert np.array_equal(reader.get("a"), some_features(97))


def test_that_large_amounts_are_cut_into_shards(tmp_path: Path) -> None:
    keys = [f"k{number}" for number in range(20)]
    store = fill(tmp_path, keys, shard_bytes=3 * 30 * 40 * 4)
    assert len(list(store.folder.glob("*.f32"))) == 7
    assert_holds(FeatureStore(tmp_path, SETTINGS), keys)


def test_that_splice_and_normalisation_share_features_and_other_settings_do_not(tmp_path: Path) -> None:
    fill(tmp_path, ["a"])
    same = FeatureSettings(splice_left=3, normalisation="none", coefficients=5, high_hz=8000)
    assert missing_in(FeatureStore(tmp_path, same), ["a"]) == []
    for other in ({"bands": 39}, {"hop_ms": 9}, {"kind": "mfcc"}, {"low_hz": 30}, {"high_hz": 7000}):
        assert missing_in(FeatureStore(tmp_path, SETTINGS.changed(other)), ["a"]) == ["a"]


def test_that_features_of_another_height_are_refused(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, SETTINGS)
    with pytest.raises(ValueError, match="must be"), store.writer() as writer:
        writer.add("a", np.zeros((3, 13), np.float32))
    assert missing_in(store, ["a"]) == ["a"]


def cut_rows(shard: Path) -> None:
    shard.write_bytes(shard.read_bytes()[:-100])


def flip_a_bit(shard: Path) -> None:
    content = bytearray(shard.read_bytes())
    content[1000] ^= 1
    shard.write_bytes(content)


def lose_rows(shard: Path) -> None:
    shard.unlink()


def cut_index(shard: Path) -> None:
    index = shard.with_suffix(".json")
    index.write_text(index.read_text()[:-10])


def replace_index(shard: Path) -> None:
    shard.with_suffix(".json").write_text("[1, 2]")


def shift_rows_in_index(shard: Path) -> None:
    index = shard.with_suffix(".json")
    document = json.loads(index.read_text())
    document["places"]["b"][0] += 9999
    index.write_text(json.dumps(document))


@pytest.mark.parametrize("damage", [cut_rows, flip_a_bit, lose_rows, cut_index, replace_index, shift_rows_in_index])
def test_that_a_damaged_shard_is_passed_by_and_its_features_can_be_written_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    folder = fill(tmp_path, ["a", "b"]).folder
    (shard,) = folder.glob("*.f32")
    fill(tmp_path, ["c"])
    damage(shard)
    store = FeatureStore(tmp_path, SETTINGS)
    assert missing_in(store, ["a", "b", "c"]) == ["a", "b"]
    with store.writer() as writer:
        for key in ("a", "b"):
            writer.add(key, some_features(sum(key.encode())))
    assert_holds(store, ["a", "b", "c"])
    assert_holds(FeatureStore(tmp_path, SETTINGS), ["a", "b", "c"])
    assert (
        len(list(folder.glob("shard-*.f32"))) == len(list(folder.glob("shard-*.json"))) == 2
    )  # The damaged one is gone.


def test_that_damaged_features_are_never_given_out_unchecked(tmp_path: Path) -> None:
    folder = fill(tmp_path, ["a"]).folder
    (shard,) = folder.glob("*.f32")
    flip_a_bit(shard)
    with pytest.raises(KeyError):
        FeatureStore(tmp_path, SETTINGS).get("a")


def add_and_break_off(store: FeatureStore) -> None:
    with store.writer() as writer:
        writer.add("a", some_features(97))
        raise RuntimeError("broken off")


def test_that_work_that_breaks_off_keeps_what_is_whole(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, SETTINGS)
    with pytest.raises(RuntimeError):
        add_and_break_off(store)
    assert_holds(FeatureStore(tmp_path, SETTINGS), ["a"])
    assert not list(store.folder.glob("*.part"))


def test_that_an_empty_block_writes_nothing(tmp_path: Path) -> None:
    store = fill(tmp_path, [])
    assert [file.name for file in store.folder.iterdir()] == ["settings.json"]


def add_until_the_disk_is_full(store: FeatureStore) -> None:
    with store.writer() as writer:
        writer.add("b", some_features(98))
        assert writer._shard is not None
        # The kernel's own full disk takes the place of the file.
        writer._shard._stream.close()
        writer._shard._stream = open("/dev/full", "wb")  # noqa: SIM115, PTH123 - closed by the writer
        for number in range(10_000):
            writer.add(f"c{number}", some_features(0))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_that_a_full_disk_is_told_and_leaves_a_consistent_store(tmp_path: Path) -> None:
    store = fill(tmp_path, ["a"])
    with pytest.raises(OSError, match="No space left") as caught:
        add_until_the_disk_is_full(store)
    assert caught.value.errno == errno.ENOSPC
    assert not list(store.folder.glob("*.part"))
    again = FeatureStore(tmp_path, SETTINGS)
    assert_holds(again, ["a"])
    assert missing_in(again, ["b", "c0"]) == ["b", "c0"]


def write_some(folder: Path, first: int) -> None:
    fill(folder, [f"k{number}" for number in range(first, first + 40)], shard_bytes=20_000)


def test_that_several_processes_may_write_at_once(tmp_path: Path) -> None:
    context = get_context("spawn")
    processes = [context.Process(target=write_some, args=(tmp_path, first)) for first in (0, 20)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert_holds(FeatureStore(tmp_path, SETTINGS), [f"k{number}" for number in range(60)])


def test_that_half_files_of_yesterday_are_swept_and_younger_ones_left(tmp_path: Path) -> None:
    folder = fill(tmp_path, ["a"]).folder
    long_ago = time.time() - 2 * 24 * 3600
    for name in ("shard-old.f32.part", "shard-alone.f32", "shard-new.f32.part"):
        (folder / name).write_bytes(b"half")
        if "new" not in name:
            os.utime(folder / name, (long_ago, long_ago))
    for file in folder.glob("shard-*[0-9a-f].f32"):
        os.utime(file, (long_ago, long_ago))
    assert_holds(FeatureStore(tmp_path, SETTINGS), ["a"])
    assert [file.name for file in folder.glob("*.part")] == ["shard-new.f32.part"]
    assert not (folder / "shard-alone.f32").exists()


def test_that_checking_a_large_store_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    keys = [f"k{number}" for number in range(20)]
    fill(tmp_path, keys, shard_bytes=3 * 30 * 40 * 4)
    events = list(FeatureStore(tmp_path, SETTINGS).find_missing(keys))
    assert [event.stage for event in events if isinstance(event, Progress)] == [CHECKING] * 7
    store = FeatureStore(tmp_path, SETTINGS)
    steps = store.find_missing(keys)
    next(steps)
    steps.close()
    assert_holds(store, keys)
    assert list(store.find_missing(keys)) == []  # Once checked, a shard is believed.


def test_that_a_shard_is_closed_when_it_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ser_workbench.features.store.SHARD_S", 0.0)
    store = FeatureStore(tmp_path, SETTINGS)
    with store.writer() as writer:
        writer.add("a", some_features(97))
        assert_holds(FeatureStore(tmp_path, SETTINGS), ["a"])


def test_that_float16_takes_half_the_disk_and_is_read_as_float32(tmp_path: Path) -> None:
    half = SETTINGS.changed({"storage": "float16"})
    with FeatureStore(tmp_path, half).writer() as writer:
        writer.add("a", some_features(97))
    fill(tmp_path, ["a"])  # As float32, in a folder of its own.
    store = FeatureStore(tmp_path, half)
    (shard,) = store.folder.glob("*.f16")
    assert shard.stat().st_size == 30 * 40 * 2
    assert missing_in(store, ["a"]) == []
    assert store.count_frames("a") == 30
    features = store.get("a")
    assert features.dtype == np.float32
    assert np.abs(features - some_features(97)).max() < 0.002
    flip_a_bit(shard)
    assert missing_in(FeatureStore(tmp_path, half), ["a"]) == ["a"]
    assert_holds(FeatureStore(tmp_path, SETTINGS), ["a"])
