# SPDX-License-Identifier: MIT
"""The demo corpus that comes with the program: synthetic voices, always called so."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.corpus.readers.listing import Listing
from ser_workbench.corpus.readers.manifest import DEMO_MARKER, label_table
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import Problem
from ser_workbench.errors import CorpusError

TABLE = "speech.csv"


@dataclass(frozen=True)
class DemoReader:
    """Reads `speech.csv` beside the marker file `synthetic.txt`."""

    name: str = "demo"
    title: str = "Demo corpus (synthetic voices)"
    layout: str = "speech.csv (file, speaker, gender, emotion) beside synthetic.txt: the synthetic demo corpus."

    def recognises(self, found: Listing) -> bool:
        """Whether the folder holds the demo's table and its marker."""
        return _find_home(found.folder) is not None

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every row of the table; raises CorpusError when the folder is not the demo corpus."""
        home = _find_home(folder)
        if home is None:
            raise CorpusError(
                f"{folder} is not the demo corpus: it lacks {TABLE} or {DEMO_MARKER}; choose another reader."
            )
        yield from label_table(home, home / TABLE)


def _find_home(folder: Path) -> Path | None:
    """The folder of the voices: this one, or `speech` within it, beside the demo's noises."""
    places = (folder, folder / "speech")
    return next((p for p in places if (p / TABLE).is_file() and (p / DEMO_MARKER).is_file()), None)


DEMO = DemoReader()
