# SPDX-License-Identifier: MIT
"""A run leaves its workspace, enters another one, or is deleted."""

import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ser_workbench.errors import RunError
from ser_workbench.jobs import FULL
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.integrity import check_networks, load_decisions, load_outcome
from ser_workbench.runs.packing import CHECKSUMS, check_checksums, checksums_of, copy_run, list_files, unpack_run
from ser_workbench.runs.run_row import CANCELLED, RUNNING
from ser_workbench.runs.whole_file import write_text
from ser_workbench.runs.workspace import Workspace


def export_run(workspace: Workspace, run: str, out: Path) -> Steps[Path]:
    """Copy a run's folder to `out`, a new folder, or a new .zip file; returns `out`.

    The hashes of all files go along, as `sha256sum` writes them.
    Raises RunError when the run is not there, is being worked on or is damaged, or when `out` is there.
    """
    row = workspace.store.find(run)
    source = workspace.run_folder(row.id)
    if row.state == RUNNING:
        raise RunError(f"Run '{row.id}' is being worked on; wait for it or stop it first.")
    if out.exists():
        raise RunError(f"{out} exists already; choose another place.")
    if out.resolve().is_relative_to(workspace.runs_folder):
        raise RunError(f"{out} lies among the runs of the workspace; choose another place.")
    RunFolder(source).load_identity()
    files = list_files(source)
    with place_beside(out) as place:
        if out.suffix.lower() == ".zip":
            with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                for done, file in enumerate(files, 1):
                    archive.write(source / file, f"{source.name}/{file.as_posix()}")
                    yield Progress("Exporting", done, len(files), "files")
                archive.writestr(f"{source.name}/{CHECKSUMS}", checksums_of(source, files))
        else:
            yield from copy_run(source, files, place, "Exporting")
            write_text(place / CHECKSUMS, checksums_of(source, files))
        place.replace(out)
    return out


def import_run(folder: Path, workspace: Workspace) -> Steps[str]:
    """Take an exported run (a folder or a .zip) into a workspace under its own id, and return that id.

    The report is written anew: what came along is another's page, which a browser would execute.
    Raises RunError when it is no run or is damaged, or when a run of that id is here already; nothing is left then.
    """
    if not folder.exists():
        raise RunError(f"{folder} is not there; choose the folder or the .zip of an exported run.")
    with place_beside(workspace.runs_folder / f"import-{secrets.token_hex(4)}") as place:
        if folder.is_dir():
            RunFolder(folder).load_identity()  # Before a wrong folder is copied as a whole.
            yield from copy_run(folder, list_files(folder), place, "Importing")
        else:
            yield from unpack_run(folder, place)
        check_checksums(place, folder)
        (place / CHECKSUMS).unlink(missing_ok=True)  # Here the files may change again.
        run_id = _check(RunFolder(place), workspace)
        target = workspace.run_folder(run_id)
        place.replace(target)
    try:
        _enter(RunFolder(target), workspace)
    except BaseException:
        workspace.store.delete(run_id)
        shutil.rmtree(target, ignore_errors=True)
        raise
    return run_id


def delete_run(workspace: Workspace, run: str) -> None:
    """Delete a run from the store and from the disk; kept features stay, kept outputs of its network go.

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
    shutil.rmtree(workspace.outputs_folder / row.id, ignore_errors=True)
    workspace.store.delete(row.id)


@contextmanager
def place_beside(out: Path) -> Iterator[Path]:
    """A place beside `out` to write to; whatever is still there at the end is removed.

    Raises RunError where it cannot be written, OSError on a full disk.
    """
    beside = out.with_name(f"{out.name}.part")
    try:
        _clear(beside)
        out.parent.mkdir(parents=True, exist_ok=True)
        yield beside
    except OSError as error:
        if error.errno in FULL:
            raise
        raise RunError(
            f"{error.filename or out} cannot be read or written ({error.strerror}); check its permissions."
        ) from error
    finally:
        _clear(beside)


def _clear(beside: Path) -> None:
    if beside.is_dir():
        shutil.rmtree(beside)
    elif beside.exists():
        beside.unlink()


def _check(run: RunFolder, workspace: Workspace) -> str:
    """Read everything once, so that damage is told before anything is entered; returns the run's id."""
    decided = load_decisions(run)
    run_id = decided.identity.run
    result, _ = load_outcome(run, decided.identity)
    run.load_epochs()
    check_networks(run, decided, is_finished=result is not None)
    if workspace.run_folder(run_id).exists() or workspace.store.has(run_id):
        raise RunError(f"Run '{run_id}' is in this workspace already; delete it there first.")
    return run_id


def _enter(run: RunFolder, workspace: Workspace) -> None:
    """Enter what a folder holds into the store."""
    from ser_workbench.runs.report import write_report

    identity = run.load_identity()
    result, predictions = load_outcome(run, identity)
    run.report.unlink(missing_ok=True)
    if result:
        write_report(run)
    workspace.store.add(identity, run.load_settings())
    workspace.store.save_epochs(identity.run, run.load_epochs())
    if result:
        workspace.store.finish(result, predictions, result.seconds)
    else:
        workspace.store.end(identity.run, CANCELLED, 0.0)
