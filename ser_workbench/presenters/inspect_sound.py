# SPDX-License-Identifier: MIT
"""An utterance of the Inspect panel as the network heard it: clean, as in the noisy set, or at the slider's ratio."""

from collections.abc import Sequence

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.audio.samples import Samples
from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.presenters.compare_sound import hear
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.views import NOISE_SEED
from ser_workbench.studies.what_is_heard import heard_at_snr


def hear_output(
    workspace: Workspace, run: str, settings: ExperimentSettings, row: OutputRow, snr_db: float | None
) -> tuple[Samples, int]:
    """The samples and their rate; snr_db: of the slider, None where it is at rest.

    Raises AudioError when a recording is gone, RunError when the noisy set does not hold the item.
    """

    def load_noisy_set() -> Sequence[NoisyItem]:
        if snr_db is None:
            return RunFolder(workspace.run_folder(run)).load_noisy_set()[0]
        items = heard_at_snr(workspace, run, row.side, snr_db, NOISE_SEED).items
        return [NoisyItem(item.utterance, item.noise, item.offset, item.snr_db or 0.0) for item in items]

    asked = PredictionRow("", row.utterance, row.speaker, row.emotion, "", (), row.noise, row.snr_db)
    return hear(asked, settings, load_noisy_set)
