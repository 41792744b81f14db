# SPDX-License-Identifier: MIT
"""How a support vector machine is trained, and what is tried before it is (paper.md, Section 6)."""

from typing import Literal, Self, get_args

from pydantic import model_validator

from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, setting

Kernel = Literal["linear", "polynomial", "rbf"]
KERNELS: tuple[Kernel, ...] = get_args(Kernel)


class SvmSettings(Settings):
    """Kernel, costs and weights of a support vector machine.

    **Choice:** the paper names the three kernels but not their parameters. Polynomial is (x·y / d + offset)^degree and
    RBF exp(-|x - y|² / d), d the number of features, as scikit-learn's gamma="auto" has it.
    """

    kernel: Literal["best", "linear", "polynomial", "rbf"] = setting(
        "best", "Kernel", help="best tries all three and takes the one that does best before the test is looked at."
    )
    costs: str = setting(
        "0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10, 100",
        "Costs of an error (C)",
        help="Numbers with commas between them; the one that does best before the test is taken, of equals the least.",
    )
    degree: int = setting(3, "Degree (polynomial)", low=2, high=9)
    offset: float = setting(1.0, "Offset (polynomial)", low=0, high=100, help="0 leaves terms of one degree alone.")
    choice_folds: int = setting(
        5,
        "Groups of training speakers",
        unit="groups",
        low=2,
        high=100,
        help="Where there is no validation side (LOSO), kernel and cost are chosen by leaving out each group in turn.",
    )
    standardise: Literal["speaker", "train"] = setting(
        "speaker", "Standardised", help="speaker: by each speaker's own mean and deviation; train: by the training's."
    )
    has_class_weights: bool = setting(
        True, "Weigh the classes", help="An error on a rare class costs more, in proportion."
    )

    @model_validator(mode="after")
    def _check_costs(self) -> Self:
        try:
            is_fine = bool(self.cost_grid) and all(0 < cost < float("inf") for cost in self.cost_grid)
        except ValueError:
            is_fine = False
        if not is_fine:
            raise SettingsError(f"The costs cannot be '{self.costs}'; write positive numbers, such as 0.1, 1, 10.")
        return self

    @property
    def cost_grid(self) -> tuple[float, ...]:
        """The costs as numbers, each once, in rising order."""
        return tuple(sorted({float(text) for text in self.costs.split(",")}))

    @property
    def kernels(self) -> tuple[Kernel, ...]:
        """The kernels that are tried."""
        return KERNELS if self.kernel == "best" else (self.kernel,)
