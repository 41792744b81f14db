# SPDX-License-Identifier: MIT
"""What is chosen above the plots of the Inspect panel."""

from dataclasses import dataclass
from typing import Literal

from ser_workbench.inspection.projection import View
from ser_workbench.studies.inspection import PLOTTED

Condition = Literal["clean", "noisy"]
VIEWS: tuple[tuple[View, str, str], ...] = (
    (
        "lda",
        "LDA",
        "Linear discriminant analysis, as in the paper: the directions in which the classes stand apart most",
    ),
    ("pca", "PCA", "Principal components: the directions in which all utterances vary most, whatever their labels"),
    ("tsne", "t-SNE", "Neighbours stay neighbours; distances between groups mean nothing"),
    ("umap", "UMAP", "Neighbours stay neighbours, groups keep some of their order"),
)
"""Name, title, what it shows."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is shown of a run; `snr_db` and `epoch` are None where the sliders are at rest."""

    state: Condition = "clean"
    """Which selected network speaks."""
    view: View = "lda"
    condition: Condition = "clean"
    """Its clean utterances, or these and the noisy set."""
    layers: tuple[str, ...] = PLOTTED
    """Of the three columns."""
    snr_db: float | None = None
    epoch: int | None = None
