# SPDX-License-Identifier: MIT
"""Reading code in the background, so that the window answers while numpy, pyqtgraph and torch arrive.

Measured on two cores, longest gap of a 10 ms timer on the window's thread while torch is imported on another:
380 ms as it comes; 30 to 70 ms with the libraries loaded outside Python's lock and the garbage collector at rest.
"""

import ctypes
import gc
import importlib
import importlib.util
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from ser_workbench.progress import Progress, Steps

TORCH_MODULES = ("torch", "ser_workbench.runs.experiment")
_LIBRARIES = ("torch_global_deps", "c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch")
"""In the order in which they need each other; those that this torch does not have are passed over."""
log = logging.getLogger(__name__)


def load_module(name: str) -> Steps[ModuleType]:
    """Import one module on the job's thread."""
    yield Progress("", 0, 0)
    return importlib.import_module(name)


def load_torch() -> Steps[None]:
    """Import torch and what stands on it, on the job's thread."""
    yield Progress("", 0, 0)
    load_libraries("torch")
    for name in TORCH_MODULES:
        importlib.import_module(name)
        yield Progress("", 0, 0)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile; afterwards what is there counts as permanent.

    A full collection walks over all 400,000 objects of torch, holds Python's lock for 100 ms, and finds nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_libraries(package: str) -> int:
    """Load the shared libraries of torch without holding Python's lock; returns how many.

    `import torch` would load the same ones, 300 MB with all their constructors, and hold the lock all the while.
    A foreign function called through ctypes gives the lock away, so dlopen itself is called as one.
    Where there is no dlopen, and where a library will not load, the import does its work as ever.
    """
    if os.name != "posix":
        return 0
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return 0
    folder = Path(spec.origin).parent / "lib"
    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError):
        return 0
    dlopen.restype, dlopen.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_int]
    loaded = 0
    for library in _LIBRARIES:
        files = [folder / f"lib{library}{suffix}" for suffix in (".so", ".dylib")]
        # torch itself makes the symbols of this one global.
        mode = os.RTLD_NOW | (os.RTLD_GLOBAL if library == "torch_global_deps" else 0)
        loaded += sum(bool(dlopen(os.fsencode(file), mode)) for file in files if file.is_file())
    log.debug("%d libraries of %s loaded beforehand", loaded, package)
    return loaded
