# SPDX-License-Identifier: MIT
"""Functionals on disk: computed once a recording, whole or not at all."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.content import hash_recording
from ser_workbench.errors import TooShortAudioError, UnreadableAudioError
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.features.functionals import FunctionalStore, build_functionals
from ser_workbench.progress import Progress, run_steps
from tests.corpora import make_tone, write_wav

pytest.importorskip("opensmile", reason="the extra opensmile is not installed")

EC = FunctionalSettings(feature_set="EC")


@pytest.fixture
def recordings(tmp_path: Path) -> dict[str, Path]:
    files = [write_wav(tmp_path / f"{n}.wav", make_tone(200.0 + 50 * n, seconds=0.4, seed=n)) for n in range(6)]
    return {hash_recording(file): file for file in files}


def test_that_functionals_are_kept_and_computed_only_once(tmp_path: Path, recordings: dict[str, Path]):
    store = FunctionalStore(tmp_path / "features", EC)
    assert run_steps(build_functionals(recordings, store)) > 0
    rows = store.load(list(recordings))
    again = FunctionalStore(tmp_path / "features", EC)
    gone = {key: file.with_name("gone.wav") for key, file in recordings.items()}
    assert run_steps(build_functionals(gone, again)) == 0.0
    assert again.load(list(recordings)).tolist() == rows.tolist()
    assert len({tuple(row) for row in rows}) == 6
    assert again.load(list(recordings)[::-1]).tolist() == rows[::-1].tolist()


def test_that_several_threads_compute_the_same_as_one(tmp_path: Path, recordings: dict[str, Path]):
    stores = [FunctionalStore(tmp_path / name, EC) for name in ("one", "three")]
    run_steps(build_functionals(recordings, stores[0], workers=1))
    run_steps(build_functionals(recordings, stores[1], workers=3))
    assert stores[0].load(list(recordings)).tolist() == stores[1].load(list(recordings)).tolist()


def test_that_what_was_computed_before_a_stop_is_kept(tmp_path: Path, recordings: dict[str, Path]):
    store = FunctionalStore(tmp_path / "features", EC)
    steps = build_functionals(recordings, store, workers=1)
    for event in steps:
        if isinstance(event, Progress) and event.done == 3:
            break
    steps.close()
    again = FunctionalStore(tmp_path / "features", EC)
    assert sum(key in again for key in recordings) == 3
    assert not list((tmp_path / "features").rglob("*.part"))


def test_that_a_damaged_file_is_computed_again(tmp_path: Path, recordings: dict[str, Path]):
    store = FunctionalStore(tmp_path / "features", EC)
    run_steps(build_functionals(recordings, store))
    rows = store.load(list(recordings)).copy()
    (shard,) = store.folder.glob("shard-*.f32")
    data = bytearray(shard.read_bytes())
    data[100] ^= 1
    shard.write_bytes(data)
    again = FunctionalStore(tmp_path / "features", EC)
    assert not any(key in again for key in recordings)
    run_steps(build_functionals(recordings, again))
    assert np.array_equal(again.load(list(recordings)), rows)


def test_that_a_recording_that_cannot_be_used_is_named(tmp_path: Path, recordings: dict[str, Path]):
    short = write_wav(tmp_path / "short.wav", make_tone(300.0, seconds=0.05))
    with pytest.raises(TooShortAudioError, match=r"short\.wav is too short for openSMILE"):
        run_steps(build_functionals({"short": short}, FunctionalStore(tmp_path / "features", FunctionalSettings())))
    with pytest.raises(UnreadableAudioError, match=r"gone\.wav"):
        run_steps(build_functionals({"gone": tmp_path / "gone.wav"}, FunctionalStore(tmp_path / "features", EC)))
