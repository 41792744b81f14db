# SPDX-License-Identifier: MIT
"""All benchmarks by name."""

from collections.abc import Callable, Sequence

from ser_workbench.bench.measure import BenchResult
from ser_workbench.bench.sound import bench_log_mel, bench_mfcc, bench_mix
from ser_workbench.bench.window import bench_first_paint
from ser_workbench.progress import Steps

BENCHES: dict[str, Callable[[], Steps[BenchResult]]] = {
    "log_mel": bench_log_mel,
    "mfcc": bench_mfcc,
    "mix": bench_mix,
    "first_paint": bench_first_paint,
}


def run_benches(names: Sequence[str]) -> Steps[list[BenchResult]]:
    """Run the named benchmarks one after another."""
    results = []
    for name in names:
        results.append((yield from BENCHES[name]()))
    return results
