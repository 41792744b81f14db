# SPDX-License-Identifier: MIT
"""A file's hash depends on its bytes alone."""

from pathlib import Path

import pytest

from ser_workbench.audio.content import hash_file
from ser_workbench.errors import UnreadableAudioError


def test_that_the_hash_is_sha_256_as_published(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert hash_file(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_that_a_copy_under_another_name_has_the_same_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    (tmp_path / "b").write_bytes(b"x" * 100_000)
    (tmp_path / "c").write_bytes(b"x" * 99_999 + b"y")
    assert hash_file(tmp_path / "a") == hash_file(tmp_path / "b") != hash_file(tmp_path / "c")


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableAudioError, match="gone"):
        hash_file(tmp_path / "gone")
