# SPDX-License-Identifier: MIT
"""How much of a WAV, AIFF, AVI, Matroska or MP4 file is missing, from the sizes in its header."""

import os
import struct
from pathlib import Path
from typing import BinaryIO

UNKNOWN_SIZES = frozenset({0, 0x7FFFFFFF, 0x7FFFF000, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFF000})
"""What programs write that stream a file without knowing how long it will be."""

CONTAINERS = {
    (b"RIFF", b"WAVE"): (b"data", "<I"),
    (b"RIFF", b"AVI "): (b"movi", "<I"),
    (b"FORM", b"AIFF"): (b"SSND", ">I"),
    (b"FORM", b"AIFC"): (b"SSND", ">I"),
}
"""First and third word of the file: the name of the chunk of samples and how sizes are written."""
EBML, SEGMENT = bytes.fromhex("1A45DFA3"), bytes.fromhex("18538067")
"""The two parts of a Matroska file, WebM among them: its header, and everything else."""
FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
"""What an MP4, MOV or 3GP file begins with, after a size."""


def missing_share(file: Path) -> float:
    """The part of the chunk of samples that lies beyond the end of the file, 0 to 1; 0 for other kinds of file.

    libsndfile shortens such a file silently, hence this second look.
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(12)
        if head[:4] == EBML:
            return _share_of_segment(stream, size)
        if head[4:8] in FIRST_BOXES:
            return _share_of_boxes(stream, size)
        kind = CONTAINERS.get((head[:4], head[8:]))
        if kind is None:
            return 0.0
        name_of_samples, layout = kind
        while len(chunk := stream.read(8)) == 8:
            name, length = chunk[:4], struct.unpack(layout, chunk[4:])[0]
            start = stream.tell()
            if name == b"LIST":  # A list of chunks bears its name inside.
                name = stream.read(4)
            if name == name_of_samples:
                return _share(length, size - start)
            stream.seek(start + length + length % 2)  # Chunks are padded to an even length.
    return 0.0


def _share_of_boxes(stream: BinaryIO, size: int) -> float:
    start = 0
    while start < size:
        stream.seek(start)
        head = stream.read(16)
        if len(head) < 8:
            return 0.0
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:  # A box beyond 4 GB tells its size behind its name.
            length = struct.unpack(">Q", head[8:])[0]
        if name == b"mdat" or length < 8:  # A size of 0: until the end of the file.
            return _share(length, size - start)
        start += length
    return 0.0


def _share_of_segment(stream: BinaryIO, size: int) -> float:
    stream.seek(4)
    length = _read_ebml_size(stream)
    if length is not None:
        stream.seek(length, os.SEEK_CUR)
    if stream.read(4) != SEGMENT:
        return 0.0
    promised = _read_ebml_size(stream)
    return 0.0 if promised is None else _share(promised, size - stream.tell())


def _read_ebml_size(stream: BinaryIO) -> int | None:
    """A size whose first byte tells by its leading zeros how many bytes follow; None when all ones: not known."""
    first = int.from_bytes(stream.read(1))
    following = 8 - first.bit_length()
    value = int.from_bytes(bytes([first & (0x7F >> following)]) + stream.read(following))
    return None if value == 2 ** (7 * (following + 1)) - 1 else value


def _share(promised: int, present: int) -> float:
    if promised in UNKNOWN_SIZES or present >= promised:
        return 0.0
    return 1 - present / promised
