# SPDX-License-Identifier: MIT
"""All that keeps an ear honest about what it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.audio.samples import Samples
from ser_workbench.live.calibration import Calibration
from ser_workbench.live.conditions import TrainingConditions, measure_conditions
from ser_workbench.live.neighbours import Neighbour, Neighbours


@dataclass(frozen=True, slots=True, eq=False)
class Honesty:
    """How far one selected network of a run can be believed."""

    utterance: Calibration
    """For whole utterances; of unfinished ones it is the best there is."""
    running: Calibration
    """For windows of the running view's length."""
    window_s: float
    """That length."""
    conditions: TrainingConditions | None
    """None where the training recordings are not at hand, so that nothing is known of them."""
    neighbours: Neighbours

    def doubts(self, samples: Samples, nearest: Sequence[Neighbour]) -> tuple[str, ...]:
        """A sentence for each reason not to believe what is said of an utterance.

        samples: (n,) float32 at 16 kHz; nearest: its neighbours, the nearest first
        """
        if self.conditions is None:
            return self.neighbours.doubts(nearest)
        return (*self.conditions.doubts(measure_conditions(samples)), *self.neighbours.doubts(nearest))
