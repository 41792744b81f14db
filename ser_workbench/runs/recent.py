# SPDX-License-Identifier: MIT
"""Which workspaces were used last; kept in the user's own state folder."""

import json
from pathlib import Path

import platformdirs

from ser_workbench.runs.whole_file import write_json
from ser_workbench.runs.workspace import Workspace, is_workspace

KEPT = 10


def recent_workspaces() -> tuple[Path, ...]:
    """The workspaces used last that still exist, newest first."""
    try:
        names = json.loads(_file().read_text(encoding="utf-8"))["workspaces"]
        return tuple(Path(name) for name in names if is_workspace(Path(name)))
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # A lost or damaged list costs the user nothing but the list.


def last_workspace() -> Path | None:
    """The workspace used last; None when there was none or it is gone."""
    return next(iter(recent_workspaces()), None)


def default_workspace() -> Path:
    """Where a workspace is made when none was ever used."""
    return platformdirs.user_data_path("ser-workbench", appauthor=False) / "workspace"


def remember_workspace(folder: Path) -> None:
    """Put a workspace first in the list; a state folder that cannot be written is passed over."""
    folder = folder.resolve()
    names = [folder, *(other for other in recent_workspaces() if other != folder)]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_json(_file(), {"workspaces": [str(name) for name in names[:KEPT]]})
    except OSError:
        return


def open_workspace(folder: Path | None = None) -> Workspace:
    """Open the workspace named, or the one used last, or the default one; and remember it.

    Raises WorkspaceError where that cannot be.
    """
    workspace = Workspace(folder or last_workspace() or default_workspace())
    remember_workspace(workspace.folder)
    return workspace


def _file() -> Path:
    return platformdirs.user_state_path("ser-workbench", appauthor=False) / "workspaces.json"
