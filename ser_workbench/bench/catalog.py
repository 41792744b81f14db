# SPDX-License-Identifier: MIT
"""All benchmarks by name. Their files import torch, so each is read when it is run: naming them stays quick."""

import importlib
from collections.abc import Sequence

from ser_workbench.bench.result import BenchResult
from ser_workbench.errors import BadInputError
from ser_workbench.models.settings import MODEL_NAMES
from ser_workbench.progress import Note, Steps

BENCHES = {
    "log_mel": "ser_workbench.bench.sound:bench_log_mel",
    "mfcc": "ser_workbench.bench.sound:bench_mfcc",
    "mix": "ser_workbench.bench.sound:bench_mix",
    "noisy_set": "ser_workbench.bench.noisy_set:bench_noisy_set",
    "svm_loso": "ser_workbench.bench.svm_loso:bench_svm_loso",
    "first_paint": "ser_workbench.bench.window:bench_first_paint",
    **{f"train_step/{model}": "ser_workbench.bench.train_step:bench_train_step" for model in MODEL_NAMES},
    **{f"live_step/{model}": "ser_workbench.bench.live_step:bench_live_step" for model in MODEL_NAMES},
}
"""name: module and function; what stands behind a slash in the name is handed to the function."""


def find_benches(names: Sequence[str]) -> list[str]:
    """The benchmarks of these names; `train_step` names the eight of them, nothing names all.

    Raises BadInputError for a name that there is not.
    """
    found: list[str] = []
    for name in names or list(BENCHES):
        named = [known for known in BENCHES if known == name or known.startswith(f"{name}/")]
        if not named:
            raise BadInputError(f"There is no benchmark '{name}'; there are: {', '.join(BENCHES)}.")
        found += [known for known in named if known not in found]
    return found


def run_benches(names: Sequence[str]) -> Steps[list[BenchResult]]:
    """Run the named benchmarks one after another."""
    results: list[BenchResult] = []
    for name in names:
        yield Note(f"measuring {name}")
        module, function = BENCHES[name].split(":")
        words = name.split("/")[1:]
        bench: Steps[BenchResult] = getattr(importlib.import_module(module), function)(*words)
        results.append((yield from bench))
    return results
