# SPDX-License-Identifier: MIT
"""The folder of an exported network: made beside its place, checked, and renamed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from onnx import helper

from ser_workbench import __version__
from ser_workbench.audio.content import hash_file
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.errors import AudioError, PartitionError, RunError
from ser_workbench.models.onnx_graph import IR_VERSION, OPSET
from ser_workbench.models.onnx_model import make_onnx_model
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.compare import model_title
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.scaling import Scaling
from ser_workbench.runs.selected import Selected
from ser_workbench.runs.transfer import place_beside
from ser_workbench.runs.whole_file import write_json, write_text
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.ear_material import EarMaterial, gather
from ser_workbench.studies.ear_scale import scale_of
from ser_workbench.studies.ear_work import calibrate
from ser_workbench.studies.onnx_check import check_onnx, choose_recordings
from ser_workbench.studies.onnx_result import OnnxCheck, OnnxExport
from ser_workbench.studies.onnx_texts import EXAMPLE, readme_of

MODEL, SETTINGS, README, EXAMPLE_FILE = "model.onnx", "settings.json", "README.md", "example.py"


def write_onnx_folder(workspace: Workspace, row: RunRow, out: Path, state: str) -> Steps[OnnxExport]:
    """See `onnx_export.export_onnx`."""
    if out.suffix.lower() == ".zip":
        raise RunError(f"{out} would be a folder, not an archive; name a new folder for the network.")
    if out.exists():
        raise RunError(f"{out} exists already; choose another place.")
    if out.resolve().is_relative_to(workspace.runs_folder):
        raise RunError(f"{out} lies among the runs of the workspace; choose another place.")
    refuse_within_recordings(out, row.settings)
    material = gather(workspace, row, state)
    scale = yield from scale_of(workspace, row, material)
    selected, temperature = replace(material.selected, scaling=scale), (yield from _fit_temperature(material, scale))
    weights = RunFolder(workspace.run_folder(row.id)).best(selected.condition)
    facts = describe(selected, row.corpus, hash_file(weights), temperature)
    model = make_onnx_model(selected.build_network(), scale.training, temperature)
    helper.set_model_props(model, metadata_of(facts))
    content = model.SerializeToString()
    utterances = list(dict.fromkeys(heard.utterance for heard in material.heard.rows))
    files = choose_recordings(Path(material.heard.settings.corpus.folder), utterances)
    check = yield from check_onnx(content, selected, files)
    with place_beside(out) as place:
        place.mkdir()
        _fill(place, content, facts, check)
        place.replace(out)
    return OnnxExport(out, check)


def describe(selected: Selected, corpus: str, weights_sha256: str, temperature: float | None) -> dict[str, Any]:
    """What is to be known of an exported network, as `settings.json` says it; no path of this computer among it."""
    settings, scaling = selected.settings, selected.scaling
    normaliser = scaling.training
    return {
        "program": f"SER Workbench {__version__}",
        "run": selected.run,
        "state": selected.condition,
        "epoch": selected.epoch,
        "model": model_title(settings),
        "corpus": corpus,
        "weights_sha256": weights_sha256,
        "onnx": {"opset": OPSET, "ir_version": IR_VERSION},
        "emotions": list(selected.emotions),
        "sample_rate_hz": SAMPLE_RATE_HZ,
        "least_samples": settings.features.window_samples,
        "temperature": temperature,
        "normalisation": {
            "kind": scaling.kind,
            "mean": normaliser.mean.tolist() if normaliser else None,
            "scale": normaliser.scale.tolist() if normaliser else None,
        },
        "features": settings.features.model_dump(),
        "network": settings.model.model_dump(),
    }


def metadata_of(facts: dict[str, Any]) -> dict[str, str]:
    """The facts as ONNX keeps them: text by name, whatever is not text as JSON."""
    return {name: fact if isinstance(fact, str) else json.dumps(fact) for name, fact in facts.items()}


def _fit_temperature(material: EarMaterial, scale: Scaling) -> Steps[float | None]:
    """That of the calibration for whole utterances, computed where it is not kept; None where that cannot be."""
    try:
        return (yield from calibrate(material, scale)).temperature
    except (AudioError, PartitionError) as error:
        yield Note(f"The probabilities stay uncalibrated: {error}", is_warning=True)
        return None


def _fill(place: Path, content: bytes, facts: dict[str, Any], check: OnnxCheck) -> None:
    (place / MODEL).write_bytes(content)
    compared = {
        "utterances": check.utterances,
        "drawn": check.is_drawn,
        "largest_difference": check.largest_difference,
    }
    write_json(place / SETTINGS, {**facts, "checked_against_torch": compared})
    write_text(place / README, readme_of(facts, check.sentence))
    write_text(place / EXAMPLE_FILE, EXAMPLE)
