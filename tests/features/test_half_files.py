# SPDX-License-Identifier: MIT
"""Half files of killed writers go at once, those of living ones stay."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ser_workbench.features.half_files import ABANDONED_AFTER_S, YOUNG_S, claim, sweep

WRITER = """
import sys, time
from ser_workbench.features.half_files import claim
stream = open(sys.argv[1], "wb")
claim(stream)
print("claimed", flush=True)
time.sleep(60)
"""


def make_old(file: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(file, (then, then))


@pytest.mark.skipif(sys.platform == "win32", reason="there the open file itself is the lock")
def test_that_a_half_file_goes_when_its_writer_is_killed_and_not_before(tmp_path: Path) -> None:
    half = tmp_path / "shard-0.f32.part"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(half)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"claimed\n"
        make_old(half, 2 * YOUNG_S)
        sweep(tmp_path)
        assert half.exists()
        writer.kill()
    sweep(tmp_path)
    assert not half.exists()


def test_that_a_file_that_was_just_opened_is_left_alone(tmp_path: Path) -> None:
    half = tmp_path / "shard-0.f32.part"
    half.write_bytes(b"")
    sweep(tmp_path)
    assert half.exists()


def test_that_our_own_half_file_stays_while_it_is_open(tmp_path: Path) -> None:
    half = tmp_path / "shard-0.f16.part"
    with half.open("wb") as stream:
        claim(stream)
        make_old(half, 2 * YOUNG_S)
        sweep(tmp_path)
        assert half.exists()


def test_that_rows_wait_a_day_for_their_index_and_stay_with_it(tmp_path: Path) -> None:
    alone, whole = tmp_path / "shard-0.f32", tmp_path / "shard-1.f16"
    for file in (alone, whole, whole.with_suffix(".json")):
        file.write_bytes(b"")
    make_old(alone, ABANDONED_AFTER_S / 2)
    make_old(whole, 2 * ABANDONED_AFTER_S)
    sweep(tmp_path)
    assert alone.exists()
    make_old(alone, 2 * ABANDONED_AFTER_S)
    sweep(tmp_path)
    assert not alone.exists()
    assert whole.exists()
