# SPDX-License-Identifier: MIT
"""Inspections on disk, so that each question is asked once: words and numbers as JSON, points as safetensors.

Why so: an inspection is read back by its name alone, which follows from all that it depends on (network, utterances,
labels, settings). One that cannot be read counts as not there, and is made again.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.inspection.projection import Projection, View
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.runs.whole_file import write_text, written_beside
from ser_workbench.studies.inspection import Inspection, ModuleFindings

ARRAYS = ("train", "train_places", "held_out", "held_out_places")


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


@dataclass(frozen=True, slots=True)
class _Facts:
    """An inspection without its points."""

    run: str
    title: str
    settings: dict[str, Any]
    modules: dict[str, ModuleFindings]
    plots: tuple[_PlotFacts, ...]
    train_rows: tuple[OutputRow, ...]
    held_out_rows: tuple[OutputRow, ...]


_FACTS = TypeAdapter(_Facts)


def keep_inspection(place: Path, inspection: Inspection) -> None:
    """Write `<place>.json` and `<place>.safetensors`, the former last: without it there is none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[Any]] = {}
    plots = []
    for projection in inspection.projections.values():
        facts = {name: getattr(projection, name) for name in _PlotFacts.__dataclass_fields__ if name != "classes"}
        plots.append(_PlotFacts(classes=tuple(projection.centres), **facts))
        arrays |= {_key(projection, name): np.ascontiguousarray(getattr(projection, name)) for name in ARRAYS}
        centres = list(projection.centres.values()) or [np.zeros(projection.train.shape[1], np.float32)]
        arrays[_key(projection, "centres")] = np.stack(centres)
    with written_beside(_points(place)) as beside:
        beside.write_bytes(safetensors.numpy.save(arrays))
    kept = _Facts(
        inspection.run,
        inspection.title,
        inspection.settings.model_dump(),
        dict(inspection.modules),
        tuple(plots),
        inspection.train_rows,
        inspection.held_out_rows,
    )
    write_text(_words(place), json.dumps(asdict(kept), ensure_ascii=False, allow_nan=False))


def load_inspection(place: Path) -> Inspection | None:
    """What `keep_inspection` wrote; None where it is not there or damaged."""
    try:
        facts = _FACTS.validate_json(_words(place).read_bytes())
        arrays = safetensors.numpy.load_file(_points(place))
        return Inspection(
            facts.run,
            facts.title,
            InspectionSettings.model_validate(facts.settings),
            facts.modules,
            {(plot.labeling, plot.module): _projection(plot, arrays) for plot in facts.plots},
            facts.train_rows,
            facts.held_out_rows,
        )
    except (OSError, ValidationError, ValueError, KeyError, safetensors.SafetensorError):
        return None


def _projection(plot: _PlotFacts, arrays: dict[str, NDArray[Any]]) -> Projection:
    facts = asdict(plot)
    classes = facts.pop("classes")
    points: dict[str, Any] = {name: arrays[_key(plot, name)] for name in ARRAYS}
    centres = dict(zip(classes, arrays[_key(plot, "centres")], strict=False))  # Of no class there is a row of zeros.
    return Projection(**facts, **points, centres=centres)


def _key(plot: _PlotFacts | Projection, name: str) -> str:
    return f"{plot.labeling}/{plot.module}/{name}"


def _words(place: Path) -> Path:
    return place.with_name(f"{place.name}.json")


def _points(place: Path) -> Path:
    return place.with_name(f"{place.name}.safetensors")
