# SPDX-License-Identifier: MIT
"""Names of runs."""

import re
from datetime import datetime

from ser_workbench.runs.run_id import new_run_id


def test_that_a_run_id_is_sortable_readable_and_its_own():
    moment = datetime(2026, 11, 22, 17, 30, 15)
    first, second = (new_run_id("fst-cldnn-log-mel", moment) for _ in range(2))
    assert re.fullmatch(r"20261122-173015-fst-cldnn-log-mel-[0-9a-f]{4}", first)
    assert first != second
