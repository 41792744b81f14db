# SPDX-License-Identifier: MIT
"""Brings a corpus that is kept in Git LFS: an archive of pointers, then each recording by its own address.

A pointer (git-lfs.com, specification version 1) names the SHA-256 and the size of the recording for which it stands,
so each is checked as it comes, and it does not matter from which address. A recording that is there is not asked for
again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pooch
import requests

from ser_workbench.errors import BadArchiveError, FetchError
from ser_workbench.fetch.archive import open_archive
from ser_workbench.fetch.download import (
    Patience,
    TryAgainError,
    host_of,
    new_session,
    pause,
    plain_reason,
    refuse_bad_answer,
)
from ser_workbench.fetch.offer import Lfs, Offer
from ser_workbench.progress import Progress, Steps

POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\nsize ([0-9]{1,12})\n"
)
LONGEST_POINTER_BYTES = 1024
LONGEST_TABLE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording for which a pointer stands: its path in the repository, its SHA-256 and its bytes."""

    path: str
    sha256: str
    size_bytes: int


def bring_recordings(offer: Offer, lfs: Lfs, archive: Path, tree: Path, patience: Patience) -> Steps[None]:
    """Write the tables to keep and all recordings of the archive's pointers below `tree`.

    Raises BadArchiveError when the pointers are not those expected, FetchError when a recording does not come.
    """
    recordings = yield from _read_pointers(offer, lfs, archive, tree)
    done_bytes, total = 0, sum(recording.size_bytes for recording in recordings)
    with new_session() as session:
        source = _Source(session, lfs.addresses, patience)
        for recording in recordings:
            done, whole = done_bytes // 1_000_000, -(-total // 1_000_000)
            yield Progress(f"Downloading {offer.short_title}", done, whole, "MB")
            yield from source.bring(recording, tree / recording.path)
            done_bytes += recording.size_bytes


class _Source:
    """The addresses of recordings; it stays with the one that gave the last."""

    def __init__(self, session: requests.Session, addresses: Sequence[str], patience: Patience) -> None:
        self._session, self._patience = session, patience
        self._addresses = list(addresses)

    def bring(self, recording: Recording, file: Path) -> Steps[None]:
        """Bring one recording, unless it is there with the right checksum."""
        reason = ""
        for number in range(self._patience.tries):
            if number:
                yield from pause(self._patience.wait_s * 2 ** (number - 1))
            for address in tuple(self._addresses):
                reason = self._try(address, recording, file)
                if not reason:
                    self._addresses.remove(address)
                    self._addresses.insert(0, address)
                    return
        raise FetchError(f"{recording.path} cannot be downloaded ({reason}); try again: what has come is kept.")

    def _try(self, address: str, recording: Recording, file: Path) -> str:
        """Why it did not come; empty when it is there."""
        full = address.replace("{path}", quote(recording.path))
        taker = _Taker(self._session, recording.size_bytes, self._patience.timeout_s)
        try:
            pooch.retrieve(full, f"sha256:{recording.sha256}", file.name, file.parent, downloader=taker)
        except ValueError:
            return f"what {host_of(full)} sends does not have the checksum that the publisher names"
        except FetchError as error:
            return str(error)
        except (TryAgainError, requests.RequestException) as error:
            return f"{host_of(full)}: {plain_reason(error)}"
        return ""


class _Taker:
    """A downloader for pooch that uses one connection for all files and takes no more than it was told."""

    def __init__(self, session: requests.Session, most_bytes: int, timeout_s: float) -> None:
        self._session, self._most_bytes, self._timeout_s = session, most_bytes, timeout_s

    def __call__(self, url: str, output_file: str, _pooch: object) -> None:
        with (
            self._session.get(url, stream=True, timeout=self._timeout_s) as answer,
            Path(output_file).open("wb") as file,
        ):
            refuse_bad_answer(answer, url)
            taken = 0
            for chunk in answer.iter_content(self._most_bytes + 1):
                taken += file.write(chunk)
                if taken > self._most_bytes:
                    raise FetchError(f"{url} sends more than the {self._most_bytes} bytes that its pointer names")


def _read_pointers(offer: Offer, lfs: Lfs, archive: Path, tree: Path) -> Steps[list[Recording]]:
    """Read the pointers, and write the tables that are to be kept."""
    recordings: dict[str, Recording] = {}
    with open_archive(archive) as members:
        for member in members:
            inside = member.path.parts[1:]
            if inside[:1] == (lfs.folder,) and member.size_bytes <= LONGEST_POINTER_BYTES:
                path = "/".join(inside)
                with member.open() as stream:
                    recordings[path] = _understand(archive, path, stream.read())
            elif len(inside) == 1 and inside[0] in lfs.keep and member.size_bytes <= LONGEST_TABLE_BYTES:
                tree.mkdir(parents=True, exist_ok=True)
                with member.open() as stream:
                    (tree / inside[0]).write_bytes(stream.read())
            yield Progress("Reading the list of recordings", len(recordings), offer.recordings, "recordings")
    if offer.recordings and len(recordings) != offer.recordings:
        raise BadArchiveError(
            f"{archive.name} names {len(recordings)} recordings, not the {offer.recordings} expected."
        )
    if sum(recording.size_bytes for recording in recordings.values()) > 2 * offer.unpacked_bytes:
        raise BadArchiveError(f"{archive.name} names far more bytes than the {offer.unpacked_bytes} expected.")
    return list(recordings.values())


def _understand(archive: Path, path: str, text: bytes) -> Recording:
    found = POINTER.fullmatch(text)
    if found is None:
        raise BadArchiveError(f"{path} in {archive.name} is no Git LFS pointer; the corpus is kept otherwise now.")
    return Recording(path, found[1].decode(), int(found[2]))
