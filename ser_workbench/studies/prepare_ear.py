# SPDX-License-Identifier: MIT
"""A run gets ready to listen live: its network, its normalisation, and how far it can be believed.

What must be heard and measured for that is computed once for each run, state and window, and kept among the outputs of
the run. Imports nothing of torch before the first step.
"""

from typing import TYPE_CHECKING

from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace

if TYPE_CHECKING:
    from ser_workbench.live.ear import Ear


def prepare_ear(workspace: Workspace, run: str, state: str = "clean", window_s: float = 2.0) -> Steps["Ear"]:
    """The network of a run that was selected under a state, with what keeps it honest.

    run: an id, a unique start of one, or `last`; state: clean or noisy; window_s: length of the running view
    The corpus is needed the first time only; without it nothing is known of how the training was recorded, and
    neighbours cannot be played: both is told by a Note.
    Raises RunError for a run without a network, AudioError or PartitionError where features must be computed anew and
    a recording has gone or changed, DiskFullError.
    """
    from ser_workbench.studies.ear_work import make_ear

    return (yield from make_ear(workspace, workspace.store.find(run), state, window_s))
