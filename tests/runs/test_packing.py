# SPDX-License-Identifier: MIT
"""Archives and folders from elsewhere: nothing leaves its place, nothing half is left, one sentence each."""

import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ser_workbench.errors import RunError, WorkbenchError
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import rerun_folder
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.packing import CHECKSUMS
from ser_workbench.runs.transfer import export_run, import_run
from ser_workbench.runs.workspace import Workspace


@pytest.fixture
def file(finished, tmp_path):
    workspace, result, _ = finished
    return run_steps(export_run(workspace, result.run, tmp_path / "run.zip"))


@pytest.fixture
def folder(finished, tmp_path):
    workspace, result, _ = finished
    return run_steps(export_run(workspace, result.run, tmp_path / "exported"))


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "workspace")


def add(name: str, content: str = "x") -> Callable[[Path], None]:
    def change(file):
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, content)

    return change


def repack(wanted: Callable[[str], str | None]) -> Callable[[Path], None]:
    """Every entry under another name; None leaves it out."""

    def change(file):
        with zipfile.ZipFile(file) as archive:
            entries = [(wanted(name), archive.read(name)) for name in archive.namelist()]
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in entries:
                if name:
                    archive.writestr(name, content)

    return change


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 255
    file.write_bytes(content)


def claim_to_be_huge(file: Path) -> None:
    """The directory of the archive says that its first file holds nearly 4 GiB, five times over."""
    content = bytearray(file.read_bytes())
    place = -1
    for _ in range(5):
        place = content.index(b"PK\x01\x02", place + 1)
        content[place + 24 : place + 28] = struct.pack("<I", 0xFFFFFFF0)
    file.write_bytes(content)


def claim_to_be_locked(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.index(mark)
        content[start + place] |= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (add("../evil.txt"), "leads out"),
        (add("run/../../evil.txt"), "leads out"),
        (add("/evil.txt"), "leads out"),
        (add("run/C:/evil.txt"), "leads out"),
        (add("run/..\\..\\evil.txt"), "leads out"),
        (repack(lambda name: None if name.endswith("run.json") else name), "run.json is missing"),
        (repack(lambda name: None if name.endswith("config.toml") else name), "config.toml is missing"),
        (claim_to_be_huge, "GiB"),
        (claim_to_be_locked, "cannot be unpacked"),
        (flip_a_byte, "run.zip"),
        (lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]), "run.zip"),
        (lambda file: file.write_text("no archive"), "run.zip"),
    ],
)
def test_that_a_tampered_archive_is_refused_in_one_sentence(change, named, file, workspace, tmp_path):
    change(file)
    assert_refused(lambda: import_run(file, workspace), workspace, named)
    assert not list(tmp_path.rglob("evil*"))


def test_that_an_archive_with_two_files_of_one_name_is_refused(file, workspace, finished):
    add(f"{finished[1].run}/RUN.json", "{}")(file)
    assert_refused(lambda: import_run(file, workspace), workspace, "two files")


def test_that_an_archive_packed_by_hand_is_imported_too(file, workspace, finished):
    """Packed anew from within the folder, beside what an operating system leaves."""
    repack(lambda name: name.partition("/")[2])(file)
    add("__MACOSX/x", "left behind")(file)
    assert run_steps(import_run(file, workspace)) == finished[1].run


@pytest.mark.parametrize("name", ["partition.csv", "noisy_set.csv", "config.toml"])
def test_that_a_digit_changed_since_the_export_is_found(name, folder, workspace):
    table = folder / name
    table.write_bytes(table.read_bytes() + b"\n")
    assert_refused(lambda: import_run(folder, workspace), workspace, name)
    assert_refused(lambda: rerun_folder(folder, workspace), workspace, name)


def test_that_a_weight_changed_since_the_export_is_found(folder, workspace):
    flip_a_byte(RunFolder(folder).best("noisy"))
    assert_refused(lambda: import_run(folder, workspace), workspace, "best_noisy")


def test_that_a_file_lost_since_the_export_is_found(folder, workspace):
    (folder / "report.html").unlink()
    assert_refused(lambda: import_run(folder, workspace), workspace, "report.html is missing")


def test_that_an_imported_run_has_a_report_of_our_own_and_no_stale_hashes(folder, workspace, finished):
    (folder / CHECKSUMS).unlink()
    (folder / "report.html").write_text("<script>alert(1)</script>")
    target = workspace.run_folder(run_steps(import_run(folder, workspace)))
    assert "<script>alert" not in (target / "report.html").read_text(encoding="utf-8")
    assert not (target / CHECKSUMS).exists()


def test_that_links_in_a_folder_are_not_followed(folder, workspace, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (folder / "secret.txt").symlink_to(tmp_path / "secret")
    target = workspace.run_folder(run_steps(import_run(folder, workspace)))
    assert not (target / "secret.txt").exists()


def test_that_a_run_whose_folder_has_gone_is_not_exported_as_nothing(folder, workspace, tmp_path):
    run_id = run_steps(import_run(folder, workspace))
    shutil.rmtree(workspace.run_folder(run_id))
    for name in ("out", "out.zip"):
        with pytest.raises(RunError, match=r"run\.json is missing"):
            run_steps(export_run(workspace, run_id, tmp_path / name))
        assert not (tmp_path / name).exists()


def test_that_a_run_is_not_exported_over_or_into_something(finished, tmp_path):
    workspace, result, _ = finished
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("a file")
    inside = workspace.run_folder(result.run) / "copy"
    for out in (tmp_path / "there", inside, tmp_path / "file" / "below"):
        with pytest.raises(RunError):
            run_steps(export_run(workspace, result.run, out))
    assert not inside.exists()
    assert (tmp_path / "file").read_text() == "a file"


def test_that_what_a_killed_export_left_does_not_come_along(finished, tmp_path):
    workspace, result, _ = finished
    (tmp_path / "out.part").mkdir()
    (tmp_path / "out.part" / "old.txt").write_text("left behind")
    out = run_steps(export_run(workspace, result.run, tmp_path / "out"))
    assert not (out / "old.txt").exists()
    assert not (tmp_path / "out.part").exists()


def test_that_an_export_that_is_cancelled_leaves_nothing(finished, tmp_path):
    workspace, result, _ = finished
    for name in ("out", "out.zip"):
        steps = export_run(workspace, result.run, tmp_path / name)
        next(steps)
        steps.close()
    assert [place.name for place in tmp_path.iterdir() if place.name.startswith("out")] == []


def assert_refused(work, workspace, named):
    with pytest.raises(WorkbenchError) as raised:
        run_steps(work())
    sentence = str(raised.value)
    assert named in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert workspace.store.list() == []
    assert list(workspace.runs_folder.iterdir()) == []
