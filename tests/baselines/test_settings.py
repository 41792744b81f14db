# SPDX-License-Identifier: MIT
"""What may be asked of a support vector machine."""

import pytest

from ser_workbench.baselines.settings import KERNELS, SvmSettings
from ser_workbench.errors import SettingsError


def test_that_costs_are_read_as_rising_numbers_each_once():
    assert SvmSettings(costs=" 10, 0.1 ,1,1.0").cost_grid == (0.1, 1.0, 10.0)


@pytest.mark.parametrize("costs", ["", "1,,2", "one", "0, 1", "-1", "nan", "inf"])
def test_that_costs_that_cannot_be_are_refused_in_a_sentence(costs):
    with pytest.raises(SettingsError, match="costs cannot be"):
        SvmSettings(costs=costs)


def test_that_best_tries_all_kernels_and_a_kernel_only_itself():
    assert SvmSettings().kernels == KERNELS
    assert SvmSettings(kernel="rbf").kernels == ("rbf",)
