# SPDX-License-Identifier: MIT
"""Outputs of a module on a plane: by LDA as in Figures 3 to 8, and beyond the paper by PCA, t-SNE and UMAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.outputs import LABELINGS, ModuleOutputs
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Steps

View = Literal["lda", "pca", "tsne", "umap"]
Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """One plot of the nine: items of the training side and held-out ones on a line (k = 1) or a plane (k = 2).

    Where nothing can be shown both are empty, (0, k), and `note` says why.
    """

    view: View
    labeling: str
    module: str
    train: Points
    """(n, k)"""
    train_places: NDArray[np.intp]
    """(n,) the place of each in the rows of the training side; t-SNE and UMAP take a part of many."""
    held_out: Points
    """(m, k) items that the plane was not made of; in t-SNE they lie among the others, which knows no labels."""
    held_out_places: NDArray[np.intp]
    """(m,) the place of each in the rows of the held-out side."""
    centres: Mapping[str, NDArray[np.float32]]
    """(k,) of each class of the training side; what has no label has no part in it."""
    rho: float | None
    """Eq. 17 on the whole representation of the training side; None where it has no meaning, as `note` says."""
    held_out_score: float | None
    """UA, 0 to 1, of the LDA's own classifier on what it was not fitted to: other speakers for emotion and gender,
    other utterances of the same speakers for speaker. None for other views, which see no labels and cannot overfit."""
    control_score: float | None
    """The same after fitting to shuffled labels, mean over the shuffles."""
    chance: float | None
    """One by the number of classes that the score is over."""
    note: str
    """What the reader should know: regularised, left out, too few; empty where nothing is special."""


def project(
    train: ModuleOutputs,
    held_out: ModuleOutputs,
    module: str,
    view: View,
    settings: InspectionSettings,
    rng: np.random.Generator,
    labelings: Sequence[str] = LABELINGS,
) -> Steps[Mapping[str, Projection]]:
    """Show one module under each labeling; by labeling. What does not depend on labels is computed once for all.

    Raises InspectionError where the outputs are not finite or `module` is not among them.
    """
    raise NotImplementedError
