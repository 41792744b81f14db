# SPDX-License-Identifier: MIT
"""Where the network is computed: which device there is, how many threads, and the sentence when it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import torch

from ser_workbench.errors import DeviceError, DeviceMemoryError

MIB = 2**20


def choose_device(name: str) -> torch.device:
    """The device of a setting: auto, cpu, cuda or mps.

    Raises DeviceError when it is asked for by name and not there.
    """
    has_cuda, has_mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if name == "auto":
        return torch.device("cuda" if has_cuda else "mps" if has_mps else "cpu")
    if name == "cuda" and not has_cuda:
        raise DeviceError("There is no CUDA device here (no NVIDIA GPU, or no driver); choose the device auto or cpu.")
    if name == "mps" and not has_mps:
        raise DeviceError("There is no Apple GPU (mps) here; choose the device auto or cpu.")
    return torch.device(name)


def title_of_device(device: torch.device) -> str:
    """What the device is called: `cpu (2 threads)`, `cuda (NVIDIA H200)`."""
    if device.type == "cuda":
        return f"cuda ({torch.cuda.get_device_name(device)})"
    if device.type == "cpu":
        threads = torch.get_num_threads()
        return f"cpu ({threads} thread{'s' if threads > 1 else ''})"
    return device.type


@contextmanager
def cpu_threads(threads: int) -> Iterator[None]:
    """Let torch use so many CPU threads inside, and as many as before afterwards; 0 changes nothing.

    This is global in torch: whatever else it computes meanwhile in this process uses as many.
    """
    before = torch.get_num_threads()
    if threads:
        torch.set_num_threads(threads)
    try:
        yield
    finally:
        if threads:
            torch.set_num_threads(before)


@contextmanager
def mixed_precision(device: torch.device, precision: str) -> Iterator[None]:
    """Compute products in 16 bits inside where that is asked for; precision: float32 or bfloat16."""
    with torch.autocast(device.type, torch.bfloat16, enabled=precision == "bfloat16"):
        yield


@contextmanager
def plain_device_errors(device: torch.device) -> Iterator[None]:
    """Turn a refusal for want of memory into a DeviceMemoryError that says what to do."""
    try:
        yield
    except torch.OutOfMemoryError:
        where = title_of_device(device)
        if device.type == "cuda":
            torch.cuda.empty_cache()
        raise DeviceMemoryError(
            f"The memory of {where} is used up; choose more parts of a mini-batch (training.batch_parts) or the device "
            "cpu and resume, nothing is lost."
        ) from None
    except RuntimeError as error:
        if "allocate memory" not in str(error) and "out of memory" not in str(error):
            raise
        raise DeviceMemoryError(
            "The memory of this machine is used up; choose more parts of a mini-batch (training.batch_parts) and "
            "resume, nothing is lost."
        ) from None


def memory_mib() -> float:
    """The memory of this process."""
    return float(psutil.Process().memory_info().rss / MIB)


def device_memory_mib(device: torch.device) -> float:
    """The GPU memory that torch holds; 0 on the CPU."""
    if device.type == "cuda":
        return torch.cuda.memory_reserved(device) / MIB
    if device.type == "mps":
        return torch.mps.driver_allocated_memory() / MIB
    return 0.0
