# SPDX-License-Identifier: MIT
"""Compressed audio that comes out the same, byte for byte, each time it is written.

libsndfile draws the serial number of an Ogg stream from the clock. It is replaced here by one that follows from the
file's name, and the checksum of each page is worked out again (RFC 3533).
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

COMPRESSION = 0.93
"""0 large and faithful, 1 small; chosen so that the whole corpus stays under its limit."""

_CRC_TABLE: list[int] = []


def write_ogg(file: Path, samples: NDArray[np.float64], rate: int) -> None:
    """Write Ogg Opus beside `file` and rename it."""
    written = io.BytesIO()
    soundfile.write(written, samples, rate, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
    serial = zlib.crc32(file.name.encode())
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_bytes(with_serial(written.getvalue(), serial))
    part.replace(file)


def with_serial(stream: bytes, serial: int) -> bytes:
    """The same Ogg stream under another serial number.

    A page is a header of 27 bytes (serial at 14, checksum at 22, number of segments at 26), the segments' lengths,
    and the segments. Raises ValueError when the bytes are no Ogg stream.
    """
    pages = bytearray(stream)
    start = 0
    while start < len(pages):
        if pages[start : start + 4] != b"OggS":
            raise ValueError(f"no Ogg page at byte {start}")
        segments = pages[start + 26]
        end = start + 27 + segments + sum(pages[start + 27 : start + 27 + segments])
        struct.pack_into("<II", pages, start + 14, serial, pages_number(pages, start))
        struct.pack_into("<I", pages, start + 22, 0)
        struct.pack_into("<I", pages, start + 22, checksum(pages[start:end]))
        start = end
    return bytes(pages)


def pages_number(pages: bytearray, start: int) -> int:
    """The running number of the page that begins at `start`."""
    return int(struct.unpack_from("<I", pages, start + 18)[0])


def checksum(page: bytes | bytearray) -> int:
    """Ogg's CRC-32: polynomial 0x04c11db7, nothing reflected, nothing inverted."""
    if not _CRC_TABLE:
        for value in range(256):
            register = value << 24
            for _ in range(8):
                register = (register << 1) ^ (0x104C11DB7 if register & 0x80000000 else 0)
            _CRC_TABLE.append(register)
    register = 0
    for byte in page:
        register = ((register << 8) & 0xFFFFFFFF) ^ _CRC_TABLE[(register >> 24) ^ byte]
    return register
