# SPDX-License-Identifier: MIT
"""A whole fetch, and all that can stop it."""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.errors import BadArchiveError, BadInputError, CorpusError, DiskFullError, FetchError
from ser_workbench.fetch.fetch import Fetched, fetch_corpus
from ser_workbench.fetch.offer import Offer
from ser_workbench.progress import Event, Note, Progress, run_steps
from tests.fetch.archives import a_recording, zip_of
from tests.fetch.loopback import Served, Server
from tests.fetch.offered import HURRIED, emodb_zip, offer_of, serve, write_list


@pytest.fixture
def archive(tmp_path: Path) -> bytes:
    """The archive of a tiny EmoDB."""
    return emodb_zip(a_recording(tmp_path))


def fetched(offer: Offer, folder: Path, *, keep_archive: bool = False, events: list[Event] | None = None) -> Fetched:
    """Fetch with the licence accepted."""
    steps = fetch_corpus(offer, folder, licence_accepted=True, keep_archive=keep_archive, patience=HURRIED)
    return run_steps(steps, None if events is None else events.append)


def lying_in(folder: Path) -> set[str]:
    """What a look into the folder shows, hidden things too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_that_a_corpus_is_fetched_whole_and_can_be_opened(server: Server, tmp_path: Path, archive: bytes):
    checksum = serve(server, archive)
    out = tmp_path / "corpora with ümlauts"
    found = fetched(offer_of(tmp_path, server, archive_checksum=checksum, archive_checksum_from="publisher"), out)
    assert found.folder == out / "tiny"
    assert lying_in(out) == {
        "tiny/wav/03a01Fa.wav", "tiny/wav/08a01Wa.wav", "tiny/wav/09a01Na.wav", "tiny/erklaerung.txt",
        "tiny/fetched.json",
    }  # fmt: skip
    assert len(run_steps(open_corpus(found.folder)).utterances) == 3
    record = json.loads((out / "tiny" / "fetched.json").read_text())
    assert (record["checksum"], record["files"], record["sha256"]) == (checksum, 4, "")


def test_that_without_a_checksum_the_sha_256_of_what_came_is_kept_and_told(
    server: Server, tmp_path: Path, archive: bytes
):
    serve(server, archive)
    events: list[Event] = []
    found = fetched(offer_of(tmp_path, server), tmp_path / "out", events=events)
    assert found.record.sha256 == hashlib.sha256(archive).hexdigest()
    assert any(isinstance(event, Note) and "names no checksum" in event.text for event in events)


def test_that_a_second_call_finds_it_there_and_asks_no_server(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    offer = offer_of(tmp_path, server)
    first = fetched(offer, tmp_path / "out")
    asked = len(server.asked)
    second = fetched(offer, tmp_path / "out")
    assert (first.was_there, second.was_there) == (False, True)
    assert second.record == first.record
    assert len(server.asked) == asked


def test_that_a_finished_folder_that_lost_a_file_is_not_called_whole(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    offer = offer_of(tmp_path, server)
    found = fetched(offer, tmp_path / "out")
    (found.folder / "erklaerung.txt").unlink()
    with pytest.raises(CorpusError, match="was fetched with 4 files of"):
        fetched(offer, tmp_path / "out")


def test_that_nothing_is_asked_for_before_the_licence_is_accepted(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    with pytest.raises(BadInputError, match="is under CC0"):
        run_steps(fetch_corpus(offer_of(tmp_path, server), tmp_path / "out", licence_accepted=False))
    assert not server.asked
    assert not (tmp_path / "out").exists()


def test_that_a_wrong_checksum_removes_the_file_and_unpacks_nothing(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    offer = offer_of(tmp_path, server, archive_checksum=f"md5:{'0' * 32}", archive_checksum_from="publisher")
    with pytest.raises(FetchError, match="does not have the checksum that its publisher names"):
        fetched(offer, tmp_path / "out")
    assert all(name.endswith(".json") for name in lying_in(tmp_path / "out"))


def test_that_after_a_wrong_checksum_the_next_call_fetches_anew(server: Server, tmp_path: Path, archive: bytes):
    checksum = serve(server, archive)
    server.files["tiny.zip"] = Served(archive[:-1] + b"?", etag='"one"')
    offer = offer_of(tmp_path, server, archive_checksum=checksum)
    with pytest.raises(FetchError, match="others record"):
        fetched(offer, tmp_path / "out")
    server.files["tiny.zip"] = Served(archive, etag='"one"')
    assert fetched(offer, tmp_path / "out").folder.is_dir()


def test_that_a_cut_connection_is_gone_on_with_to_a_whole_corpus(server: Server, tmp_path: Path):
    recording = a_recording(tmp_path)
    long = zip_of({f"wav/0{n}a01Fa.wav": recording for n in (3, 8, 9)} | {"noise": random.Random(1).randbytes(300_000)})
    checksum = serve(server, long)
    server.files["tiny.zip"].cut_after = [200_000]
    fetched(offer_of(tmp_path, server, archive_checksum=checksum), tmp_path / "out")
    start = int(server.asked[1].headers["Range"].removeprefix("bytes=").removesuffix("-"))
    assert 100_000 < start <= 200_000
    assert server.asked[1].sent == len(long) - start


def test_that_an_unreachable_server_is_told_with_what_to_do_by_hand(server: Server, tmp_path: Path, archive: bytes):
    offer = offer_of(tmp_path, server)
    by_hand = tmp_path / "out" / "tiny.zip"
    with pytest.raises(FetchError, match="by other means and put it there as") as told:
        fetched(offer, tmp_path / "out")
    assert str(by_hand) in str(told.value)
    by_hand.write_bytes(archive)
    assert fetched(offer, tmp_path / "out").folder.is_dir()
    assert by_hand.read_bytes() == archive


def test_that_another_file_put_there_by_hand_is_told_and_left_alone(server: Server, tmp_path: Path, archive: bytes):
    checksum = serve(server, archive)
    by_hand = tmp_path / "out" / "tiny.zip"
    by_hand.parent.mkdir()
    by_hand.write_bytes(b"another file")
    with pytest.raises(FetchError, match="is not the file that is wanted"):
        fetched(offer_of(tmp_path, server, archive_checksum=checksum), tmp_path / "out")
    assert by_hand.read_bytes() == b"another file"


def test_that_an_archive_that_writes_outside_leaves_nothing(server: Server, tmp_path: Path, archive: bytes):
    recording = a_recording(tmp_path)
    serve(server, zip_of({"wav/03a01Fa.wav": recording, "../../evil.wav": recording}))
    out = tmp_path / "deep" / "out"
    with pytest.raises(BadArchiveError, match="leads outside"):
        fetched(offer_of(tmp_path, server), out)
    assert not (tmp_path / "deep" / "evil.wav").exists()
    assert not (out / "tiny").exists()
    assert not [name for name in lying_in(out) if name.endswith((".wav", ".zip"))]


def test_that_an_archive_with_too_few_recordings_is_not_taken(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    with pytest.raises(BadArchiveError, match="holds 3 recordings, not the 535 expected"):
        fetched(offer_of(tmp_path, server, recordings=535), tmp_path / "out")
    assert not (tmp_path / "out" / "tiny").exists()


def test_that_recordings_that_cannot_be_heard_are_told(server: Server, tmp_path: Path):
    serve(server, zip_of(dict.fromkeys(("a.wav", "b.wav", "c.wav"), b"no sound")))
    events: list[Event] = []
    fetched(offer_of(tmp_path, server), tmp_path / "out", events=events)
    assert any(isinstance(event, Note) and event.text.startswith("3 recordings cannot be heard") for event in events)


@pytest.mark.parametrize("stage", ["Downloading Tiny", "Unpacking tiny.zip", "Looking at the recordings"])
def test_that_a_fetch_stopped_anywhere_is_finished_by_the_next(
    server: Server, tmp_path: Path, archive: bytes, stage: str
):
    checksum = serve(server, archive)
    offer = offer_of(tmp_path, server, archive_checksum=checksum)
    steps = fetch_corpus(offer, tmp_path / "out", licence_accepted=True, patience=HURRIED)
    for event in steps:
        if isinstance(event, Progress) and event.stage == stage:
            break
    steps.close()
    assert not (tmp_path / "out" / "tiny").exists()
    assert len(run_steps(open_corpus(fetched(offer, tmp_path / "out").folder)).utterances) == 3


def test_that_what_a_killed_process_had_unpacked_is_not_trusted(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    offer = offer_of(tmp_path, server)
    steps = fetch_corpus(offer, tmp_path / "out", licence_accepted=True, patience=HURRIED)
    next(steps)
    steps.close()
    half = tmp_path / "out" / ".tiny.unfinished" / "tree" / "wav" / "03a01Fa.wav"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    found = fetched(offer, tmp_path / "out")
    assert (found.folder / "wav" / "03a01Fa.wav").stat().st_size > 100


def test_that_a_folder_of_the_user_is_not_touched(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    mine = tmp_path / "out" / "tiny" / "mine.wav"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(CorpusError, match="is there already and was not made by"):
        fetched(offer_of(tmp_path, server), tmp_path / "out")
    assert mine.read_bytes() == b"mine"
    assert not server.asked


def test_that_a_hidden_folder_of_the_user_is_not_touched(server: Server, tmp_path: Path, archive: bytes):
    mine = tmp_path / "out" / ".tiny.unfinished" / "mine.wav"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(CorpusError, match="is not ours"):
        fetched(offer_of(tmp_path, server), tmp_path / "out")
    assert mine.read_bytes() == b"mine"


def test_that_a_file_in_the_place_of_the_folder_is_told(server: Server, tmp_path: Path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CorpusError, match="is a file; name a folder"):
        fetched(offer_of(tmp_path, server), tmp_path / "out")


def test_that_other_files_in_the_folder_stay_as_they_are(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    fetched(offer_of(tmp_path, server), tmp_path / "out")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_that_the_archive_stays_where_it_is_wanted(server: Server, tmp_path: Path, archive: bytes):
    serve(server, archive)
    fetched(offer_of(tmp_path, server), tmp_path / "out", keep_archive=True)
    assert (tmp_path / "out" / "tiny.zip").read_bytes() == archive


def test_that_too_small_a_disk_is_told_before_anything_comes(
    server: Server, tmp_path: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch
):
    serve(server, archive)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage(10, 9, 1))
    with pytest.raises(DiskFullError, match="has room for 1 B, and what is downloaded and unpacked there needs"):
        fetched(offer_of(tmp_path, server, unpacked_bytes=2_000_000_000), tmp_path / "out")
    assert not server.asked


def test_that_a_process_killed_in_the_middle_is_gone_on_with(server: Server, tmp_path: Path):
    recording = a_recording(tmp_path)
    noise = {"noise": random.Random(1).randbytes(3_000_000)}
    archive = zip_of({f"wav/0{n}a01Fa.wav": recording for n in (3, 8, 9)} | noise)
    checksum = serve(server, archive)
    changed = {"archive_checksum": checksum, "unpacked_bytes": 4_000_000, "download_bytes": 3_100_000}
    list_file = write_list(tmp_path, server, **changed)
    server.files["tiny.zip"].stall_after = 2_000_000
    words = ["fetch", "tiny", "--out", str(tmp_path / "out"), "--accept-licence", "--quiet"]
    code = (
        "import argparse, sys; from pathlib import Path; from ser_workbench.cli.console import Terminal\n"
        "from ser_workbench.cli.fetch_verbs import add_to; parser = argparse.ArgumentParser()\n"
        f"add_to(parser.add_subparsers(), Path({str(list_file)!r})); args = parser.parse_args({words!r})\n"
        "args.do(args, Terminal(False, True))"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    part = tmp_path / "out" / ".tiny.unfinished" / "tiny.zip.part"
    deadline = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size > 1_500_000) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    come = part.stat().st_size
    server.files["tiny.zip"].stall_after = None
    assert fetched(offer_of(tmp_path, server, **changed), tmp_path / "out").folder.is_dir()
    assert server.asked[-1].sent == len(archive) - come
