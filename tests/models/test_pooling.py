# SPDX-License-Identifier: MIT
"""Pooling over what stands at every second place."""

import pytest
import torch
from torch.nn import functional

from ser_workbench.models.pooling import BANDS, TIME, max_pool, mean_pool


@pytest.mark.parametrize(("size", "dilation"), [(3, 1), (3, 2), (2, 2), (1, 1)])
def test_that_pooling_over_time_is_torchs_pooling_of_the_rectified_maps(size, dilation):
    maps = torch.randn(2, 3, 4, 20, requires_grad=True)
    plain = functional.max_pool2d(torch.relu(maps), (1, size), stride=1, dilation=(1, dilation))
    ours = max_pool(maps, TIME, size, dilation=dilation, is_rectified=True)
    assert torch.equal(ours, plain)
    weight = torch.randn_like(plain)
    (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
    (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("size", "stride"), [(3, 2), (2, 2), (1, 1)])
def test_that_pooling_over_bands_is_torchs_pooling_of_the_rectified_maps(size, stride):
    maps = torch.randn(2, 3, 16, 5, requires_grad=True)
    plain = functional.max_pool2d(torch.relu(maps), (size, 1), stride=(stride, 1))
    ours = max_pool(maps, BANDS, size, stride=stride, is_rectified=True)
    assert torch.equal(ours, plain)
    weight = torch.randn_like(plain)
    (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
    (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("size", "stride"), [(3, 2), (2, 3), (1, 1)])
def test_that_pooling_without_the_relu_is_torchs_pooling(size, stride):
    maps = torch.randn(2, 3, 16, 5, requires_grad=True)
    for ours, plain in (
        (max_pool(maps, BANDS, size, stride=stride), functional.max_pool2d(maps, (size, 1), stride=(stride, 1))),
        (mean_pool(maps, BANDS, size, stride=stride), functional.avg_pool2d(maps, (size, 1), stride=(stride, 1))),
    ):
        torch.testing.assert_close(ours, plain)
        weight = torch.randn_like(plain)
        (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
        (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
        torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)


def test_that_means_over_dilated_time_are_taken_by_hand():
    maps = torch.arange(6.0).view(1, 1, 1, 6)
    assert mean_pool(maps, TIME, 2, dilation=2).flatten().tolist() == [1.0, 2.0, 3.0, 4.0]
