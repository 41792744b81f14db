# SPDX-License-Identifier: MIT
"""What a store does not hold, asked to the end."""

from collections.abc import Iterable

from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import run_steps


def missing_in(store: FeatureStore, keys: Iterable[str]) -> list[str]:
    return run_steps(store.find_missing(keys))
