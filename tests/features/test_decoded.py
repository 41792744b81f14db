# SPDX-License-Identifier: MIT
"""Decoded files are kept within a budget."""

from pathlib import Path

import numpy as np
import soundfile

from ser_workbench.features.decoded import DecodedFiles
from tests.audio.sounds import hiss


def put_files(folder: Path, count: int) -> list[Path]:
    files = [folder / f"{number}.wav" for number in range(count)]
    for number, file in enumerate(files):
        soundfile.write(file, hiss(0.1, seed=number), 16000)
    return files


def test_that_memory_stays_within_the_budget(tmp_path: Path) -> None:
    decoded = DecodedFiles(budget_bytes=3 * 6400)
    for file in put_files(tmp_path, 10):
        decoded.read(file)
        assert decoded.size <= 3 * 6400
    assert decoded.size == 3 * 6400


def test_that_the_file_used_longest_ago_is_given_up_first(tmp_path: Path) -> None:
    decoded = DecodedFiles(budget_bytes=2 * 6400)
    first, second, third = put_files(tmp_path, 3)
    kept = decoded.read(first)
    decoded.read(second)
    assert decoded.read(first) is kept
    decoded.read(third)
    assert decoded.read(first) is kept


def test_that_a_file_beyond_the_budget_is_read_but_not_kept(tmp_path: Path) -> None:
    decoded = DecodedFiles(budget_bytes=100)
    (file,) = put_files(tmp_path, 1)
    assert np.array_equal(decoded.read(file), soundfile.read(file, dtype="float32")[0])
    assert decoded.size == 0
