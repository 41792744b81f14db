# SPDX-License-Identifier: MIT
"""A fault of one recording, before it is known what the recording is called."""

from typing import NamedTuple

from ser_workbench.corpus.utterance import ProblemKind


class Fault(NamedTuple):
    """What is wrong, as the end of a sentence that begins with the file."""

    kind: ProblemKind
    text: str
