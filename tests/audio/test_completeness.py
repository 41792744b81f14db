# SPDX-License-Identifier: MIT
"""What the sizes in a header tell about the end of a file."""

import struct
from pathlib import Path

import pytest
import soundfile

from ser_workbench.audio.completeness import SEGMENT, missing_share
from tests.audio.sounds import hiss
from tests.video_files import Track, write_video


@pytest.mark.parametrize("suffix", ["wav", "aiff", "flac"])
def test_that_nothing_is_missing_from_a_whole_file(tmp_path: Path, suffix: str) -> None:
    soundfile.write(tmp_path / f"a.{suffix}", hiss(), 16000)
    assert missing_share(tmp_path / f"a.{suffix}") == 0


def test_that_half_a_file_lacks_half(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, hiss(), 16000)
    file.write_bytes(file.read_bytes()[: 44 + 16000])
    assert missing_share(file) == pytest.approx(0.5)


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_that_a_streamed_file_of_unknown_length_lacks_nothing(tmp_path: Path, size: int) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, hiss(), 16000)
    content = bytearray(file.read_bytes())
    content[40:44] = struct.pack("<I", size)
    file.write_bytes(content)
    assert missing_share(file) == 0


def test_that_chunks_before_the_samples_are_passed_by(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    soundfile.write(file, hiss(), 16000)
    content = file.read_bytes()
    odd_chunk = b"LIST" + struct.pack("<I", 3) + b"abc\0"
    file.write_bytes(content[:36] + odd_chunk + content[36:-8000])
    assert missing_share(file) == pytest.approx(0.25)


@pytest.mark.parametrize("suffix", ["avi", "mkv", "mov"])
def test_that_a_video_tells_what_it_lacks(tmp_path: Path, suffix: str) -> None:
    file = write_video(tmp_path / f"a.{suffix}", [Track(hiss(), 16000)])
    assert missing_share(file) == 0
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 3 // 4])
    assert missing_share(file) == pytest.approx(0.25, abs=0.1)


def test_that_a_streamed_matroska_file_of_unknown_length_lacks_nothing(tmp_path: Path) -> None:
    file = write_video(tmp_path / "a.mkv", [Track(hiss(), 16000)])
    content = bytearray(file.read_bytes()[:20_000])
    size = content.index(SEGMENT) + len(SEGMENT)
    content[size : size + 8] = b"\x01" + b"\xff" * 7
    file.write_bytes(content)
    assert missing_share(file) == 0


@pytest.mark.parametrize("size", [b"\0\0\0\0", b"\0\0\0\1"])
def test_that_a_box_of_mp4_may_reach_to_the_end_or_tell_a_long_size(tmp_path: Path, size: bytes) -> None:
    long_size = struct.pack(">Q", 16 + 1000) if size[-1] else b""
    content = struct.pack(">I4s", 8, b"ftyp") + size + b"mdat" + long_size + bytes(1000)
    (tmp_path / "a.mp4").write_bytes(content)
    assert missing_share(tmp_path / "a.mp4") == 0
    (tmp_path / "a.mp4").write_bytes(content[:-508])
    assert missing_share(tmp_path / "a.mp4") == pytest.approx(0.5 if size[-1] else 0)
