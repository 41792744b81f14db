# SPDX-License-Identifier: MIT
"""Files appear whole or not at all."""

import pytest

from ser_workbench.runs.whole_file import read_table, write_json, write_table, written_beside


def test_that_a_writing_that_breaks_off_leaves_the_old_file(tmp_path):
    file = tmp_path / "a.json"
    write_json(file, {"old": True})
    with pytest.raises(KeyError):
        _break_off(file)
    assert file.read_text() == '{\n  "old": true\n}\n'
    assert list(tmp_path.iterdir()) == [file]


def test_that_numbers_and_odd_names_survive_a_table(tmp_path):
    file = tmp_path / "a.csv"
    write_table(file, ["name", "x", "none"], [['a "b", c\nd.wav', 0.1 + 0.2, None]])
    (row,) = read_table(file)
    assert (row["name"], float(row["x"]), row["none"]) == ('a "b", c\nd.wav', 0.1 + 0.2, "")


def _break_off(file):
    with written_beside(file) as beside:
        beside.write_text("half")
        raise KeyError
