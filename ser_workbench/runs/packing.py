# SPDX-License-Identifier: MIT
"""The files of a run on their way: copied, unpacked, and held against their hashes. Archives are not trusted."""

import shutil
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ser_workbench.audio.content import hash_file
from ser_workbench.errors import DiskFullError, RunError
from ser_workbench.progress import Progress, Steps

CHECKSUMS = "checksums.sha256"
"""A line a file, as `sha256sum` writes and checks it; goes along with an export and ends at the import."""
IDENTITY = "run.json"
MOST_BYTES = 16 << 30
"""A run of the largest network that the settings allow holds about 2 GiB."""
MOST_FILES = 10_000
LEFT_BEHIND = ".part"


def list_files(folder: Path) -> list[Path]:
    """The files of a run, relative to its folder; links to elsewhere and half-written files are passed over."""
    files = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.suffix != LEFT_BEHIND:
            files.append(file.relative_to(folder))
            if len(files) > MOST_FILES:
                raise RunError(f"{folder} holds more than {MOST_FILES:,} files; choose the folder of one run.")
    return files


def copy_run(source: Path, files: Sequence[Path], place: Path, stage: str) -> Steps[None]:
    """Copy a run's files into a new folder.

    Raises RunError when they are more than any run has, DiskFullError before they would fill the disk.
    """
    _refuse_too_much(source, [(source / file).stat().st_size for file in files], place)
    place.mkdir()
    for done, file in enumerate(files, 1):
        copy = place / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / file, copy)
        yield Progress(stage, done, len(files), "files")


def unpack_run(file: Path, place: Path) -> Steps[None]:
    """Unpack the run of a .zip into a new folder; what lies beside the run in the archive is passed over.

    Raises RunError when it is no archive, is damaged or locked, is no run, or holds a path that leads out of it.
    """
    if not zipfile.is_zipfile(file):
        raise RunError(f"{file} is neither the folder nor the .zip of a run; choose an exported run.")
    try:
        with zipfile.ZipFile(file) as archive:
            inside = _find_run(file, archive)
            _refuse_too_much(file, [entry.file_size for entry, _ in inside], place)
            place.mkdir()
            for done, (entry, name) in enumerate(inside, 1):
                target = place / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, target.open("wb") as copy:
                    shutil.copyfileobj(packed, copy)
                yield Progress("Importing", done, len(inside), "files")
    # RuntimeError: it is encrypted; NotImplementedError: an unknown way of packing.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        reason = str(error).strip().rstrip(".") or type(error).__name__
        raise RunError(f"{file} cannot be unpacked ({reason}); export the run again.") from None


def checksums_of(folder: Path, files: Iterable[Path]) -> str:
    """The hash of each file, a line each."""
    return "".join(f"{hash_file(folder / file)}  {file.as_posix()}\n" for file in files)


def check_checksums(folder: Path, origin: Path) -> None:
    """Hold the files against their hashes; without effect where none came along.

    Raises RunError naming the first file that is missing or has changed since the export.
    """
    table = folder / CHECKSUMS
    if not table.is_file():
        return
    for line in table.read_text(encoding="utf-8", errors="replace").splitlines():
        expected, _, name = line.partition("  ")
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise RunError(f"{origin} is damaged ({CHECKSUMS} names {name}); export the run again.")
        if not (folder / name).is_file():
            raise RunError(f"{origin} is damaged ({name} is missing); export the run again.")
        if hash_file(folder / name) != expected:
            raise RunError(f"{origin} is damaged ({name} has changed since the export); export the run again.")


def _find_run(file: Path, archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, str]]:
    """The entries of the run with their names below its folder, which is where run.json lies."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        if _leads_out(entry.filename):
            raise RunError(f"{file} holds a path that leads out of it ({entry.filename!r}); it is no exported run.")
    roots = sorted(
        (PurePosixPath(entry.filename).parent for entry in entries if PurePosixPath(entry.filename).name == IDENTITY),
        key=lambda root: len(root.parts),
    )
    if not roots:
        raise RunError(f"{file} holds no run: {IDENTITY} is missing; choose an exported run.")
    inside = [(entry, PurePosixPath(entry.filename)) for entry in entries]
    named = [(entry, path.relative_to(roots[0]).as_posix()) for entry, path in inside if path.is_relative_to(roots[0])]
    if len({name.lower() for _, name in named}) != len(named):
        raise RunError(f"{file} holds two files of one name; it is no exported run.")
    return named


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in PurePosixPath(name).parts or any(sign in name for sign in "\\:\0")


def _refuse_too_much(origin: Path, sizes: Iterable[int], place: Path) -> None:
    known = list(sizes)
    if sum(known) > MOST_BYTES or len(known) > MOST_FILES:
        raise RunError(
            f"{origin} holds {len(known):,} files of {sum(known) / 2**30:,.1f} GiB, more than any run; choose an "
            "exported run."
        )
    free = shutil.disk_usage(place.parent).free
    if sum(known) > free:
        raise DiskFullError(
            f"{origin} needs {sum(known) >> 20:,} MiB, but only {free >> 20:,} MiB are free in {place.parent}; free "
            "some space."
        )
