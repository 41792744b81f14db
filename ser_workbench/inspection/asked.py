# SPDX-License-Identifier: MIT
"""What is asked of outputs: the points of a module, which must be numbers, and scores of answers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.classes import BLOCK_VALUES
from ser_workbench.inspection.outputs import ModuleOutputs
from ser_workbench.training.metrics import unweighted_accuracy


def points_of(outputs: ModuleOutputs, module: str) -> NDArray[np.float32]:
    """The outputs of one module, (items, width).

    Raises InspectionError where there are none, or where some are not numbers.
    """
    if module not in outputs.arrays:
        there = ", ".join(outputs.arrays)
        raise InspectionError(f"There are no outputs of '{module}'; there are: {there}.")
    points = outputs.arrays[module]
    height = max(1, BLOCK_VALUES // max(1, points.shape[1]))
    for first in range(0, len(points), height):
        is_finite = np.isfinite(points[first : first + height]).all(axis=1)
        if not is_finite.all():
            row = outputs.rows[first + int(is_finite.argmin())]
            raise InspectionError(
                f"Of {row.utterance} the network's {module} says what is no number (NaN or infinite); "
                "check that recording, and train again if it is sound."
            )
    return points


def ua_of(truth: Sequence[str], answers: Sequence[str]) -> float:
    """UA of answers, 0 to 1, over the classes that occur in the truth."""
    names, numbers = np.unique([*truth, *answers], return_inverse=True)
    return unweighted_accuracy(numbers[: len(truth)], numbers[len(truth) :], len(names))


def name_some(names: Sequence[str], most: int = 5) -> str:
    """A list in words, cut short: `anger, fear and 3 more`."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
