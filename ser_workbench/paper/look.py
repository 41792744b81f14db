# SPDX-License-Identifier: MIT
"""One trained network is inspected for the paper: a row of Table 5, a figure, and how sure its ρ is."""

from pathlib import Path

from ser_workbench.inspection.outputs import LABELINGS, ModuleOutputs
from ser_workbench.inspection.probe import ProbeResult
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.paper.found import Found, FoundPlane, FoundProbe
from ser_workbench.paper.rho_without import rho_without_each
from ser_workbench.progress import Steps
from ser_workbench.runs.whole_file import write_text
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.drawing import draw_projections
from ser_workbench.studies.inspect_run import inspect_run, run_outputs
from ser_workbench.studies.inspection import PLOTTED, Inspection

FIGURE = "projections.svg"
"""The nine plots, as Figures 3 to 8 have them."""


def look_into(workspace: Workspace, run_id: str, folder: Path) -> Steps[Found]:
    """Inspect the clean state of a run's network (paper.md, Section 7) and keep what is found in `folder`.

    Raises RunError for a run without a network, DiskFullError.
    """
    inspection = yield from inspect_run(workspace, run_id, InspectionSettings())
    train = yield from run_outputs(workspace, run_id, "train", layers=PLOTTED)
    without: dict[str, dict[str, dict[str, float]]] = {}
    for module in PLOTTED:
        without[module] = yield from _without(train, module)
    found = Found(
        run=run_id,
        state=inspection.settings.state,
        probes={
            name: {labeling: _probe(one) for labeling, one in module.probes.items()}
            for name, module in inspection.modules.items()
        },
        planes={
            module: {
                labeling: _plane(inspection, module, labeling, without[module][labeling]) for labeling in LABELINGS
            }
            for module in PLOTTED
        },
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / FIGURE, draw_projections(inspection))
    found.save(folder)  # Last: where it is, all else is.
    return found


def _without(train: ModuleOutputs, module: str) -> Steps[dict[str, dict[str, float]]]:
    speakers, rhos = train.labels("speaker"), {}
    for labeling in LABELINGS:
        stage = f"ρ of {labeling}, {module}, without each speaker"
        rhos[labeling] = yield from rho_without_each(train.arrays[module], train.labels(labeling), speakers, stage)
    return rhos


def _probe(one: ProbeResult) -> FoundProbe:
    answers = tuple((said.utterance, said.speaker, said.truth, said.answer) for said in one.answers)
    return FoundProbe(one.ua, one.interval, one.control_ua, one.chance, one.note, answers)


def _plane(inspection: Inspection, module: str, labeling: str, without: dict[str, float]) -> FoundPlane:
    inertia, shown = inspection.modules[module].inertia[labeling], inspection.projections[labeling, module]
    rho = inertia.rho if inertia is not None else None
    scores = shown.held_out_score, shown.control_score, shown.chance, shown.note
    return FoundPlane(rho, without if rho is not None else {}, *scores)
