# SPDX-License-Identifier: MIT
"""Time-lapse: after each epoch of a training, what its modules say is projected and kept with the run.

Small things are kept: the LDA projections of the clean training and test utterances onto two dimensions (paper,
Figures 3 to 8), a tenth of a megabyte for a thousand utterances. Epoch 0 is the network as it was drawn.

Why so: it is recorded between the epochs, after an epoch's checkpoint is on disk. A kill in between loses the last
epoch's file at most, and the checkpoint holds the very network that it is made from: a resumed run makes it first.
Listening draws no random numbers of the training, so that a run that keeps its epochs comes to the same numbers as one
that does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ser_workbench.inspection.hear import hear_modules
from ser_workbench.inspection.kept_projections import save_projections
from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow
from ser_workbench.inspection.projection import Projection, project
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.training.batches import Example
from ser_workbench.training.events import EpochEnded, TrainingStarted
from ser_workbench.training.settings import TrainingSettings
from ser_workbench.training.trainer import TrainingResult

MODULES = ("cnn", "blstm", "mlp")
"""Those of the figures; the raw features stay as they are."""
STAGE = "Keeping epoch {}"


@dataclass(frozen=True, slots=True)
class Recorder:
    """Whom the time-lapse of a run listens to; examples and their rows in one order, by side."""

    folder: RunFolder
    network: Cldnn
    settings: TrainingSettings
    examples: Mapping[str, Sequence[Example]]
    """`train` and `test`."""
    rows: Mapping[str, tuple[OutputRow, ...]]

    def record(self, training: Steps[TrainingResult]) -> Steps[TrainingResult]:
        """Pass a training's events on, and keep the network's projections after each epoch."""
        try:
            while True:
                try:
                    event = next(training)
                except StopIteration as end:
                    trained: TrainingResult = end.value
                    return trained
                yield event
                if isinstance(event, TrainingStarted):
                    yield from self._keep(event.epochs_done)
                elif isinstance(event, EpochEnded):
                    yield from self._keep(event.epoch)
        finally:
            training.close()

    def _keep(self, epoch: int) -> Steps[None]:
        file = self.folder.lapse(epoch)
        if file.exists():
            return
        sides = {}
        for side, examples in self.examples.items():
            batch_size, device = self.settings.batch_size, self.settings.device
            said = yield from hear_modules(self.network, examples, MODULES, batch_size, device, STAGE.format(epoch))
            sides[side] = ModuleOutputs(self.rows[side], said)
        shown: list[Projection] = []
        for number, module in enumerate(MODULES):
            rng = np.random.default_rng((self.settings.seed, epoch, number))
            found = yield from project(sides["train"], sides["test"], module, "lda", InspectionSettings(), rng)
            shown += found.values()
        file.parent.mkdir(exist_ok=True)
        save_projections(file, shown)
