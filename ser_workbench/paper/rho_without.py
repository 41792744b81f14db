# SPDX-License-Identifier: MIT
"""ρ of a representation without each of its speakers, so that a verdict knows how much it hangs on one of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.progress import Progress, Steps


def rho_without_each(
    points: NDArray[np.floating], labels: Sequence[str], speakers: Sequence[str], stage: str
) -> Steps[dict[str, float]]:
    """By speaker, ρ (eq. 17) of all others; a speaker without whom there is no ρ is not in it.

    points: (items, width); labels, speakers: of each item
    """
    of_row, names, found = np.array(speakers), sorted(set(speakers)), {}
    label_of_row = np.array(labels)
    for done, speaker in enumerate(names, 1):
        kept = np.flatnonzero(of_row != speaker)
        inertia = measure_inertia(points[kept], [str(label) for label in label_of_row[kept]])
        if inertia is not None:
            found[speaker] = inertia.rho
        yield Progress(stage, done, len(names), "speakers")
    return found
