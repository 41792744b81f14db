# SPDX-License-Identifier: MIT
"""Mean pooling over what stands at every second place."""

import pytest
import torch
from torch.nn import functional

from ser_workbench.models.pooling import mean_pool


@pytest.mark.parametrize(("size", "stride"), [((3, 1), (2, 1)), ((2, 4), (3, 1)), ((1, 1), (1, 1)), ((1, 3), (1, 2))])
def test_that_without_dilation_it_is_torchs_mean_pooling(size, stride):
    maps = torch.randn(2, 3, 16, 9, requires_grad=True)
    ours, plain = mean_pool(maps, size, stride, dilation=1), functional.avg_pool2d(maps, size, stride)
    torch.testing.assert_close(ours, plain)
    weight = torch.randn_like(plain)
    (expected,) = torch.autograd.grad((plain * weight).sum(), maps)
    (gradient,) = torch.autograd.grad((ours * weight).sum(), maps)
    torch.testing.assert_close(gradient, expected, rtol=0, atol=1e-6)


def test_that_means_over_dilated_time_are_taken_by_hand():
    maps = torch.arange(6.0).view(1, 1, 1, 6)
    assert mean_pool(maps, (1, 2), (1, 1), dilation=2).flatten().tolist() == [1.0, 2.0, 3.0, 4.0]
