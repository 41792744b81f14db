# SPDX-License-Identifier: MIT
"""A run leaves its workspace, enters another one, or is deleted."""

import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ser_workbench.errors import RunError
from ser_workbench.jobs import as_workbench_error
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.run_row import CANCELLED, RUNNING
from ser_workbench.runs.workspace import Workspace

NOT_EXPORTED = (".part",)


def export_run(workspace: Workspace, run: str, out: Path) -> Steps[Path]:
    """Copy a run's folder to `out`, a new folder, or a new .zip file; returns `out`.

    Raises RunError when the run is not there or `out` is.
    """
    source = workspace.run_folder(workspace.store.find(run).id)
    if out.exists():
        raise RunError(f"{out} exists already; choose another place.")
    files = [file for file in sorted(source.rglob("*")) if file.is_file() and file.suffix not in NOT_EXPORTED]
    with _place_beside(out) as place:
        if out.suffix.lower() == ".zip":
            with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
                for done, file in enumerate(files, 1):
                    archive.write(file, f"{source.name}/{file.relative_to(source).as_posix()}")
                    yield Progress("Exporting", done, len(files), "files")
        else:
            for done, file in enumerate(files, 1):
                copy = place / file.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)
                yield Progress("Exporting", done, len(files), "files")
        place.replace(out)
    return out


def import_run(folder: Path, workspace: Workspace) -> Steps[str]:
    """Take an exported run (a folder or a .zip) into a workspace under its own id, and return that id.

    Raises RunError when it is no run, or a run of that id is here already.
    """
    if not folder.exists():
        raise RunError(f"{folder} is not there; choose the folder or the .zip of an exported run.")
    with _place_beside(workspace.runs_folder / f"import-{secrets.token_hex(4)}") as place:
        place.mkdir()
        files = _unpack(folder, place) if folder.is_file() else _copy(folder, place)
        for done, total in files:
            yield Progress("Importing", done, total, "files")
        run_id = _check(RunFolder(place), workspace)
        target = workspace.run_folder(run_id)
        place.replace(target)
    _enter(RunFolder(target), workspace)
    return run_id


def delete_run(workspace: Workspace, run: str) -> None:
    """Delete a run from the store and from the disk; kept features stay.

    Raises RunError when it is not there or is being worked on.
    """
    row = workspace.store.find(run)
    if row.state == RUNNING:
        raise RunError(f"Run '{row.id}' is being worked on; cancel it first.")
    folder = workspace.run_folder(row.id)
    if folder.exists():
        gone = folder.with_name(f"{folder.name}.part")
        folder.replace(gone)  # At once: a deletion that breaks off leaves no half run.
        shutil.rmtree(gone)
    workspace.store.delete(row.id)


@contextmanager
def _place_beside(out: Path) -> Iterator[Path]:
    beside = out.with_name(f"{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        yield beside
    except OSError as error:
        full = as_workbench_error(error)
        raise full or RunError(f"{out} cannot be written ({error.strerror}); choose another place.") from error
    finally:
        if beside.is_dir():
            shutil.rmtree(beside)
        beside.unlink(missing_ok=True)


def _check(run: RunFolder, workspace: Workspace) -> str:
    """Read everything once, so that damage is told before anything is entered; returns the run's id."""
    run_id = run.load_identity().run
    run.load_settings(), run.load_partition(), run.load_noisy_set(), run.load_epochs()
    result = run.load_result()
    if result:
        run.load_predictions(result.emotions)
    if workspace.run_folder(run_id).exists() or workspace.store.has(run_id):
        raise RunError(f"Run '{run_id}' is in this workspace already; delete it there first.")
    return run_id


def _enter(run: RunFolder, workspace: Workspace) -> None:
    """Enter what a folder holds into the store."""
    identity, result = run.load_identity(), run.load_result()
    workspace.store.add(identity, run.load_settings())
    workspace.store.save_epochs(identity.run, run.load_epochs())
    if result:
        workspace.store.finish(result, run.load_predictions(result.emotions), result.seconds)
    else:
        workspace.store.end(identity.run, CANCELLED, 0.0)


def _copy(folder: Path, place: Path) -> Iterator[tuple[int, int]]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    for done, file in enumerate(files, 1):
        copy = place / file.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, copy)
        yield done, len(files)


def _unpack(file: Path, place: Path) -> Iterator[tuple[int, int]]:
    if not zipfile.is_zipfile(file):
        raise RunError(f"{file} is neither the folder nor the .zip of a run; choose an exported run.")
    with zipfile.ZipFile(file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        for done, entry in enumerate(entries, 1):
            parts = PurePosixPath(entry.filename).parts[1:]
            if not parts or ".." in parts or PurePosixPath(entry.filename).is_absolute():
                raise RunError(f"{file} holds a path that leads out of it ({entry.filename}); it is no exported run.")
            target = place.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as packed, target.open("wb") as copy:
                shutil.copyfileobj(packed, copy)
            yield done, len(entries)
