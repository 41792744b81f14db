# SPDX-License-Identifier: MIT
"""Other views of a run than its inspection keeps: by PCA, t-SNE and UMAP, and the same planes with noise coming in.

Why so: noise is laid onto the planes of the clean training utterances, so that an utterance moves and the plane does
not; what is told of it (ρ, held-out UA) is measured on the noisy outputs. t-SNE and UMAP know no such plane and lay
out the noisy utterances anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.asked import ua_of
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.lda import LdaMap
from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow
from ser_workbench.inspection.projection import Projection, View, project
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.run_outputs import outputs_at_snr, run_outputs

STAGE = "Laying out the modules"
ON_PLANES = ("lda", "pca")
NOISE_SEED = 0
"""Which noise each utterance is laid under, at every ratio the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Projections by labeling and module, and whose points they are."""

    projections: Mapping[tuple[str, str], Projection]
    train_rows: tuple[OutputRow, ...]
    held_out_rows: tuple[OutputRow, ...]
    planes: Mapping[tuple[str, str], Projection] = field(default_factory=dict)
    """The same without noise, where noise is laid on their planes."""


def show_view(
    workspace: Workspace,
    run: str,
    view: View,
    layers: Sequence[str],
    settings: InspectionSettings,
    condition: str = CLEAN,
    snr_db: float | None = None,
) -> Steps[Shown]:
    """Show layers of a run under each labeling.

    condition: `noisy` adds the noisy set to the clean utterances; snr_db: each utterance under one noise instead
    Raises what `run_outputs` and `project` raise.
    """
    clean = yield from run_outputs(workspace, run, None, CLEAN, settings.state, layers)
    sides = clean.side("train"), clean.side("test")
    moved = yield from _in_noise(workspace, run, settings.state, layers, condition, snr_db)
    found: dict[tuple[str, str], Projection] = {}
    resting: dict[tuple[str, str], Projection] = {}
    for number, layer in enumerate(layers):
        yield Progress(STAGE, number, len(layers), "modules")
        rng = np.random.default_rng((settings.seed, number))
        if moved is not None and view in ON_PLANES:
            once = settings.model_copy(update={"shuffles": 1})  # Its control is not shown.
            planes = yield from project(*sides, layer, view, once, rng)
            resting |= {(labeling, layer): plane for labeling, plane in planes.items()}
            shown: Mapping[str, Projection] = {name: lay_on(plane, *moved) for name, plane in planes.items()}
        else:
            shown = yield from project(*(moved or sides), layer, view, settings, rng)
        found |= {(labeling, layer): one for labeling, one in shown.items()}
    train, held_out = moved or sides
    return Shown(found, train.rows, held_out.rows, resting)


def _in_noise(
    workspace: Workspace, run: str, state: str, layers: Sequence[str], condition: str, snr_db: float | None
) -> Steps[tuple[ModuleOutputs, ModuleOutputs] | None]:
    """The outputs of the training and of the test side in noise; None where it is clean ones that are asked for."""
    if snr_db is not None:
        everyone = yield from outputs_at_snr(workspace, run, None, snr_db, NOISE_SEED, state, layers)
        return everyone.side("train"), everyone.side("test")
    if condition == CLEAN:
        return None
    train = yield from run_outputs(workspace, run, "train", condition, state, layers)
    test = yield from run_outputs(workspace, run, "test", condition, state, layers)
    return train, test


def lay_on(plane: Projection, train: ModuleOutputs, held_out: ModuleOutputs) -> Projection:
    """Other outputs of the same module on a plane: the centres stay, ρ and the held-out UA are measured anew.

    How well speakers are told apart is not asked again: the plane was learnt from the same utterances without noise.
    """
    if plane.map is None:
        return plane
    points, others = train.arrays[plane.module], held_out.arrays[plane.module]
    inertia = measure_inertia(points, train.labels(plane.labeling))
    return replace(
        plane,
        train=plane.map.apply(points),
        train_places=np.arange(len(points)),
        held_out=plane.map.apply(others),
        held_out_places=np.arange(len(others)),
        rho=inertia.rho if inertia else None,
        held_out_score=_score(plane, others, held_out.labels(plane.labeling)),
        control_score=None,
    )


def _score(plane: Projection, others: NDArray[np.float32], labels: Sequence[str]) -> float | None:
    """UA of the plane's own classifier on others, 0 to 1; None where it has none, or where too few are known."""
    if not isinstance(plane.map, LdaMap) or plane.labeling == "speaker":
        return None
    known = [place for place, label in enumerate(labels) if label in plane.map.classes]
    if len({labels[place] for place in known}) < 2:
        return None
    return ua_of([labels[place] for place in known], plane.map.classify(others[known]))
