# SPDX-License-Identifier: MIT
"""How soon the window is painted, beside a window that loads everything before it shows itself."""

import os
import re
import statistics
import subprocess
import sys

from ser_workbench.bench.result import BenchResult
from ser_workbench.errors import FailedError
from ser_workbench.progress import Progress, Steps

ROUNDS = 3
OURS = "from ser_workbench.__main__ import main; raise SystemExit(main([]))"
PLAIN = f"import torch, torchaudio, pyqtgraph, ser_workbench.runs.experiment; {OURS}"


def bench_first_paint() -> Steps[BenchResult]:
    """Seconds from the start of the process to the first painted window, without a screen.

    Raises FailedError when the window cannot be opened here.
    """
    ours: list[float] = []
    plain: list[float] = []
    for turn in range(ROUNDS):
        ours.append(_seconds_to_first_paint(OURS))
        plain.append(_seconds_to_first_paint(PLAIN))
        yield Progress("first_paint", turn + 1, ROUNDS, "turns")
    ours_s, plain_s = statistics.median(ours), statistics.median(plain)
    return BenchResult("first_paint", ours_s, plain_s, "s", plain_s / ours_s, 0.0)


def _seconds_to_first_paint(program: str) -> float:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SER_WORKBENCH_FIRST_PAINT": "1"}
    end = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    found = re.search(r"first_paint_s=([0-9.]+)", end.stdout)
    if found is None:
        reason = (end.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        raise FailedError(
            f"The window did not open here ({reason}); run 'ser-workbench doctor' to see what is missing."
        )
    return float(found.group(1))
