# SPDX-License-Identifier: MIT
"""What the modules of a network say of utterances: one representation an utterance and module (paper.md, Section 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LABELINGS = ("emotion", "speaker", "gender")
"""What an utterance can be told apart by; the rows of Figures 3 to 8."""

MODULES = ("raw", "cnn", "blstm", "mlp")
"""The modules of Table 5, in the order of depth; other layers have names of their own (`models.layer_names`)."""


@dataclass(frozen=True, slots=True)
class OutputRow:
    """One utterance under one condition of noise; `noise` is empty and `snr_db` None for a clean one."""

    utterance: str
    """Its path below the corpus folder."""
    speaker: str
    emotion: str
    gender: str
    """Empty where it is not known."""
    side: str
    """`train`, `validation` or `test`; empty in another corpus than the run's."""
    noise: str = ""
    snr_db: float | None = None


@dataclass(frozen=True, slots=True)
class ModuleOutputs:
    """Outputs of several modules for the same utterances; arrays by module or layer, (items, width) float32."""

    rows: tuple[OutputRow, ...]
    arrays: Mapping[str, NDArray[np.float32]]

    def labels(self, labeling: str) -> tuple[str, ...]:
        """The emotion, speaker or gender of each row; empty where it is not known.

        Raises ValueError for a labeling that there is not.
        """
        if labeling not in LABELINGS:
            raise ValueError(f"there is no labeling '{labeling}', only {', '.join(LABELINGS)}")
        return tuple(str(getattr(row, labeling)) for row in self.rows)

    def take(self, places: Sequence[int]) -> "ModuleOutputs":
        """Those at these places, in this order; a copy of their arrays."""
        chosen = np.asarray(places, dtype=np.intp)
        arrays = {name: array[chosen] for name, array in self.arrays.items()}
        return ModuleOutputs(tuple(self.rows[place] for place in places), arrays)

    def side(self, side: str) -> "ModuleOutputs":
        """Those of one side."""
        return self.take([place for place, row in enumerate(self.rows) if row.side == side])
