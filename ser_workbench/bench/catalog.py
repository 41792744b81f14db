# SPDX-License-Identifier: MIT
"""All benchmarks by name. Their files import torch, so each is read when it is run: naming them stays quick."""

import importlib
from collections.abc import Sequence

from ser_workbench.bench.result import BenchResult
from ser_workbench.progress import Note, Steps

BENCHES = {
    "log_mel": "ser_workbench.bench.sound:bench_log_mel",
    "mfcc": "ser_workbench.bench.sound:bench_mfcc",
    "mix": "ser_workbench.bench.sound:bench_mix",
    "first_paint": "ser_workbench.bench.window:bench_first_paint",
}


def run_benches(names: Sequence[str]) -> Steps[list[BenchResult]]:
    """Run the named benchmarks one after another."""
    results: list[BenchResult] = []
    for name in names:
        yield Note(f"measuring {name}")
        module, function = BENCHES[name].split(":")
        bench: Steps[BenchResult] = getattr(importlib.import_module(module), function)()
        results.append((yield from bench))
    return results
