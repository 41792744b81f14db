# SPDX-License-Identifier: MIT
"""The time-lapse of a run: its projections epoch after epoch, each turned so that points move and do not jump.

LDA finds directions, not signs, and two of nearly the same weight may change places between epochs. Each epoch is
therefore turned or mirrored as a whole towards the one behind it (orthogonal Procrustes problem; Schönemann 1966, "A
generalized solution of the orthogonal Procrustes problem"), which moves no point towards or away from another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import RunError
from ser_workbench.inspection.kept_projections import Projections
from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.inspection.projection import Projection
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.lapse_files import list_kept_epochs, load_epoch
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.what_is_heard import heard_of_run


@dataclass(frozen=True, slots=True, eq=False)
class Lapse:
    """What a run has kept of each epoch; 0 is the network before its training."""

    run: str
    epochs: Mapping[int, Projections]
    """In order; by epoch, then by labeling and module."""
    train_rows: tuple[OutputRow, ...]
    held_out_rows: tuple[OutputRow, ...]


def has_lapse(workspace: Workspace, run: str) -> bool:
    """Whether a run (its id) has kept its epochs."""
    return len(list_kept_epochs(RunFolder(workspace.run_folder(run)))) > 0


def load_lapse(workspace: Workspace, run: str) -> Steps[Lapse]:
    """All epochs that a run has kept; also of one that is still training.

    run: an id, a unique start of it, or `last`
    Raises RunError when it has kept none, or one is damaged.
    """
    row = workspace.store.find(run)
    folder = RunFolder(workspace.run_folder(row.id))
    kept = list_kept_epochs(folder)
    if not kept:
        raise RunError(f"Run '{row.id}' has not kept its epochs; train one with training.keep_epochs on.")
    rows = heard_of_run(workspace, row.id, None, CLEAN).rows
    found: dict[int, Projections] = {}
    behind: Projections = {}
    for done, epoch in enumerate(reversed(kept), 1):
        behind = found[epoch] = _turn_all(load_epoch(folder, epoch), behind)
        yield Progress("Loading the time-lapse", done, len(kept), "epochs")
    sides = (tuple(row for row in rows if row.side == side) for side in ("train", "test"))
    return Lapse(row.id, dict(sorted(found.items())), *sides)


def _turn_all(shown: Projections, behind: Projections) -> Projections:
    return {key: turn_towards(one, behind[key]) if key in behind else one for key, one in shown.items()}


def turn_towards(shown: Projection, other: Projection) -> Projection:
    """The same projection, turned or mirrored so that its points lie as near to those of the other one as they can."""
    same = shown.train.shape == other.train.shape and np.array_equal(shown.train_places, other.train_places)
    if not same or not len(shown.train):
        return shown
    turn = _best_turn(shown.train, other.train)
    return replace(
        shown,
        train=shown.train @ turn,
        held_out=shown.held_out @ turn,
        centres={name: centre @ turn for name, centre in shown.centres.items()},
    )


def _best_turn(points: NDArray[np.float32], towards: NDArray[np.float32]) -> NDArray[np.float32]:
    """The orthogonal map (k, k) that brings points nearest to others, both about their means."""
    ours, theirs = (cloud.astype(np.float64) - cloud.mean(axis=0, dtype=np.float64) for cloud in (points, towards))
    left, _, right = np.linalg.svd(ours.T @ theirs)
    return np.asarray(left @ right, np.float32)
