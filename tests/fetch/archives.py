# SPDX-License-Identifier: MIT
"""Archives for the tests: good ones, and such as nobody should unpack."""

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ser_workbench.audio.decode import write_audio
from tests.audio.sounds import tone


def a_recording(folder: Path) -> bytes:
    """The bytes of a small WAV file."""
    file = folder / "for_the_archive.wav"
    write_audio(file, tone(seconds=0.1))
    return file.read_bytes()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip with files of those names, whatever the names are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def zip_with_link(name: str, target: str) -> bytes:
    """A zip that holds a symbolic link."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        link = zipfile.ZipInfo(name)
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        packed.writestr(link, target)
        packed.writestr("a.wav", b"sound")
    return buffer.getvalue()


def tar_of(files: Mapping[str, bytes], odd: Sequence[tarfile.TarInfo] = ()) -> bytes:
    """A tar.gz with files of those names, and other members after them."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            packed.addfile(member, io.BytesIO(body))
        for member in odd:
            packed.addfile(member)
    return buffer.getvalue()


def odd_member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A link or a device."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member
