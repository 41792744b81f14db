# SPDX-License-Identifier: MIT
"""What is kept of a paper: its settings, and what became of each item; `papers/<id>/` of a workspace."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ser_workbench.errors import RunError, SettingsError
from ser_workbench.paper.settings import PaperPlan, load_paper_plan
from ser_workbench.runs.owner import Owner, this_process
from ser_workbench.runs.whole_file import write_json, write_text
from ser_workbench.runs.workspace import Workspace

CONFIG, ITEMS = "config.toml", "items.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of an item so far."""

    key: str
    made: str
    """The id of its run or baseline; of an inspection the run that it looked into."""
    seconds: float = 0.0
    error: str = ""
    """Why it failed; empty where it has not."""
    parts: int = 1
    """Of a mini-batch, more where memory was too small."""


class PaperBook:
    """The entries of one paper; a later entry of an item takes the place of an earlier one.

    Raises RunError for a paper that is not there or whose files are damaged.
    """

    def __init__(self, workspace: Workspace, paper_id: str) -> None:
        self.paper_id = paper_id
        self.folder = papers_folder(workspace) / paper_id
        self._file = self.folder / ITEMS
        try:
            self.plan: PaperPlan = load_paper_plan(self.folder / CONFIG)
        except SettingsError as error:
            raise RunError(f"The paper '{paper_id}' cannot be opened: {error}") from None
        self._torn = False
        self._entries: dict[str, Entry] = {entry.key: entry for entry in self._read()}

    def entry(self, key: str) -> Entry | None:
        """What became of an item; None where it has not begun."""
        return self._entries.get(key)

    def write(self, entry: Entry) -> None:
        """Remember an entry; it is on the disk when this returns. Raises OSError when the disk is full."""
        self._entries[entry.key] = entry
        if self._torn:  # A kill in the middle of a line: the next one must not be joined to it.
            write_text(self._file, "".join(f"{json.dumps(asdict(one))}\n" for one in self._entries.values()))
            self._torn = False
            return
        with self._file.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{json.dumps(asdict(entry))}\n")
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """This process alone works on the paper. Raises RunError where another one does."""
        file = self.folder / "owner.json"
        owner = _read_owner(file)
        if owner is not None and owner != this_process() and owner.is_alive:
            gone = f", or remove {file} if that computer is gone" if owner.is_elsewhere else ""
            raise RunError(
                f"The paper '{self.paper_id}' is worked on by process {owner.pid} of {owner.host}; wait for it{gone}."
            )
        write_json(file, asdict(this_process()))
        try:
            yield
        finally:
            file.unlink(missing_ok=True)

    def inspection_folder(self, key: str) -> Path:
        """Where what an inspection found is kept; there once it is finished."""
        return self.folder / "inspections" / key.rpartition("/")[2]

    def _read(self) -> list[Entry]:
        if not self._file.exists():
            return []
        whole, _, torn = self._file.read_text(encoding="utf-8").rpartition("\n")
        self._torn = bool(torn)
        try:
            return [Entry(**json.loads(line)) for line in whole.splitlines()]
        except (ValueError, TypeError) as error:
            raise RunError(f"{self._file} is damaged ({error}); mend that line or remove the file.") from None


def papers_folder(workspace: Workspace) -> Path:
    """Where the papers of a workspace lie."""
    return workspace.folder / "papers"


def id_of(plan: PaperPlan) -> str:
    """The same experiment, the same id, however much of it is asked for: `quick-emodb-3f9a2c1d`."""
    settled = f"{plan.paper.scale} {plan.experiment.model_dump_json()}"
    digest = hashlib.sha256(settled.encode()).hexdigest()[:8]
    corpus = "".join(sign if sign.isalnum() else "-" for sign in Path(plan.corpus.folder).name)
    return f"{plan.paper.scale}-{corpus}-{digest}"


def open_book(plan: PaperPlan, workspace: Workspace) -> PaperBook:
    """The book of this plan, a new one where there is none, into which more seeds or parts go."""
    paper_id = id_of(plan)
    if (papers_folder(workspace) / paper_id / CONFIG).is_file():
        write_text(papers_folder(workspace) / paper_id / CONFIG, plan.to_toml())
    else:
        papers_folder(workspace).mkdir(exist_ok=True)
        shutil.rmtree(papers_folder(workspace) / f"{paper_id}.part", ignore_errors=True)  # What a kill left.
        with workspace.new_folder(papers_folder(workspace) / paper_id) as beside:
            write_text(beside / CONFIG, plan.to_toml())
    return PaperBook(workspace, paper_id)


def list_papers(workspace: Workspace) -> list[str]:
    """The ids of all papers, the one worked on last first."""
    folder = papers_folder(workspace)
    places = [place for place in folder.iterdir() if place.suffix != ".part"] if folder.is_dir() else []
    worked = {place.name: _worked_ns(place) for place in places if (place / CONFIG).is_file()}
    return sorted(worked, key=lambda name: worked[name], reverse=True)


def _read_owner(file: Path) -> Owner | None:
    try:
        return Owner(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None  # Nobody's, or torn by a kill.


def _worked_ns(place: Path) -> int:
    return max(file.stat().st_mtime_ns for file in (place / CONFIG, place / ITEMS) if file.exists())
