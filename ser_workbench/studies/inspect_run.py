# SPDX-License-Identifier: MIT
"""What does a run's network know of emotion, speaker and gender, module by module (paper.md, Section 7)?"""

from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.inspection import Inspection, ModuleFindings
from ser_workbench.studies.run_outputs import outputs_at_snr, run_outputs

__all__ = ["Inspection", "ModuleFindings", "inspect_run", "outputs_at_snr", "run_outputs"]


def inspect_run(workspace: Workspace, run: str, settings: InspectionSettings) -> Steps[Inspection]:
    """Probes, ρ and LDA projections of the four modules and the further layers asked for; kept, so asked once.

    run: an id, a unique start of one, or `last`
    Raises RunError for a run without a network, BadInputError for a layer that it does not have.
    """
    from ser_workbench.studies.inspecting import inspect

    return (yield from inspect(workspace, workspace.store.find(run), settings))
