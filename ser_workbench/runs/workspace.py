# SPDX-License-Identifier: MIT
"""A workspace is a folder: workspace.db, runs/<id>/ and the features kept on disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ser_workbench.errors import WorkbenchError, WorkspaceError
from ser_workbench.home import with_home
from ser_workbench.runs.database import Database
from ser_workbench.runs.store import RunStore

DATABASE_NAME = "workspace.db"


class Workspace:
    """Opens the workspace in `folder`, or makes one there.

    Raises WorkspaceError where that cannot be, DiskFullError on a full disk; then nothing is left behind.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = with_home(folder).resolve()
        made: list[Path] = []
        try:
            for part in (self.folder, self.runs_folder, self.features_folder):
                _make_folder(part, made)
            if not (self.folder / DATABASE_NAME).exists():
                made.append(self.folder / DATABASE_NAME)
            self.database = Database(self.folder / DATABASE_NAME)
        except (OSError, WorkbenchError) as error:
            _remove(made)
            if isinstance(error, WorkbenchError):
                raise
            raise WorkspaceError(
                f"{self.folder} cannot be a workspace ({error.strerror}); choose a folder where you may write."
            ) from None
        self.store = RunStore(self.database)

    @property
    def runs_folder(self) -> Path:
        """Where each run has a folder of its own."""
        return self.folder / "runs"

    @property
    def features_folder(self) -> Path:
        """Where features are kept by content; may be deleted at any time between runs."""
        return self.folder / "features"

    @property
    def outputs_folder(self) -> Path:
        """Where outputs of networks are kept, by run; may be deleted at any time."""
        return self.folder / "outputs"

    def run_folder(self, run_id: str) -> Path:
        """The folder of one run."""
        return self.runs_folder / run_id

    @contextmanager
    def new_folder(self, place: Path) -> Iterator[Path]:
        """A folder to fill beside `place`; renamed to `place` at the end, removed when the filling breaks off."""
        beside = place.with_name(f"{place.name}.part")
        beside.mkdir()
        try:
            yield beside
            beside.replace(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def is_workspace(folder: Path) -> bool:
    """Whether the folder already holds a workspace; opens nothing."""
    return (folder / DATABASE_NAME).is_file()


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [folder, *folder.parents]
    for part in reversed(missing[: next(i for i, p in enumerate(missing) if p.exists())]):
        part.mkdir(exist_ok=True)
        made.append(part)
    if not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file; choose a folder for the workspace.")


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            for file in path.parent.glob(f"{path.name}*"):
                file.unlink()
