# SPDX-License-Identifier: MIT
"""One file over HTTP, and a server that does not want it to arrive."""

import json
import random
from pathlib import Path

import pytest
import requests

from ser_workbench.errors import FetchError
from ser_workbench.fetch.download import Patience, Wanted, download, refuse_detour
from ser_workbench.progress import Event, Note, Progress, run_steps
from tests.fetch.loopback import Served, Server

BODY = random.Random(1).randbytes(3_500_000)
HURRIED = Patience(tries=3, wait_s=0.0, timeout_s=5.0)


def wanted(server: Server, tmp_path: Path, *paths: str, exact_bytes: int = 0, most: int = 8_000_000) -> Wanted:
    addresses = tuple(server.address(path) for path in paths or ("a.zip",))
    return Wanted(addresses, tmp_path / "a.zip.part", exact_bytes, most, False, "A")


def test_that_a_file_arrives_with_its_bytes_and_tells_how_far_it_is(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY)
    events: list[Event] = []
    run_steps(download(wanted(server, tmp_path), HURRIED), events.append)
    assert (tmp_path / "a.zip.part").read_bytes() == BODY
    far = [event.done for event in events if isinstance(event, Progress)]
    assert far == sorted(far)
    assert far[0] == 0
    assert events[-1] == Progress("Downloading A", 3, 4, "MB")


def test_that_a_cut_download_asks_for_the_rest_alone(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, cut_after=[2_000_000])
    run_steps(download(wanted(server, tmp_path), HURRIED))
    assert (tmp_path / "a.zip.part").read_bytes() == BODY
    first, second = server.asked
    assert first.headers["Range"] is None
    start = int(second.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    assert 0 < start <= 2_000_000
    assert second.headers["If-Range"] == '"one"'
    assert (second.status, second.sent) == (206, len(BODY) - start)


def test_that_another_process_goes_on_where_the_first_was_killed(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY)
    steps = download(wanted(server, tmp_path), HURRIED)
    while not (tmp_path / "a.zip.part").exists() or (tmp_path / "a.zip.part").stat().st_size < 1_000_000:
        next(steps)
    steps.close()
    come = (tmp_path / "a.zip.part").stat().st_size
    assert come < len(BODY)
    run_steps(download(wanted(server, tmp_path), HURRIED))
    assert server.asked[-1].sent == len(BODY) - come
    assert (tmp_path / "a.zip.part").read_bytes() == BODY


def test_that_a_server_without_ranges_sends_the_whole_file_again(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, knows_ranges=False, cut_after=[2_000_000])
    run_steps(download(wanted(server, tmp_path), HURRIED))
    assert [asked.sent for asked in server.asked] == [2_000_000, len(BODY)]
    assert (tmp_path / "a.zip.part").read_bytes() == BODY


def test_that_a_file_that_changed_in_between_is_taken_anew(server: Server, tmp_path: Path):
    newer = BODY[::-1]
    server.files["a.zip"] = Served(BODY, cut_after=[2_000_000])
    steps = download(wanted(server, tmp_path), HURRIED)
    while not isinstance(next(steps), Note):
        pass
    server.files["a.zip"] = Served(newer, etag='"two"')
    run_steps(steps)
    assert server.asked[-1].headers["If-Range"] == '"one"'
    assert (tmp_path / "a.zip.part").read_bytes() == newer


def test_that_bytes_of_an_unknown_version_are_not_gone_on_with(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, etag='W/"weak"')
    (tmp_path / "a.zip.part").write_bytes(b"of whatever version")
    run_steps(download(wanted(server, tmp_path), HURRIED))
    assert server.asked[0].headers["Range"] is None
    assert (tmp_path / "a.zip.part").read_bytes() == BODY


def test_that_a_file_that_had_come_whole_is_not_asked_for_again(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY)
    run_steps(download(wanted(server, tmp_path), HURRIED))
    run_steps(download(wanted(server, tmp_path, exact_bytes=len(BODY)), HURRIED))
    assert len(server.asked) == 1
    run_steps(download(wanted(server, tmp_path), HURRIED))  # whose size nobody names
    assert server.asked[-1].status == 416
    assert (tmp_path / "a.zip.part").read_bytes() == BODY


def test_that_a_broken_mark_of_the_version_begins_anew(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY)
    (tmp_path / "a.zip.part").write_bytes(BODY[:100])
    for broken in ("", "[]", "{", json.dumps({"address": "http://other/", "mark": '"one"'})):
        (tmp_path / "a.zip.part.json").write_text(broken)
        run_steps(download(wanted(server, tmp_path), HURRIED))
        assert (tmp_path / "a.zip.part").read_bytes() == BODY
        (tmp_path / "a.zip.part").write_bytes(BODY[:100])


def test_that_a_busy_server_is_asked_again(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, statuses=[503, 429])
    run_steps(download(wanted(server, tmp_path), HURRIED))
    assert [asked.status for asked in server.asked] == [503, 429, 200]


def test_that_a_missing_file_is_told_at_once(server: Server, tmp_path: Path):
    with pytest.raises(FetchError, match=r"a\.zip is not there: the server says 404"):
        run_steps(download(wanted(server, tmp_path), HURRIED))
    assert len(server.asked) == 1


def test_that_the_second_address_is_tried_when_the_first_fails(server: Server, tmp_path: Path):
    server.files["mirror/a.zip"] = Served(BODY)
    events: list[Event] = []
    run_steps(download(wanted(server, tmp_path, "a.zip", "mirror/a.zip"), HURRIED), events.append)
    assert (tmp_path / "a.zip.part").read_bytes() == BODY
    assert any(isinstance(event, Note) and "trying another address" in event.text for event in events)


def test_that_no_server_at_all_is_told_after_a_few_tries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    nowhere = Wanted(("http://127.0.0.1:9/a.zip",), tmp_path / "a.zip.part", 0, 100, False, "A")
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 cannot be reached, or breaks off"):
        run_steps(download(nowhere, HURRIED))


def test_that_a_connection_that_always_breaks_at_the_same_place_is_given_up(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, knows_ranges=False, cut_after=[1_200_000] * 50)
    with pytest.raises(FetchError, match="breaks off"):
        run_steps(download(wanted(server, tmp_path), HURRIED))
    assert len(server.asked) <= 4


def test_that_a_page_instead_of_the_file_is_told(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(b"<html>Log in</html>", content_type="text/html; charset=utf-8")
    with pytest.raises(FetchError, match="a page instead of the file"):
        run_steps(download(wanted(server, tmp_path), HURRIED))


def test_that_a_file_of_another_size_is_not_taken(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY)
    with pytest.raises(FetchError, match="has 3500000 bytes and not the 77 of the list"):
        run_steps(download(wanted(server, tmp_path, exact_bytes=77), HURRIED))


def test_that_a_server_that_never_ends_is_stopped(server: Server, tmp_path: Path):
    server.files["a.zip"] = Served(BODY, tells_length=False)
    with pytest.raises(FetchError, match="sends more than the 1500000 bytes"):
        run_steps(download(wanted(server, tmp_path, most=1_500_000), HURRIED))


def test_that_an_encrypted_address_may_not_lead_to_an_open_one():
    answer = requests.Response()
    answer.url = "http://elsewhere/a.zip"
    with pytest.raises(FetchError, match="leads to elsewhere without encryption"):
        refuse_detour(answer, "https://here/a.zip")
    refuse_detour(answer, "http://here/a.zip")
