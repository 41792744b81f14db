# SPDX-License-Identifier: MIT
"""Two CPU threads, where a test is about them."""

from collections.abc import Iterator

import pytest
import torch


@pytest.fixture
def two_cpu_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)
