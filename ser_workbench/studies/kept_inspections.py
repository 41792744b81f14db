# SPDX-License-Identifier: MIT
"""Inspections on disk, so that each question is asked once: words and numbers as JSON, points as safetensors.

Why so: an inspection is read back by its name alone, which follows from all that it depends on (network, utterances,
labels, settings). One that cannot be read counts as not there, and is made again.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ser_workbench.errors import SettingsError
from ser_workbench.inspection.kept_projections import load_projections, save_projections
from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.runs.whole_file import write_text
from ser_workbench.studies.inspection import Inspection, ModuleFindings


@dataclass(frozen=True, slots=True)
class _Facts:
    """An inspection without its projections."""

    run: str
    title: str
    settings: dict[str, Any]
    modules: dict[str, ModuleFindings]
    train_rows: tuple[OutputRow, ...]
    held_out_rows: tuple[OutputRow, ...]


_FACTS = TypeAdapter(_Facts)


def keep_inspection(place: Path, inspection: Inspection) -> None:
    """Write `<place>.safetensors` and `<place>.json`, the latter last: without it there is none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    save_projections(_points(place), inspection.projections.values())
    kept = _Facts(
        inspection.run,
        inspection.title,
        inspection.settings.model_dump(),
        dict(inspection.modules),
        inspection.train_rows,
        inspection.held_out_rows,
    )
    write_text(_words(place), json.dumps(asdict(kept), ensure_ascii=False, allow_nan=False))


def load_inspection(place: Path) -> Inspection | None:
    """What `keep_inspection` wrote; None where it is not there or damaged."""
    try:
        facts = _FACTS.validate_json(_words(place).read_bytes())
        projections = load_projections(_points(place))
        settings = InspectionSettings.model_validate(facts.settings)
    except (OSError, ValueError, ValidationError, SettingsError):
        return None
    rows = facts.train_rows, facts.held_out_rows
    return Inspection(facts.run, facts.title, settings, facts.modules, projections, *rows)


def _words(place: Path) -> Path:
    return place.with_name(f"{place.name}.json")


def _points(place: Path) -> Path:
    return place.with_name(f"{place.name}.safetensors")
