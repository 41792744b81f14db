# SPDX-License-Identifier: MIT
"""Fetches a corpus: downloads it, compares it, unpacks it, listens to its headers, and only then lets it appear."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ser_workbench.amounts import size_text
from ser_workbench.audio.decode import AUDIO_SUFFIXES, look_at
from ser_workbench.errors import AudioError, BadArchiveError, BadInputError, CorpusError, DiskFullError, FetchError
from ser_workbench.fetch.checksum import check_by_hand, keep_verified, sha256_of
from ser_workbench.fetch.download import Patience, Wanted, download
from ser_workbench.fetch.offer import Offer
from ser_workbench.fetch.place import Place, Record, measure
from ser_workbench.fetch.pointers import bring_recordings
from ser_workbench.fetch.unpack import unpack
from ser_workbench.jobs import FULL
from ser_workbench.progress import Note, Progress, Steps

FILES_AN_EVENT = 50
MOST_DOWNLOAD_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """A corpus that is on the disk, whole; `was_there` tells that nothing had to be done."""

    folder: Path
    kind: str
    reader: str
    record: Record
    was_there: bool

    def to_json(self) -> dict[str, object]:
        """The document of `corpus fetch NAME --json`."""
        found = {"folder": str(self.folder), "kind": self.kind, "reader": self.reader, "was_there": self.was_there}
        return found | asdict(self.record)


def fetch_corpus(
    offer: Offer,
    folder: Path,
    *,
    licence_accepted: bool,
    keep_archive: bool = False,
    patience: Patience | None = None,
) -> Steps[Fetched]:
    """Fetch what is offered into a folder of its name below `folder`; goes on where an earlier call was stopped.

    Raises BadInputError when the licence was not accepted or the folder is not ours to fill; FetchError when the
    server, the checksum or the archive fails; DiskFullError when there is no room.
    """
    place = Place(folder, offer)
    record = place.read_record()
    if record is not None:
        return (yield from _confirm(place, offer, record))
    if not licence_accepted:
        raise BadInputError(
            f"{offer.title} is under {offer.licence}: read {offer.licence_address} and say that you accept it."
        )
    place.prepare()
    with _telling_a_full_disk(place, offer):
        archive = yield from _bring_archive(place, offer, patience or Patience())
        _check_room(place, _still_to_unpack(place, offer))
        yield from _fill_tree(place, offer, archive, patience or Patience())
        record = yield from _take_stock(place, offer, archive)
        place.finish(record, keep_archive)
    return Fetched(place.target, offer.kind, offer.reader, record, was_there=False)


def is_fetched(offer: Offer, folder: Path) -> bool:
    """Whether an earlier fetch into that folder came to its end."""
    return Place(folder, offer).read_record() is not None


def _confirm(place: Place, offer: Offer, record: Record) -> Steps[Fetched]:
    yield Progress(f"Counting the files of {place.target}", 0, 0)
    files, size = measure(place.target)
    if (files, size) != (record.files, record.bytes):
        raise CorpusError(
            f"{place.target} was fetched with {record.files} files of {record.bytes} bytes and holds {files} of {size} "
            "now; open it as it is, or remove the folder and fetch it again."
        )
    place.clean_up()
    return Fetched(place.target, offer.kind, offer.reader, record, was_there=True)


def _bring_archive(place: Place, offer: Offer, patience: Patience) -> Steps[Path]:
    """The archive on the disk, compared with its checksum."""
    if place.by_hand.is_file():
        yield Note(f"{place.by_hand} is there already and is taken instead of a download.")
        yield from check_by_hand(offer.archive, place.by_hand)
        return place.by_hand
    if place.archive.exists():  # It was kept, so its checksum was right.
        return place.archive
    archive_bytes = offer.archive.size_bytes or (0 if offer.lfs else offer.download_bytes)
    come = place.part.stat().st_size if place.part.exists() else 0
    _check_room(place, max(0, archive_bytes - come) + _still_to_unpack(place, offer))
    wanted = Wanted(
        tuple(offer.archive.addresses),
        place.part,
        offer.archive.size_bytes,
        offer.archive.size_bytes or MOST_DOWNLOAD_FACTOR * offer.download_bytes,
        bool(offer.archive.checksum),
        offer.short_title,
    )
    try:
        yield from download(wanted, patience)
    except FetchError as error:
        raise FetchError(
            f"{error}; check the network and try again (what has come is kept), or download "
            f"{offer.archive.addresses[0]} by other means and put it there as {place.by_hand}."
        ) from None
    yield from keep_verified(offer.archive, place.part, place.archive)
    return place.archive


def _fill_tree(place: Place, offer: Offer, archive: Path, patience: Patience) -> Steps[None]:
    is_whole = False
    try:
        if offer.lfs is not None:
            yield from bring_recordings(offer, offer.lfs, archive, place.tree, patience)
        else:
            place.drop_tree()
            yield from unpack(archive, place.tree, offer.unpacked_bytes, offer.archive.strip_top)
        is_whole = True
    except BadArchiveError:
        place.archive.unlink(missing_ok=True)  # Never `archive`: it may be the user's own copy.
        raise
    finally:
        if not is_whole and offer.lfs is None:
            place.drop_tree()


def _take_stock(place: Place, offer: Offer, archive: Path) -> Steps[Record]:
    """Count the recordings and look at their headers.

    Raises BadArchiveError when there are not as many as expected.
    """
    recordings = [file for file in place.tree.rglob("*") if file.suffix.lower() in AUDIO_SUFFIXES]
    if not recordings or (offer.recordings and len(recordings) != offer.recordings):
        place.archive.unlink(missing_ok=True)
        place.drop_tree()
        raise BadArchiveError(
            f"{archive.name} holds {len(recordings)} recordings, not the {offer.recordings or 'many'} expected; it is "
            "another file now, so nothing of it is kept."
        )
    unheard = []
    for number, file in enumerate(recordings):
        if number % FILES_AN_EVENT == 0:
            yield Progress("Looking at the recordings", number, len(recordings), "files")
        try:
            look_at(file)
        except AudioError:
            unheard.append(file.name)
    if unheard:
        yield Note(
            f"{len(unheard)} recordings cannot be heard, as published: {', '.join(unheard[:3])}.", is_warning=True
        )
    files, size = measure(place.tree)
    sha256 = "" if offer.archive.checksum else sha256_of(archive)
    if sha256:
        yield Note(f"The publisher names no checksum of {archive.name}; the one that came has the SHA-256 {sha256}.")
    return Record(
        name=offer.name,
        title=offer.title,
        licence=offer.licence,
        licence_address=offer.licence_address,
        address=offer.archive.addresses[0],
        checksum=offer.archive.checksum,
        sha256=sha256,
        files=files,
        bytes=size,
    )


def _still_to_unpack(place: Place, offer: Offer) -> int:
    """Recordings that came one by one are kept from one call to the next; what was half unpacked is not."""
    kept_bytes = measure(place.tree)[1] if offer.lfs is not None else 0
    return max(0, offer.unpacked_bytes - kept_bytes)


def _check_room(place: Place, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(place.work).free
    if free_bytes < needed_bytes:
        raise DiskFullError(
            f"{place.folder} has room for {size_text(free_bytes)}, and what is downloaded and unpacked there "
            f"needs {size_text(needed_bytes)}; free some space, or name a folder on another disk."
        )


@contextmanager
def _telling_a_full_disk(place: Place, offer: Offer) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFullError(
                f"The disk of {place.folder} is full; free {size_text(offer.unpacked_bytes)} and try "
                "again: what was downloaded is kept."
            ) from None
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENAMETOOLONG}:
            raise CorpusError(
                f"{error.filename or place.folder} cannot be written ({error.strerror}); name another folder."
            ) from None
        raise
