# SPDX-License-Identifier: MIT
"""A trial: one combination of sizes trained from one seed; and what became of it."""

from dataclasses import dataclass

from ser_workbench.models.settings import Convolution
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.values import Sizes, sizes_text, vary


@dataclass(frozen=True, slots=True)
class Trial:
    """What is trained; `number` from 0 on, in the order of proposal."""

    number: int
    convolution: Convolution
    sizes: Sizes
    seed: int
    """The training's."""

    @property
    def title(self) -> str:
        """`ST h1=6 w1=4 h2=3 w2=2, seed 0`."""
        kind = "LDNN" if self.convolution == "none" else self.convolution.upper()
        return f"{' '.join(filter(None, (kind, sizes_text(self.sizes))))}, seed {self.seed}"

    @property
    def combination(self) -> tuple[Convolution, Sizes]:
        """What trials of other seeds have in common with it."""
        return self.convolution, self.sizes

    def settings(self, plan: SweepPlan, parts: int = 1) -> ExperimentSettings:
        """The experiment; parts: of a mini-batch, more where memory was too small for fewer."""
        changes = {"training.seed": self.seed, "training.batch_parts": parts, "name": self.title}
        return vary(plan, self.convolution, self.sizes).changed(changes)


Scores = dict[int, float | None]
"""Number of a trial → its validation UA, 0 to 1; None where it failed for good. Trials not in it are not over."""
