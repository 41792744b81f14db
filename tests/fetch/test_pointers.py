# SPDX-License-Identifier: MIT
"""A corpus that is kept in Git LFS."""

import hashlib
from pathlib import Path

import pytest

from ser_workbench.errors import BadArchiveError, FetchError
from ser_workbench.fetch.fetch import Fetched, fetch_corpus
from ser_workbench.fetch.offer import Offer
from ser_workbench.progress import Progress, run_steps
from tests.fetch.archives import a_recording, tar_of
from tests.fetch.loopback import Served, Server
from tests.fetch.offered import HURRIED, offer_of, serve

NAMES = ("1001_DFA_ANG_XX.wav", "1001_DFA_SAD_XX.wav", "1002_DFA_ANG_XX.wav")


def pointer(body: bytes) -> bytes:
    """What Git keeps of a recording."""
    digest = hashlib.sha256(body).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(body)}\n".encode()


def offered(server: Server, tmp_path: Path, recordings: int = 3, **served: Served) -> tuple[Offer, bytes]:
    """The offer of a repository with three recordings, and the bytes of each."""
    body = a_recording(tmp_path)
    files = {f"repo-1/AudioWAV/{name}": pointer(body) for name in NAMES}
    files |= {"repo-1/LICENSE.txt": b"free", "repo-1/finished.csv": b"1,2", "repo-1/AudioMP3/a.mp3": pointer(b"mp3")}
    serve(server, tar_of(files))
    for name in NAMES:
        server.files.setdefault(f"media/AudioWAV/{name}", Served(body))
    lfs = {
        "folder": "AudioWAV",
        "keep": ["LICENSE.txt", "VideoDemographics.csv"],
        "addresses": [server.address("media/{path}"), server.address("mirror/{path}")],
    }
    return offer_of(tmp_path, server, reader="crema-d", recordings=recordings, archive_strip_top=True, lfs=lfs), body


def fetched(offer: Offer, tmp_path: Path) -> Fetched:
    """Fetch it into `out`."""
    return run_steps(fetch_corpus(offer, tmp_path / "out", licence_accepted=True, patience=HURRIED))


def test_that_recordings_come_for_their_pointers_and_nothing_else_is_kept(server: Server, tmp_path: Path):
    offer, body = offered(server, tmp_path)
    folder = fetched(offer, tmp_path).folder
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {f"AudioWAV/{name}" for name in NAMES} | {"LICENSE.txt", "fetched.json"}
    assert all((folder / "AudioWAV" / name).read_bytes() == body for name in NAMES)


def test_that_a_recording_that_is_there_is_not_asked_for_again(server: Server, tmp_path: Path):
    offer, _body = offered(server, tmp_path)
    steps = fetch_corpus(offer, tmp_path / "out", licence_accepted=True, patience=HURRIED)
    media = [asked for asked in server.asked if asked.path.startswith("media/")]
    while len(media) < 2:
        next(steps)
        media = [asked for asked in server.asked if asked.path.startswith("media/")]
    steps.close()
    fetched(offer, tmp_path)
    asked = [asked.path for asked in server.asked if asked.path.startswith("media/")]
    assert len(asked) == len(set(asked)) == 3


def test_that_the_mirror_serves_where_the_first_address_does_not(server: Server, tmp_path: Path):
    offer, body = offered(server, tmp_path)
    for name in NAMES:
        server.files[f"media/AudioWAV/{name}"] = Served(body, statuses=[403] * 9)
        server.files[f"mirror/AudioWAV/{name}"] = Served(body)
    assert fetched(offer, tmp_path).record.files == 4
    refused = [asked for asked in server.asked if asked.status == 403]
    assert len(refused) == 1  # It stays with the address that gave the last.


def test_that_a_recording_of_another_content_is_never_taken(server: Server, tmp_path: Path):
    offer, body = offered(server, tmp_path)
    server.files[f"media/AudioWAV/{NAMES[1]}"] = Served(b"?" * len(body))
    with pytest.raises(FetchError, match=f"AudioWAV/{NAMES[1]} cannot be downloaded"):
        fetched(offer, tmp_path)
    server.files[f"media/AudioWAV/{NAMES[1]}"] = Served(body)
    assert fetched(offer, tmp_path).folder.is_dir()


def test_that_a_recording_longer_than_its_pointer_says_is_stopped(server: Server, tmp_path: Path):
    offer, body = offered(server, tmp_path)
    for place in ("media", "mirror"):
        server.files[f"{place}/AudioWAV/{NAMES[0]}"] = Served(body + bytes(9_000_000), tells_length=False)
    with pytest.raises(FetchError, match="sends more than the"):
        fetched(offer, tmp_path)


def test_that_a_short_break_of_the_server_is_waited_for(server: Server, tmp_path: Path):
    offer, _body = offered(server, tmp_path)
    server.files[f"media/AudioWAV/{NAMES[0]}"].statuses = [503]
    server.files[f"media/AudioWAV/{NAMES[1]}"].cut_after = [50]
    assert fetched(offer, tmp_path).record.files == 4


def test_that_fewer_pointers_than_expected_are_told(server: Server, tmp_path: Path):
    offer, _body = offered(server, tmp_path, recordings=7442)
    with pytest.raises(BadArchiveError, match="names 3 recordings, not the 7442 expected"):
        fetched(offer, tmp_path)


def test_that_a_recording_where_a_pointer_should_be_is_told(server: Server, tmp_path: Path):
    offer, _body = offered(server, tmp_path)
    serve(server, tar_of({f"repo-1/AudioWAV/{name}": b"RIFF" for name in NAMES}))
    with pytest.raises(BadArchiveError, match="is no Git LFS pointer"):
        fetched(offer, tmp_path)


def test_that_the_megabytes_of_all_recordings_are_counted(server: Server, tmp_path: Path):
    offer, _body = offered(server, tmp_path)
    events = list(fetch_corpus(offer, tmp_path / "out", licence_accepted=True, patience=HURRIED))
    assert Progress("Downloading Tiny", 0, 1, "MB") in events
