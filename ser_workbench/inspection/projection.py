# SPDX-License-Identifier: MIT
"""Outputs of a module on a plane: by LDA as in Figures 3 to 8, and beyond the paper by PCA, t-SNE and UMAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.asked import points_of
from ser_workbench.inspection.classes import Classes, centres_of
from ser_workbench.inspection.embedding import FEWEST, PcaMap, embed
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.lda import LdaMap, fit_lda
from ser_workbench.inspection.outputs import LABELINGS, ModuleOutputs
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.inspection.spread import Spread, measure_spread
from ser_workbench.inspection.survival import Fitted, Survival, ask_others, ask_within
from ser_workbench.progress import Progress, Steps

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
    map: LdaMap | PcaMap | None
    """Lays further outputs of the module on the same plane (`apply`), such as the same utterances in noise; None for
    t-SNE and UMAP, and where nothing is shown."""


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
    points, others = points_of(train, module), points_of(held_out, module)
    if view == "lda":
        return (yield from _project_by_lda(train, held_out, module, settings, rng, labelings))
    if len(points) < FEWEST:
        why = f"Of {len(points)} utterances no plane can be made."
        return {labeling: _empty(view, labeling, module, why) for labeling in labelings}
    try:
        laid = yield from embed(view, points, others, settings, rng)
    except InspectionError as error:
        return {labeling: _empty(view, labeling, module, str(error)) for labeling in labelings}
    found = {}
    for labeling in labelings:
        labels = train.labels(labeling)
        inertia = measure_inertia(points, labels)
        classes = Classes.of([labels[place] for place in laid.train_places])
        centres = centres_of(laid.train, classes).astype(np.float32)
        found[labeling] = Projection(
            view=view,
            labeling=labeling,
            module=module,
            train=laid.train,
            train_places=laid.train_places,
            held_out=laid.held_out,
            held_out_places=laid.held_out_places,
            centres=dict(zip(classes.names, centres, strict=True)),
            rho=inertia.rho if inertia else None,
            held_out_score=None,
            control_score=None,
            chance=None,
            note=_join(laid.note, _unlabelled(labeling, labels)),
            map=laid.map,
        )
    return found


def _project_by_lda(
    train: ModuleOutputs,
    held_out: ModuleOutputs,
    module: str,
    settings: InspectionSettings,
    rng: np.random.Generator,
    labelings: Sequence[str],
) -> Steps[Mapping[str, Projection]]:
    points, others = train.arrays[module], held_out.arrays[module]
    found: dict[str, Projection] = {}
    spreads: dict[bytes, Spread] = {}  # The same for every labeling, unless some labels are unknown.
    for labeling in labelings:
        yield Progress(f"Projecting {module} by {labeling}", len(found), len(labelings), "projections")
        labels = train.labels(labeling)
        places = Classes.of(labels).places
        if not len(places):
            found[labeling] = _empty("lda", labeling, module, f"No {labeling} is known.")
            continue
        key = places.tobytes()
        spreads[key] = spread = spreads.get(key) or measure_spread(points, places)
        try:
            lda = fit_lda(points, labels, spread, settings.lda == "regularised")
        except InspectionError as error:
            found[labeling] = _empty("lda", labeling, module, str(error))
            continue
        fitted = Fitted(labeling, points, train.rows, labels, spread)
        if labeling == "speaker":
            survival = yield from ask_within(fitted, settings, rng)
        else:
            survival = yield from ask_others(lda, fitted, others, held_out.labels(labeling), settings, rng)
        found[labeling] = _drawn(lda, fitted, module, others, survival)
    return found


def _drawn(lda: LdaMap, fitted: Fitted, module: str, others: Points, survival: Survival) -> Projection:
    inertia = measure_inertia(fitted.points, fitted.labels)
    regularised = "" if lda.shrinkage is None else f"Regularised LDA (shrunk by {lda.shrinkage:.2f})."
    return Projection(
        view="lda",
        labeling=fitted.labeling,
        module=module,
        train=lda.apply(fitted.points),
        train_places=np.arange(len(fitted.points)),
        held_out=lda.apply(others),
        held_out_places=np.arange(len(others)),
        centres=dict(zip(lda.classes, lda.centres[:, :2].astype(np.float32), strict=True)),
        rho=inertia.rho if inertia else None,
        held_out_score=survival.score,
        control_score=survival.control,
        chance=survival.chance,
        note=_join(regularised, _unlabelled(fitted.labeling, fitted.labels), survival.note),
        map=lda,
    )


def _empty(view: View, labeling: str, module: str, why: str) -> Projection:
    nothing, nowhere = np.empty((0, 2), np.float32), np.empty(0, np.intp)
    return Projection(view, labeling, module, nothing, nowhere, nothing, nowhere, {}, None, None, None, None, why, None)


def _unlabelled(labeling: str, labels: Sequence[str]) -> str:
    unknown = sum(not label for label in labels)
    return f"The {labeling} of {unknown:,} training items is unknown; they have no part in it." if unknown else ""


def _join(*notes: str) -> str:
    return " ".join(note for note in notes if note)
