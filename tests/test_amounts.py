# SPDX-License-Identifier: MIT
"""Amounts in words."""

import math

from ser_workbench.amounts import size_text


def test_that_bytes_are_written_as_people_read_them() -> None:
    texts = [size_text(n) for n in (12, 31_360, 5_400_000, 3_355_200_000)]
    assert texts == ["12 B", "31 kB", "5 MB", "3.4 GB"]
    texts = [size_text(n, math.ceil) for n in (12, 31_360, 5_400_000, 3_355_200_000, 3_300_000_001)]
    assert texts == ["12 B", "32 kB", "6 MB", "3.4 GB", "3.4 GB"]
