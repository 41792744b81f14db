# SPDX-License-Identifier: MIT
"""What SKRRR tries: grids of numbers, each once, in order; what cannot be is told."""

import pytest

from ser_workbench.baselines.skrrr_settings import SkrrrSettings
from ser_workbench.errors import SettingsError


def test_that_grids_are_sorted_and_hold_each_number_once():
    settings = SkrrrSettings(penalties="0.1, 0, 0.01, 0.1", ridges="1,0.5", ranks="9, 2, 4, 6")
    assert settings.penalty_grid == (0.0, 0.01, 0.1)
    assert settings.ridge_grid == (0.5, 1.0)
    assert settings.rank_grid(5) == (2, 4, 5)
    assert SkrrrSettings(kernel="best").kernels == ("linear", "polynomial", "rbf")
    assert SkrrrSettings().kernels == ("rbf",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("penalties", text) for text in ("1", "-0.1", "")),
        *(("ranks", text) for text in ("0", "1.5", "two")),
        *(("ridges", text) for text in ("0", "inf", "nan")),
    ],
)
def test_that_impossible_grids_are_refused(name: str, text: str):
    with pytest.raises(SettingsError, match=f"The {name} cannot be '{text}'"):
        SkrrrSettings().changed({name: text})
