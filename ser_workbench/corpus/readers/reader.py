# SPDX-License-Identifier: MIT
"""What every reader can do: recognise its folder, and label what lies in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ser_workbench.corpus.readers.listing import Listing
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Problem


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file whose speaker and emotion are known from names or tables; it has not been opened yet."""

    file: Path
    speaker: str
    emotion: str
    gender: str = UNKNOWN_GENDER


class Reader(Protocol):
    """One kind of corpus on disk."""

    @property
    def name(self) -> str:
        """How the command line calls it: `crema-d`."""

    @property
    def title(self) -> str:
        """How people call it: `CREMA-D`."""

    @property
    def layout(self) -> str:
        """One sentence: which names or tables it reads."""

    def recognises(self, found: Listing) -> bool:
        """Whether the folder holds this kind of corpus; looks at names and tables only."""

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every file of the corpus, or why it is left out; problems name files relative to the folder.

        Raises CorpusError when a table cannot be read at all.
        """
