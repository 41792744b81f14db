# SPDX-License-Identifier: MIT
"""How much of a WAV or AIFF file is missing, from the sizes in its header."""

import struct
from pathlib import Path

UNKNOWN_SIZES = frozenset({0, 0x7FFFFFFF, 0x7FFFF000, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFF000})
"""What programs write that stream a file without knowing how long it will be."""

CONTAINERS = {
    (b"RIFF", b"WAVE"): (b"data", "<I"),
    (b"FORM", b"AIFF"): (b"SSND", ">I"),
    (b"FORM", b"AIFC"): (b"SSND", ">I"),
}
"""First and third word of the file: the name of the chunk of samples and how sizes are written."""


def missing_share(file: Path) -> float:
    """The part of the chunk of samples that lies beyond the end of the file, 0 to 1; 0 for other kinds of file.

    libsndfile shortens such a file silently, hence this second look.
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(12)
        kind = CONTAINERS.get((head[:4], head[8:]))
        if kind is None:
            return 0.0
        name_of_samples, layout = kind
        while len(chunk := stream.read(8)) == 8:
            name, length = chunk[:4], struct.unpack(layout, chunk[4:])[0]
            start = stream.tell()
            if name == name_of_samples:
                return _share(length, size - start)
            stream.seek(start + length + length % 2)  # Chunks are padded to an even length.
    return 0.0


def _share(promised: int, present: int) -> float:
    if promised in UNKNOWN_SIZES or present >= promised:
        return 0.0
    return 1 - present / promised
