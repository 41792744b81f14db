# SPDX-License-Identifier: MIT
"""What is kept of a search: its settings, and which run each trial is; `sweeps/<id>/` of a workspace."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from ser_workbench.errors import RunError, SettingsError
from ser_workbench.models.settings import Convolution
from ser_workbench.runs.whole_file import write_text
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.settings import SweepPlan, load_plan
from ser_workbench.search.skipped import SkippedTrials
from ser_workbench.search.trial import Trial

SECOND = len("20261122-173015")


@dataclass(frozen=True, slots=True)
class Entry:
    """A trial and its run, which may not have begun; `parts` of a mini-batch, more where memory was too small."""

    trial: Trial
    run_id: str
    parts: int = 1


class TrialBook:
    """The entries of one search; a later entry of a trial takes the place of an earlier one.

    Raises RunError for a search that is not there or whose files are damaged.
    """

    def __init__(self, workspace: Workspace, sweep_id: str) -> None:
        self.sweep_id = sweep_id
        self.folder = sweeps_folder(workspace) / sweep_id
        self._file = self.folder / "trials.jsonl"
        try:
            self.plan: SweepPlan = load_plan(self.folder / "config.toml")
        except SettingsError as error:
            raise RunError(f"The search '{sweep_id}' cannot be opened: {error}") from None
        self.skipped = SkippedTrials(self.folder)
        self._mended: str | None = None
        """What the file should hold where its last line is torn; mended by who writes: who reads may read too soon."""
        self._entries: dict[int, Entry] = {entry.trial.number: entry for entry in self._read()}

    @property
    def entries(self) -> list[Entry]:
        """All trials so far, in the order of their numbers."""
        return [self._entries[number] for number in sorted(self._entries)]

    def write(self, entry: Entry) -> None:
        """Remember an entry; it is on the disk when this returns. Raises OSError when the disk is full."""
        trial = entry.trial
        facts = {"trial": trial.number, "convolution": trial.convolution, "sizes": dict(trial.sizes)}
        line = json.dumps({**facts, "seed": trial.seed, "run": entry.run_id, "parts": entry.parts})
        if self._mended is not None:
            write_text(self._file, self._mended)
            self._mended = None
        with self._file.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        self._entries[trial.number] = entry

    def _read(self) -> list[Entry]:
        if not self._file.exists():
            return []
        text = self._file.read_text(encoding="utf-8")
        whole, _, torn = text.rpartition("\n")
        if torn:  # A kill in the middle of a line: its run was not begun, and the next line must not be joined to it.
            self._mended = f"{whole}\n" if whole else ""
        try:
            return [_entry(json.loads(line)) for line in whole.splitlines()]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RunError(f"{self._file} is damaged ({error}); mend that line or begin the search anew.") from None


def sweeps_folder(workspace: Workspace) -> Path:
    """Where the searches of a workspace lie."""
    return workspace.folder / "sweeps"


def begin_book(plan: SweepPlan, workspace: Workspace, sweep_id: str) -> TrialBook:
    """The book of a new search."""
    sweeps_folder(workspace).mkdir(exist_ok=True)
    with workspace.new_folder(sweeps_folder(workspace) / sweep_id) as beside:
        write_text(beside / "config.toml", plan.to_toml())
    return TrialBook(workspace, sweep_id)


def list_sweeps(workspace: Workspace) -> list[str]:
    """The ids of all searches, the newest first."""
    folder = sweeps_folder(workspace)
    places = [place for place in folder.iterdir() if place.suffix != ".part"] if folder.is_dir() else []
    # Ids tell the second in which a search began; of two in one second the file tells.
    began = {
        place.name: (place.name[:SECOND], config.stat().st_mtime_ns)
        for place in places
        if (config := place / "config.toml").is_file()
    }
    return sorted(began, key=lambda name: began[name], reverse=True)


def find_sweep(workspace: Workspace, name: str) -> str:
    """The id of a search named by its id, a unique start of it, or `last`.

    Raises RunError when there is none, or more than one.
    """
    known = list_sweeps(workspace)
    if not known:
        raise RunError("This workspace holds no search yet; begin one with 'sweep CONFIG.toml'.")
    found = known[:1] if name == "last" else [one for one in known if one.startswith(name)]
    if name in found:
        return name
    if len(found) != 1:
        raise RunError(f"'{name}' names {len(found) or 'no'} searches; there are: {', '.join(known[:5])}.")
    return found[0]


def _entry(line: dict[str, Any]) -> Entry:
    if line["convolution"] not in get_args(Convolution):
        raise ValueError(f"'{line['convolution']}' is no type of convolution")
    sizes = tuple((str(key), int(value)) for key, value in line["sizes"].items())
    trial = Trial(int(line["trial"]), line["convolution"], sizes, int(line["seed"]))
    return Entry(trial, str(line["run"]), int(line["parts"]))
