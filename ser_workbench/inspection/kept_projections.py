# SPDX-License-Identifier: MIT
"""Projections of several modules in one safetensors file: points as arrays, all words as JSON in its metadata.

Their maps, which are many times larger, are not kept: who wants to lay further outputs on a plane projects anew.
"""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from ser_workbench.inspection.projection import Projection, View

METADATA_KEY = "plots"
ARRAYS = ("train", "train_places", "held_out", "held_out_places")
Projections = dict[tuple[str, str], Projection]
"""By labeling and module."""


@dataclass(frozen=True, slots=True)
class _PlotFacts:
    """A projection without its points."""

    view: View
    labeling: str
    module: str
    classes: tuple[str, ...]
    rho: float | None
    held_out_score: float | None
    control_score: float | None
    chance: float | None
    note: str


_FACTS = TypeAdapter(tuple[_PlotFacts, ...])


def save_projections(file: Path, projections: Iterable[Projection]) -> None:
    """Write beside and rename; no two may be of the same labeling and module."""
    arrays: dict[str, NDArray[Any]] = {}
    plots = []
    for projection in projections:
        facts = {name: getattr(projection, name) for name in _PlotFacts.__slots__ if name != "classes"}
        plots.append(asdict(_PlotFacts(classes=tuple(projection.centres), **facts)))
        arrays |= {_key(projection, name): np.ascontiguousarray(getattr(projection, name)) for name in ARRAYS}
        arrays[_key(projection, "centres")] = _stack_centres(projection)
    content = safetensors.numpy.save(arrays, {METADATA_KEY: json.dumps(plots, allow_nan=False)})
    part = file.with_name(f"{file.name}-{uuid.uuid4().hex}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def load_projections(file: Path) -> Projections:
    """What `save_projections` wrote. Raises OSError or ValueError when it is not there or is no such file."""
    try:
        with safetensors.safe_open(file, framework="np") as opened:
            arrays = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  # no dict
            plots = _FACTS.validate_json((opened.metadata() or {})[METADATA_KEY])
        return {(plot.labeling, plot.module): _projection(plot, arrays) for plot in plots}
    except (KeyError, ValidationError, safetensors.SafetensorError) as error:
        raise ValueError(f"{file} holds no projections") from error


def _stack_centres(projection: Projection) -> NDArray[np.float32]:
    """(classes, k)"""
    centres = list(projection.centres.values())
    return np.stack(centres) if centres else np.zeros((0, projection.train.shape[1]), np.float32)


def _projection(plot: _PlotFacts, arrays: dict[str, NDArray[Any]]) -> Projection:
    facts = asdict(plot)
    classes = facts.pop("classes")
    points: dict[str, Any] = {name: arrays[_key(plot, name)] for name in ARRAYS}
    centres = dict(zip(classes, arrays[_key(plot, "centres")], strict=True))
    if any(len(points[name]) != len(points[f"{name}_places"]) for name in ("train", "held_out")):
        raise ValueError(f"the points of {plot.labeling}, {plot.module} do not fit their places")
    return Projection(**facts, **points, centres=centres, map=None)


def _key(plot: _PlotFacts | Projection, name: str) -> str:
    return f"{plot.labeling}/{plot.module}/{name}"
