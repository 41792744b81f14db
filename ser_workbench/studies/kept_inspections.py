# SPDX-License-Identifier: MIT
"""What an inspection found of a layer, on disk, so that each question is asked once.

Why so: layer by layer, each as soon as it is known. An inspection that is broken off goes on where it stopped, and one
more layer does not ask the others again. Findings are read back by a name that follows from all that they depend on
(network, utterances, labels, settings, layer); what cannot be read counts as not there, and is asked again.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ser_workbench.inspection.kept_projections import Projections, load_projections, save_projections
from ser_workbench.inspection.projection import Projection
from ser_workbench.runs.whole_file import write_text
from ser_workbench.studies.inspection import ModuleFindings

_FINDINGS = TypeAdapter(ModuleFindings)


def keep_findings(place: Path, findings: ModuleFindings, projections: Iterable[Projection]) -> None:
    """Write `<place>.safetensors` and `<place>.json`, the latter last: without it there is none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    save_projections(_points(place), projections)
    write_text(_words(place), json.dumps(asdict(findings), ensure_ascii=False, allow_nan=False))


def load_findings(place: Path) -> tuple[ModuleFindings, Projections] | None:
    """What `keep_findings` wrote; None where it is not there or damaged."""
    try:
        return _FINDINGS.validate_json(_words(place).read_bytes()), load_projections(_points(place))
    except (OSError, ValueError, ValidationError):
        return None


def _words(place: Path) -> Path:
    return place.with_name(f"{place.name}.json")


def _points(place: Path) -> Path:
    return place.with_name(f"{place.name}.safetensors")
