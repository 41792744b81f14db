# SPDX-License-Identifier: MIT
"""Reading code in the background, so that the window answers while numpy, pyqtgraph and torch arrive."""

import importlib
import sys
from collections.abc import Iterable
from types import ModuleType

from ser_workbench.progress import Progress, Steps


def load_module(name: str) -> Steps[ModuleType]:
    """Import one module on the job's thread."""
    yield Progress("", 0, 0)
    return importlib.import_module(name)


def load_torch(names: Iterable[str] = ("torch", "ser_workbench.runs.experiment")) -> Steps[None]:
    """Import torch and what stands on it, on the job's thread."""
    for name in names:
        yield Progress("", 0, 0)
        if name not in sys.modules:
            importlib.import_module(name)
