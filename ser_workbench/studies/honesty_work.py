# SPDX-License-Identifier: MIT
"""The work behind `honesty.py`: the test side is heard as a live ear hears it."""

from ser_workbench.models.catalog import title_of
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.scaling import Scaling
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.ear_hearing import hear_answers, span_frames, whole_utterances, windows_of
from ser_workbench.studies.ear_material import EarMaterial, gather
from ser_workbench.studies.ear_scale import scale_of
from ser_workbench.studies.ear_work import calibrate
from ser_workbench.studies.honesty_figures import LEVELS, Honest, ViewFigures, figures_of

OWN_SPEAKER = (
    "The run normalises per speaker; a voice that is heard for the first time is normalised as the training side is, "
    "here as well, so that fewer utterances are recognised than in the run's own test."
)


def measure(workspace: Workspace, run: RunRow, state: str, window_s: float) -> Steps[Honest]:
    """See `honesty.measure_honesty`."""
    material = gather(workspace, run, state)
    scale = yield from scale_of(workspace, run, material)
    views = {
        "utterance": (yield from _ask(material, scale, None)),
        "running": (yield from _ask(material, scale, window_s)),
    }
    remarks = (yield from calibrate(material, scale)).remarks(max(LEVELS))
    if material.selected.scaling.kind == "speaker":
        remarks = (*remarks, OWN_SPEAKER)
    title = title_of(run.settings.model.name)
    return Honest(run.id, title, material.selected.condition, window_s, views, remarks)


def _ask(material: EarMaterial, scale: Scaling, window_s: float | None) -> Steps[ViewFigures]:
    calibration = yield from calibrate(material, scale, window_s)
    items = material.side("test").items
    yield from material.ready(items)
    if window_s is None:
        spans = whole_utterances(items, material.store)
    else:
        spans = windows_of(items, material.store, span_frames(material.selected.settings.features, window_s))
    answers = yield from hear_answers(material, scale, spans, "Listening to the test side")
    return figures_of(calibration, answers)
