# SPDX-License-Identifier: MIT
"""Is the promise kept? A run's live ear is asked of its test speakers, whom neither it nor its calibration has heard.

Imports nothing of torch before the first step.
"""

from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.honesty_figures import Honest


def measure_honesty(workspace: Workspace, run: str, state: str = "clean", window_s: float = 2.0) -> Steps[Honest]:
    """Calibration error, coverage, unsure answers and the accuracy of the sure ones, of utterances and of windows.

    run: an id, a unique start of one, or `last`; state: clean or noisy, whose test condition is that of the run's test
    Raises what `prepare_ear` raises.
    """
    from ser_workbench.studies.honesty_work import measure

    return (yield from measure(workspace, workspace.store.find(run), state, window_s))
