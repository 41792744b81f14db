# SPDX-License-Identifier: MIT
"""What lies where while a corpus is fetched, and how one tells that it is there and whole.

`<folder>/.<name>.unfinished/` holds what has come so far; it is hidden, so that no reader looks into it, and holds
a mark that it is ours. `<folder>/<name>/` appears with one renaming, with the record of the fetch in it.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from ser_workbench.errors import CorpusError
from ser_workbench.fetch.offer import Offer
from ser_workbench.home import with_home

RECORD = "fetched.json"
MARK = "unfinished.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What was fetched, from where, and what lay on the disk when it was whole."""

    name: str
    title: str
    licence: str
    licence_address: str
    address: str
    checksum: str
    """The checksum that was compared; empty where none is known."""
    sha256: str
    """Of the archive that came, where no checksum is known; else empty."""
    files: int
    bytes: int


class Place:
    """The folders of one fetch."""

    def __init__(self, folder: Path, offer: Offer) -> None:
        self.folder = Path(os.path.abspath(with_home(folder)))  # noqa: PTH100  (resolve() would replace the user's links)
        self.target = self.folder / offer.name
        self.work = self.folder / f".{offer.name}.unfinished"
        self.tree = self.work / "tree"
        self.archive = self.work / offer.archive.file
        self.part = self.work / f"{offer.archive.file}.part"
        self.by_hand = self.folder / offer.archive.file
        """Where a user puts a file that was downloaded by other means."""
        self._name = offer.name

    def prepare(self) -> None:
        """Make the folder for what comes, or go on in one of ours.

        Raises CorpusError where something else is in the way.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise CorpusError(f"{self.folder} is a file; name a folder for the corpora.")
        if self.target.exists() or self.target.is_symlink():
            raise CorpusError(
                f"{self.target} is there already and was not made by 'corpus fetch'; open it as it is, or name "
                "another folder."
            )
        mark = self.work / MARK
        try:
            if self.work.exists() and not self._is_ours(mark):
                raise CorpusError(f"{self.work} is there already and is not ours; remove it, or name another folder.")
            self.work.mkdir(parents=True, exist_ok=True)
            mark.write_text(json.dumps({"fetching": self._name}), encoding="utf-8")
        except OSError as error:
            raise CorpusError(f"{self.folder} cannot be written ({error.strerror}); name another folder.") from None

    def _is_ours(self, mark: Path) -> bool:
        try:
            return bool(json.loads(mark.read_text(encoding="utf-8")) == {"fetching": self._name})
        except (OSError, ValueError):
            return not any(self.work.iterdir())  # Killed between making the folder and marking it.

    def read_record(self) -> Record | None:
        """The record of the finished fetch; None where there is none."""
        try:
            return Record(**json.loads((self.target / RECORD).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def finish(self, record: Record, keep_archive: bool) -> None:
        """Let the corpus appear, whole, and clean up; `keep_archive` leaves the archive beside it."""
        text = json.dumps(asdict(record), ensure_ascii=False, indent=2)
        (self.tree / RECORD).write_text(f"{text}\n", encoding="utf-8")
        if keep_archive and self.archive.exists() and not self.by_hand.exists():
            self.archive.replace(self.by_hand)
        self.tree.rename(self.target)
        self.clean_up()

    def clean_up(self) -> None:
        """Remove what the fetch needed on the way."""
        if (self.work / MARK).exists():
            shutil.rmtree(self.work, ignore_errors=True)

    def drop_tree(self) -> None:
        """Remove what is half unpacked."""
        shutil.rmtree(self.tree, ignore_errors=True)


def measure(folder: Path) -> tuple[int, int]:
    """How many files lie below a folder but the record of the fetch, and their bytes."""
    sizes = [
        os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118  (a Path a name would double the time)
        for place, _folders, names in os.walk(folder)
        for name in names
        if not (name == RECORD and Path(place) == folder)
    ]
    return len(sizes), sum(sizes)
