# SPDX-License-Identifier: MIT
"""How SKRRR is trained, and what is tried before it is."""

import math
from collections.abc import Callable
from typing import Literal, Self

from pydantic import model_validator

from ser_workbench.baselines.settings import KERNELS, Kernel
from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, setting


class SkrrrSettings(Settings):
    """Kernel, ridge, penalty and rank of a sparse kernel reduced-rank regression.

    **Choice:** the publication's values are not to be seen; the grids hold what lies around the best on EmoDB, and
    what is taken of them is chosen before the test is looked at. The kernels are those of the SVM.
    """

    kernel: Literal["best", "linear", "polynomial", "rbf"] = setting(
        "rbf", "Kernel", help="best tries all three and takes the one that does best before the test is looked at."
    )
    penalties: str = setting(
        "0.001, 0.003, 0.01, 0.03",
        "Penalties (l1)",
        help="Shares, 0 to 1, of the smallest penalty that leaves no coefficient; 0 is not sparse. Of equals the "
        "largest is taken.",
    )
    ranks: str = setting(
        "2, 4, 6, 8, 10",
        "Ranks",
        help="How many dimensions lie between kernel and emotions; more than emotions - 1 count as that.",
    )
    ridges: str = setting(
        "0.01, 0.1, 1", "Ridges", help="Added to a kernel whose mean diagonal is 1, so that it does not learn by heart."
    )
    has_class_weights: bool = setting(True, "Weigh the classes", help="An utterance of a rare class counts more.")

    @model_validator(mode="after")
    def _check_grids(self) -> Self:
        _check("penalties", self.penalties, "from 0 to below 1, such as 0.001, 0.01", lambda share: 0 <= share < 1)
        _check("ranks", self.ranks, "whole and at least 1, such as 2, 4, 6", lambda rank: rank >= 1 and rank % 1 == 0)
        _check("ridges", self.ridges, "above 0, such as 0.1, 1", lambda ridge: ridge > 0)
        return self

    @property
    def penalty_grid(self) -> tuple[float, ...]:
        """Each penalty once, in rising order."""
        return _numbers(self.penalties)

    @property
    def ridge_grid(self) -> tuple[float, ...]:
        """Each ridge once, in rising order."""
        return _numbers(self.ridges)

    @property
    def kernels(self) -> tuple[Kernel, ...]:
        """The kernels that are tried."""
        return KERNELS if self.kernel == "best" else (self.kernel,)

    def rank_grid(self, most: int) -> tuple[int, ...]:
        """Each rank once, in rising order, none above `most`."""
        return tuple(sorted({min(int(rank), most) for rank in _numbers(self.ranks)}))


def _numbers(text: str) -> tuple[float, ...]:
    """Raises ValueError for what is no number."""
    return tuple(sorted({float(part) for part in text.split(",")}))


def _check(title: str, text: str, allowed: str, can_be: Callable[[float], bool]) -> None:
    try:
        is_fine = all(math.isfinite(number) and can_be(number) for number in _numbers(text))
    except ValueError:
        is_fine = False
    if not is_fine:
        raise SettingsError(f"The {title} cannot be '{text}'; write numbers {allowed}.")
