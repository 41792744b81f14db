# SPDX-License-Identifier: MIT
"""Where a network is computed, and devices that are not there."""

import pytest
import torch

from ser_workbench.errors import DeviceError
from ser_workbench.training.devices import (
    choose_device,
    cpu_threads,
    device_memory_mib,
    memory_mib,
    plain_device_errors,
    title_of_device,
)

CPU = torch.device("cpu")


def test_that_auto_takes_a_device_that_is_there():
    assert choose_device("auto").type in ("cpu", "cuda", "mps")
    assert choose_device("cpu") == CPU


@pytest.mark.skipif(torch.backends.mps.is_available(), reason="this is a Mac with a GPU")
def test_that_an_absent_apple_gpu_is_refused_with_what_to_do():
    with pytest.raises(DeviceError, match="choose the device auto or cpu"):
        choose_device("mps")


def test_that_the_cpu_is_titled_with_its_threads():
    with cpu_threads(1):
        assert title_of_device(CPU) == "cpu (1 thread)"
    with cpu_threads(2):
        assert title_of_device(CPU) == "cpu (2 threads)"


def test_that_memory_used_up_becomes_a_sentence_that_says_what_to_do():
    with pytest.raises(DeviceError, match="more parts of a mini-batch"), plain_device_errors(CPU):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")
    with pytest.raises(DeviceError, match="more parts of a mini-batch"), plain_device_errors(CPU):
        torch.empty(2**55, dtype=torch.uint8)


def test_that_other_errors_stay_as_they_are():
    with pytest.raises(RuntimeError, match="shapes"), plain_device_errors(CPU):
        raise RuntimeError("shapes do not agree")


def test_that_the_memory_of_this_process_is_told():
    assert 50 < memory_mib() < 100_000
    assert device_memory_mib(CPU) == 0
