# SPDX-License-Identifier: MIT
"""The work behind `inspect_run.py`: outputs, then every question of every module; what is known is not asked again."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from ser_workbench.inspection.hear import check_layers
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.kept import name_outputs
from ser_workbench.inspection.kept_projections import Projections
from ser_workbench.inspection.outputs import LABELINGS, MODULES, ModuleOutputs
from ser_workbench.inspection.probe import probe
from ser_workbench.inspection.projection import project
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
from ser_workbench.studies.kept_inspections import keep_findings, load_findings
from ser_workbench.studies.what_is_heard import Heard, heard_of_run

VERSION = 4
"""To be raised whenever a finding changes by more than rounding, so that old ones are not taken for new."""

STAGE = "Inspecting"
SIDES = ("train", "validation", "test")
Found = tuple[ModuleFindings, Projections]


def inspect(workspace: Workspace, run: RunRow, settings: InspectionSettings) -> Steps[Inspection]:
    """See `inspect_run.inspect_run`."""
    selected = load_network(workspace, run, settings.state)
    layers = layers_asked_for(selected.settings.model, settings)
    heard = heard_of_run(workspace, run.id, None, CLEAN)
    name = _name_findings(name_heard(workspace, run, selected.condition, heard), heard, settings)
    places = {layer: workspace.outputs_folder / run.id / f"{layer}-{name}" for layer in layers}
    found = {layer: known for layer, place in places.items() if (known := load_findings(place))}
    missing = {layer: place for layer, place in places.items() if layer not in found}
    if missing:
        yield StageStarted("Listening to the modules")
        outputs = yield from hear_kept(workspace, run, heard, settings.state, tuple(missing))
        yield StageStarted(STAGE)
        found |= yield from _ask(outputs, missing, settings)
    return Inspection(
        run=run.id,
        title=title_of(selected.settings.model.name),
        settings=settings,
        modules={layer: found[layer][0] for layer in layers},
        projections={key: shown for layer in layers for key, shown in found[layer][1].items()},
        train_rows=tuple(row for row in heard.rows if row.side == "train"),
        held_out_rows=tuple(row for row in heard.rows if row.side == "test"),
    )


def layers_asked_for(model: ModelSettings, settings: InspectionSettings) -> tuple[str, ...]:
    """The four modules and the further layers of the settings, in the order of depth.

    Raises BadInputError for a layer that such a network does not have.
    """
    further = settings.layers.replace(",", " ").split()
    check_layers(model, further)
    return tuple(layer for layer in list_layers(model) if layer in (*MODULES, *further))


def _name_findings(outputs: str, heard: Heard, settings: InspectionSettings) -> str:
    """What findings follow from: the outputs, their labels, and all settings but which layers are asked for."""
    labels = [asdict(row) for row in heard.rows]
    asked = settings.model_dump(exclude={"layers"})
    return name_outputs(VERSION, outputs, labels, asked)


def _ask(outputs: ModuleOutputs, places: Mapping[str, Path], settings: InspectionSettings) -> Steps[dict[str, Found]]:
    """Every layer about every labeling; what is found of a layer is kept at its place at once."""
    sides = [outputs.side(side) for side in SIDES]
    found: dict[str, Found] = {}
    questions = len(LABELINGS) + 1
    for number, (layer, place) in enumerate(places.items()):
        found[layer] = yield from _ask_layer(sides, layer, settings, (number * questions, len(places) * questions))
        keep_findings(place, found[layer][0], found[layer][1].values())
    return found


def _ask_layer(
    sides: Sequence[ModuleOutputs], layer: str, settings: InspectionSettings, questions: tuple[int, int]
) -> Steps[Found]:
    """questions: how many are answered already, and how many there are in all."""
    train, validation, test = sides
    done, total = questions
    probes = {}
    for labeling in LABELINGS:
        yield Progress(STAGE, done, total, "questions")
        rng = _rng(settings, labeling)
        probes[labeling] = yield from probe(train, validation, test, layer, labeling, settings, rng)
        done += 1
    yield Progress(STAGE, done, total, "questions")
    shown = yield from project(train, test, layer, "lda", settings, _rng(settings, "projections"))
    inertia = {name: measure_inertia(train.arrays[layer], train.labels(name)) for name in LABELINGS}
    yield Progress(STAGE, done + 1, total, "questions")
    return ModuleFindings(probes, inertia), {(name, layer): replace(shown[name], map=None) for name in LABELINGS}


def _rng(settings: InspectionSettings, question: str) -> np.random.Generator:
    """One a question: what one of them draws does not move the others, whichever are asked.

    The same for every layer: the same utterances are held out, and the same shuffled labels learnt, so that the
    scores of two modules differ by what they know and not by who was drawn.
    """
    return np.random.default_rng((settings.seed, zlib.crc32(question.encode())))
