# SPDX-License-Identifier: MIT
"""The work behind `inspect_run.py`: outputs, then every question of every module, then it is kept."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from ser_workbench.inspection.hear import check_layers
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.kept import name_outputs
from ser_workbench.inspection.outputs import LABELINGS, MODULES, ModuleOutputs
from ser_workbench.inspection.probe import probe
from ser_workbench.inspection.projection import Projection, project
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.models.catalog import title_of
from ser_workbench.models.layer_names import list_layers
from ser_workbench.models.settings import ModelSettings
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.other_data import load_network
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.hearing import hear_kept, name_heard
from ser_workbench.studies.inspection import Inspection, ModuleFindings
from ser_workbench.studies.kept_inspections import keep_inspection, load_inspection
from ser_workbench.studies.what_is_heard import Heard, heard_of_run

VERSION = 2
"""To be raised whenever a finding changes by more than rounding, so that old ones are not taken for new."""

STAGE = "Inspecting"
SIDES = ("train", "validation", "test")


def inspect(workspace: Workspace, run: RunRow, settings: InspectionSettings) -> Steps[Inspection]:
    """See `inspect_run.inspect_run`."""
    selected = load_network(workspace, run, settings.state)
    layers = layers_asked_for(selected.settings.model, settings)
    heard = heard_of_run(workspace, run.id, None, CLEAN)
    place = _place(workspace, run, selected.condition, heard, settings)
    known = load_inspection(place)
    if known is not None:
        return known
    yield StageStarted("Listening to the modules")
    outputs = yield from hear_kept(workspace, run, heard, settings.state, layers)
    yield StageStarted(STAGE)
    found = yield from _ask(outputs, layers, settings)
    train, test = outputs.side("train"), outputs.side("test")
    title = title_of(selected.settings.model.name)
    inspection = Inspection(run.id, title, settings, *found, train.rows, test.rows)
    keep_inspection(place, inspection)
    return inspection


def layers_asked_for(model: ModelSettings, settings: InspectionSettings) -> tuple[str, ...]:
    """The four modules and the further layers of the settings, in the order of depth.

    Raises BadInputError for a layer that such a network does not have.
    """
    further = settings.layers.replace(",", " ").split()
    check_layers(model, further)
    return tuple(layer for layer in list_layers(model) if layer in (*MODULES, *further))


def _place(workspace: Workspace, run: RunRow, condition: str, heard: Heard, settings: InspectionSettings) -> Path:
    labels = [asdict(row) for row in heard.rows]
    name = name_outputs(VERSION, name_heard(workspace, run, condition, heard), labels, settings.model_dump())
    return workspace.outputs_folder / run.id / f"inspection-{name}"


def _ask(
    outputs: ModuleOutputs, layers: tuple[str, ...], settings: InspectionSettings
) -> Steps[tuple[dict[str, ModuleFindings], dict[tuple[str, str], Projection]]]:
    """Every module about every labeling."""
    train, validation, test = (outputs.side(side) for side in SIDES)
    rngs = _generators(settings.seed)
    modules: dict[str, ModuleFindings] = {}
    projections: dict[tuple[str, str], Projection] = {}
    done, total = 0, len(layers) * (len(LABELINGS) + 1)
    for module in layers:
        probes = {}
        for labeling in LABELINGS:
            yield Progress(STAGE, done, total, "questions")
            probes[labeling] = yield from probe(train, validation, test, module, labeling, settings, next(rngs))
            done += 1
        yield Progress(STAGE, done, total, "questions")
        shown = yield from project(train, test, module, "lda", settings, next(rngs))
        projections |= {(name, module): replace(shown[name], map=None) for name in LABELINGS}
        inertia = {name: measure_inertia(train.arrays[module], train.labels(name)) for name in LABELINGS}
        modules[module] = ModuleFindings(probes, inertia)
        done += 1
    yield Progress(STAGE, total, total, "questions")
    return modules, projections


def _generators(seed: int) -> Iterator[np.random.Generator]:
    """One a question: what one of them draws does not move the others."""
    number = 0
    while True:
        yield np.random.default_rng((seed, number))
        number += 1
