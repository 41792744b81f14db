# SPDX-License-Identifier: MIT
"""Amounts in words."""

import math

from ser_workbench.amounts import counted, size_text


def test_that_bytes_are_written_as_people_read_them() -> None:
    texts = [size_text(n) for n in (12, 31_360, 5_400_000, 3_355_200_000)]
    assert texts == ["12 B", "31 kB", "5 MB", "3.4 GB"]
    texts = [size_text(n, math.ceil) for n in (12, 31_360, 5_400_000, 3_355_200_000, 3_300_000_001)]
    assert texts == ["12 B", "32 kB", "6 MB", "3.4 GB", "3.4 GB"]


def test_that_one_is_not_many() -> None:
    assert [counted(count, "speaker") for count in (0, 1, 1234)] == ["0 speakers", "1 speaker", "1,234 speakers"]
