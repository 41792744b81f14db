# SPDX-License-Identifier: MIT
"""Outputs on disk: whole or not there, in the order of the rows, and read without a copy."""

import csv
import os
import time
from collections import namedtuple

import numpy as np
import psutil
import pytest

from ser_workbench.errors import DiskFullError
from ser_workbench.inspection.kept import KeptOutputs, name_outputs
from ser_workbench.inspection.outputs import OutputRow

ROWS = tuple(OutputRow(f"{n}.wav", "s1", "anger", "", "train", "rain.wav" if n else "", n or None) for n in range(4))


def write(kept: KeptOutputs, layer: str = "cnn", width: int = 3) -> np.ndarray:
    numbers = np.arange(len(kept.rows) * width, dtype=np.float32).reshape(-1, width)
    with kept.writing({layer: width}) as keep:
        for places in ([2, 0], [3, 1]):
            keep(np.array(places), {layer: numbers[places]})
    return numbers


def test_that_what_was_handed_over_out_of_order_is_read_in_the_order_of_the_rows(tmp_path):
    numbers = write(KeptOutputs(tmp_path / "outputs", ROWS))
    outputs = KeptOutputs(tmp_path / "outputs", ROWS).load(["cnn"])
    assert outputs.rows == ROWS
    np.testing.assert_array_equal(outputs.arrays["cnn"], numbers)
    assert isinstance(outputs.arrays["cnn"], np.memmap)
    assert not outputs.arrays["cnn"].flags.writeable


def test_that_only_layers_that_are_not_kept_are_missing(tmp_path):
    kept = KeptOutputs(tmp_path, ROWS)
    assert kept.find_missing(["cnn", "mlp"]) == ["cnn", "mlp"]
    write(kept)
    assert kept.find_missing(["cnn", "mlp"]) == ["mlp"]
    with pytest.raises(KeyError):
        kept.load(["mlp"])


def test_that_writing_that_breaks_off_keeps_nothing(tmp_path):
    kept = KeptOutputs(tmp_path, ROWS)
    with pytest.raises(ValueError, match="rows of another width"), kept.writing({"cnn": 3}):
        raise ValueError("rows of another width")
    assert kept.find_missing(["cnn"]) == ["cnn"]
    assert [file.name for file in tmp_path.iterdir()] == ["rows.csv"]


@pytest.mark.parametrize("harm", ["cut", "other", "rows"])
def test_that_a_damaged_file_counts_as_missing(tmp_path, harm):
    kept = KeptOutputs(tmp_path, ROWS)
    write(kept)
    file = tmp_path / "cnn.npy"
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "other":
        file.write_bytes(b"no array at all")
    else:
        np.save(file, np.zeros((3, 3), np.float32))
    assert kept.find_missing(["cnn"]) == ["cnn"]
    write(kept)
    assert kept.find_missing(["cnn"]) == []


def test_that_the_rows_can_be_read_by_people(tmp_path):
    write(KeptOutputs(tmp_path, ROWS))
    with (tmp_path / "rows.csv").open(newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["utterance"] for row in rows] == ["0.wav", "1.wav", "2.wav", "3.wav"]
    assert (rows[0]["snr_db"], rows[3]["snr_db"], rows[3]["noise"]) == ("", "3", "rain.wav")


def test_that_too_little_space_is_told_before_anything_is_written(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(100, 53, 47))
    kept = KeptOutputs(tmp_path, ROWS)
    with pytest.raises(DiskFullError, match="48 B"):
        write(kept)
    assert list(tmp_path.iterdir()) == []


def test_that_what_a_killed_process_left_a_day_ago_is_removed(tmp_path):
    for name, age_s in (("cnn-1.part", 90_000), ("mlp-2.part", 60)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age_s,) * 2)
    KeptOutputs(tmp_path, ROWS)
    assert [file.name for file in tmp_path.iterdir()] == ["mlp-2.part"]


def test_that_memory_stays_flat_while_much_is_written(tmp_path):
    rows, width = ROWS * 1000, 10_000  # 160 MB
    block = np.ones((100, width), np.float32)
    kept, process, most = KeptOutputs(tmp_path, rows), psutil.Process(), 0
    before = process.memory_info().rss
    with kept.writing({"cnn": width}) as keep:
        for start in range(0, len(rows), 100):
            keep(np.arange(start, start + 100), {"cnn": block})
            most = max(most, process.memory_info().rss)
    assert most - before < 20_000_000
    assert kept.load(["cnn"]).arrays["cnn"][-1].sum() == width


def test_that_the_name_follows_from_every_fact():
    assert name_outputs("weights", ["a", "b"]) == name_outputs("weights", ["a", "b"])
    assert len({name_outputs(*facts) for facts in (("w", ["a"]), ("w", ["b"]), ("v", ["a"]), ("w", [], ["a"]))}) == 4
