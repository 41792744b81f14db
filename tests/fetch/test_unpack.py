# SPDX-License-Identifier: MIT
"""Archives that nobody should trust."""

import tarfile
from pathlib import Path

import pytest

from ser_workbench.errors import BadArchiveError
from ser_workbench.fetch.unpack import unpack
from ser_workbench.progress import Event, Progress, run_steps
from tests.fetch.archives import odd_member, tar_of, zip_of, zip_with_link


def unpacked(tmp_path: Path, archive: bytes, expected_bytes: int = 1_000_000, strip_top: bool = False) -> set[str]:
    """The files that came out, and a proof that nothing lies beside the folder."""
    file = tmp_path / "in" / "a.archive"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(archive)
    folder = tmp_path / "in" / "out" / "tree"
    try:
        run_steps(unpack(file, folder, expected_bytes, strip_top))
    finally:
        outside = {path for path in tmp_path.rglob("*") if path.is_file() and folder not in path.parents} - {file}
        assert not outside
        assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


FILES = {"top/a.wav": b"a" * 10, "top/deep/b.wav": b"b" * 20, "top/ümläut name.txt": b""}


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_that_all_files_come_out(pack, tmp_path: Path):
    assert unpacked(tmp_path, pack(FILES)) == set(FILES)
    assert (tmp_path / "in/out/tree/top/deep/b.wav").read_bytes() == b"b" * 20


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_that_the_folder_at_the_top_can_be_dropped(pack, tmp_path: Path):
    assert unpacked(tmp_path, pack(FILES), strip_top=True) == {"a.wav", "deep/b.wav", "ümläut name.txt"}


@pytest.mark.parametrize("pack", [zip_of, tar_of])
@pytest.mark.parametrize(
    "name",
    ["../evil.wav", "a/../../evil.wav", "/tmp/evil.wav", "..\\evil.wav", "C:\\evil.wav", "C:evil.wav", "a/CON",
     "a/nul.wav", "line\nbreak.wav", "dot./a.wav", "x" * 300],
)  # fmt: skip
def test_that_a_name_that_leads_outside_or_cannot_be_is_refused(pack, name: str, tmp_path: Path):
    with pytest.raises(BadArchiveError, match="is not safe to unpack: its member"):
        unpacked(tmp_path, pack({name: b"evil"}))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (tarfile.SYMTYPE, "../../etc/passwd"),
        (tarfile.SYMTYPE, "/etc/passwd"),
        (tarfile.SYMTYPE, "a/../../../etc"),
        (tarfile.LNKTYPE, "../outside"),
        (tarfile.LNKTYPE, "/etc/passwd"),
    ],
)
def test_that_a_link_out_of_a_tar_is_refused(kind: bytes, target: str, tmp_path: Path):
    with pytest.raises(BadArchiveError, match="is a link that leads outside"):
        unpacked(tmp_path, tar_of({"top/a.wav": b"a"}, [odd_member("top/link", kind, target)]))


def test_that_a_file_written_through_a_link_is_refused(tmp_path: Path):
    links_first = tar_of({}, [odd_member("top/link", tarfile.SYMTYPE, "/tmp")])
    with pytest.raises(BadArchiveError, match="leads outside"):
        unpacked(tmp_path, links_first)


def test_that_a_link_out_of_a_zip_is_refused(tmp_path: Path):
    with pytest.raises(BadArchiveError, match="is a link that leads outside"):
        unpacked(tmp_path, zip_with_link("link", "../../etc/passwd"))


def test_that_a_link_that_stays_inside_is_left_out(tmp_path: Path):
    assert unpacked(tmp_path, zip_with_link("deep/link", "../a.wav")) == {"a.wav"}
    (tmp_path / "in/out/tree/a.wav").unlink()
    assert unpacked(tmp_path, tar_of({"a.wav": b"a"}, [odd_member("b.wav", tarfile.SYMTYPE, "a.wav")])) == {"a.wav"}


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_that_a_device_is_refused(kind: bytes, tmp_path: Path):
    with pytest.raises(BadArchiveError, match="is a device"):
        unpacked(tmp_path, tar_of({}, [odd_member("top/device", kind)]))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_that_a_bomb_is_stopped_early(pack, tmp_path: Path):
    with pytest.raises(BadArchiveError, match="holds more than"):
        unpacked(tmp_path, pack({"bomb.wav": bytes(50_000_000)}), expected_bytes=1_000_000)
    written = sum(path.stat().st_size for path in (tmp_path / "in/out").rglob("*") if path.is_file())
    assert written <= 4_000_000


def test_that_a_zip_that_lies_about_its_size_is_damaged(tmp_path: Path):
    honest = zip_of({"a.wav": bytes(3_000_000)})
    size = (3_000_000).to_bytes(4, "little")
    with pytest.raises(BadArchiveError, match="is damaged"):
        unpacked(tmp_path, honest.replace(size, (10).to_bytes(4, "little")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.wav", "A.wav"), ("a", "a/b.wav"), ("a/b.wav", "a")])
def test_that_nothing_is_written_twice(names: tuple[str, str], tmp_path: Path):
    with pytest.raises(BadArchiveError):
        unpacked(tmp_path, zip_of(dict.fromkeys(names, b"x")))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_that_a_cut_or_damaged_archive_is_told(pack, tmp_path: Path):
    whole = pack({"a.wav": bytes(range(256)) * 100, "b.wav": bytes(5000)})
    for damaged in (whole[: len(whole) // 2], whole[:40] + b"\xff" * 40 + whole[80:], b"", b"<html>"):
        with pytest.raises(BadArchiveError, match="fetch it again"):
            unpacked(tmp_path, damaged)
        for path in (tmp_path / "in/out").rglob("*.wav"):
            path.unlink()


def test_that_an_encrypted_zip_is_told(tmp_path: Path):
    packed = bytearray(zip_of({"a.wav": b"secret"}))
    for head, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(head) + offset] |= 1
    with pytest.raises(BadArchiveError, match="encrypted"):
        unpacked(tmp_path, bytes(packed))


def test_that_unpacking_tells_how_far_it_is(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(zip_of({"a.wav": bytes(3_000_000)}))
    events: list[Event] = []
    run_steps(unpack(tmp_path / "a.zip", tmp_path / "tree", 3_000_000, strip_top=False), events.append)
    assert [event.done for event in events if isinstance(event, Progress)] == [1, 2, 3, 3]


def test_that_a_strange_packing_method_is_told(tmp_path: Path):
    packed = bytearray(zip_of({"a.wav": b"sound"}))
    for head, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        packed[packed.index(head) + offset] = 99
    with pytest.raises(BadArchiveError, match="fetch it again"):
        unpacked(tmp_path, bytes(packed))
