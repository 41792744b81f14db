# SPDX-License-Identifier: MIT
"""What a support vector machine can tell from the outputs of a module (paper.md, Section 7, Table 5).

Emotion is asked as in the paper: standardised per speaker, learnt from the training side, kernel and cost chosen on
validation, tested on the speakers of the test side. Beyond the paper, gender is asked in the same way but standardised
by the training side, since a speaker's own mean would take his gender away; speaker is asked of the training side
alone, of utterances held out within its speakers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ser_workbench.inspection.outputs import ModuleOutputs
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Steps


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """What a probe said of one test item."""

    utterance: str
    speaker: str
    truth: str
    answer: str
    noise: str = ""
    snr_db: float | None = None


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """How well one module tells the classes of one labeling apart; UA 0 to 1.

    Where the labels do not allow the question every number is None, and `note` says why.
    """

    module: str
    labeling: str
    ua: float | None
    interval: tuple[float, float] | None
    """95 %, by drawing test speakers anew; None of a single one."""
    control_ua: float | None
    """The same after learning from shuffled labels, mean over the shuffles."""
    chance: float | None
    classes: tuple[str, ...]
    items: Mapping[str, int]
    """How many items: `train`, `validation`, `test`."""
    answers: tuple[ProbeAnswer, ...]
    """One a test item: the cells of the confusion matrix."""
    note: str
    """What the reader should know; empty where nothing is special."""


def probe(
    train: ModuleOutputs,
    validation: ModuleOutputs,
    test: ModuleOutputs,
    module: str,
    labeling: str,
    settings: InspectionSettings,
    rng: np.random.Generator,
) -> Steps[ProbeResult]:
    """Ask one module one question.

    Raises InspectionError where the outputs are not finite or `module` is not among them.
    """
    raise NotImplementedError
