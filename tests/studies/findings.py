# SPDX-License-Identifier: MIT
"""An inspection made up of few points, for tests of what is drawn and written."""

import numpy as np

from ser_workbench.inspection.inertia import Inertia
from ser_workbench.inspection.outputs import LABELINGS, MODULES, OutputRow
from ser_workbench.inspection.probe import ProbeResult
from ser_workbench.inspection.projection import Projection
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.studies.inspection import Inspection, ModuleFindings

TRAIN = (
    OutputRow("a<1>.wav", "01", "anger", "female", "train"),
    OutputRow("b.wav", "s02", "fear", "male", "train"),
    OutputRow("c.wav", "01", "fear", "female", "train"),
)
TEST = (OutputRow("d.wav", "s09", "anger", "male", "test"),)


def make_inspection() -> Inspection:
    """Two speakers, two emotions, two genders; one utterance of a third speaker held out."""
    modules = {module: _findings(module) for module in MODULES}
    plots = {(labeling, module): _projection(labeling, module) for module in MODULES for labeling in LABELINGS}
    return Inspection("run-1", "T-CLDNN (MFCC)", InspectionSettings(), modules, plots, TRAIN, TEST)


def _findings(module: str) -> ModuleFindings:
    probes = {
        labeling: ProbeResult(
            module=module,
            labeling=labeling,
            ua=None if labeling == "gender" else 0.875,
            interval=None if labeling == "gender" else (0.5, 1.0),
            control_ua=None if labeling == "gender" else 0.25,
            chance=0.5,
            classes=("x", "y"),
            items={"train": 3, "validation": 0, "test": 1},
            answers=(),
            note="Gender is unknown." if labeling == "gender" else "",
        )
        for labeling in LABELINGS
    }
    return ModuleFindings(probes, {"emotion": Inertia(1.0, 2.0), "speaker": Inertia(3.0, 2.0), "gender": None})


def _projection(labeling: str, module: str) -> Projection:
    classes = sorted({str(getattr(row, labeling)) for row in TRAIN})
    components = 1 if labeling == "gender" else 2
    points = np.arange(3 * components, dtype=np.float32).reshape(3, components)
    return Projection(
        view="lda",
        labeling=labeling,
        module=module,
        train=points,
        train_places=np.arange(3),
        held_out=points[:1] + 0.5,
        held_out_places=np.arange(1),
        centres={name: np.full(components, place, np.float32) for place, name in enumerate(classes)},
        rho=None if labeling == "gender" else 0.5,
        held_out_score=0.75,
        control_score=0.5,
        chance=0.5,
        note="",
        map=None,
    )
