# SPDX-License-Identifier: MIT
"""Pooling over what stands at every second place."""

import pytest
import torch
from torch.nn import functional

from ser_workbench.models.pooling import pool_bands, pool_time


@pytest.mark.parametrize(("size", "dilation"), [(3, 1), (3, 2), (2, 2), (1, 1)])
def test_that_pooling_over_time_is_torchs_pooling_of_the_rectified_maps(size, dilation):
    maps = torch.randn(2, 3, 4, 20, requires_grad=True)
    plain = functional.max_pool2d(torch.relu(maps), (1, size), stride=1, dilation=(1, dilation))
    ours = pool_time(maps, size, dilation)
    assert torch.equal(ours, plain)
    weight = torch.randn_like(plain)
    (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
    (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("size", "stride"), [(3, 2), (2, 2), (1, 1)])
def test_that_pooling_over_bands_is_torchs_pooling_of_the_rectified_maps(size, stride):
    maps = torch.randn(2, 3, 16, 5, requires_grad=True)
    plain = functional.max_pool2d(torch.relu(maps), (size, 1), stride=(stride, 1))
    ours = pool_bands(maps, size, stride)
    assert torch.equal(ours, plain)
    weight = torch.randn_like(plain)
    (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
    (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)
