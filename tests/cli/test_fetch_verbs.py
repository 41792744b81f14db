# SPDX-License-Identifier: MIT
"""`corpus fetch` from the command line."""

import argparse
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.fetch_verbs import add_to
from ser_workbench.errors import BadInputError
from tests.cli.words import say
from tests.fetch.archives import a_recording
from tests.fetch.loopback import Server, serving
from tests.fetch.offered import emodb_zip, serve, write_list


class _Typing(io.StringIO):
    """Somebody at a keyboard."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """A server with a tiny corpus."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as running:
        serve(running, emodb_zip(a_recording(tmp_path)))
        yield running


def fetch(server: Server, tmp_path: Path, *words: object) -> None:
    """Say `fetch …` with the list of the test's server."""
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers(), write_list(tmp_path, server))
    args = parser.parse_args(["fetch", *(str(word) for word in words)])
    args.do(args, Terminal(json_wanted=args.json, is_quiet=args.quiet))


def test_that_the_list_tells_licence_size_and_checksum(capsys: pytest.CaptureFixture[str]):
    for words in (("corpus", "fetch"), ("corpus", "fetch", "ravdess", "--list")):
        answer = say(capsys, *words)
        assert answer.status == 0
        assert "CC BY-NC-SA 4.0" in answer.out
        assert "208 MB" in answer.out
    listed = json.loads(say(capsys, "corpus", "fetch", "--json").out)
    assert [offer["name"] for offer in listed] == ["emodb", "ravdess", "crema-d", "musan", "esc-50"]


def test_that_an_unknown_name_gets_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    answer = say(capsys, "corpus", "fetch", "iemocap", "--out", tmp_path)
    assert answer.status == 2
    assert answer.err.strip().endswith("there are: emodb, ravdess, crema-d, musan, esc-50.")


def test_that_a_missing_folder_is_asked_for(capsys: pytest.CaptureFixture[str]):
    answer = say(capsys, "corpus", "fetch", "emodb")
    assert answer.status == 2
    assert "--out DIR" in answer.err


def test_that_a_script_must_accept_the_licence(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    answer = say(capsys, "corpus", "fetch", "emodb", "--out", tmp_path / "out")
    assert answer.status == 2
    assert len(answer.err.strip().splitlines()) == 1
    assert "add --accept-licence" in answer.err
    assert not (tmp_path / "out").exists()


def test_that_an_accepted_licence_fetches_and_json_stands_alone(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    fetch(server, tmp_path, "tiny", "--out", tmp_path / "out", "--accept-licence", "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["folder"] == str(tmp_path / "out" / "tiny")
    assert (document["was_there"], document["files"], document["reader"]) == (False, 4, "emodb")


def test_that_a_person_is_shown_the_licence_and_asked(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", _Typing("y\n"))
    fetch(server, tmp_path, "tiny", "--out", tmp_path / "out")
    shown = capsys.readouterr()
    assert "Licence: CC0 1.0 (http://127.0.0.1/licence)" in shown.err
    assert "Do you accept the licence?" in shown.err
    assert "Tiny is there" in shown.out


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_that_no_is_no(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str):
    monkeypatch.setattr("sys.stdin", _Typing(typed))
    with pytest.raises(BadInputError, match="was not accepted"):
        fetch(server, tmp_path, "tiny", "--out", tmp_path / "out")
    assert not server.asked


def test_that_a_second_call_asks_for_nothing(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fetch(server, tmp_path, "tiny", "--out", tmp_path / "out", "--accept-licence")
    asked = len(server.asked)
    fetch(server, tmp_path, "tiny", "--out", tmp_path / "out")
    assert "is there already, and whole" in capsys.readouterr().out
    assert len(server.asked) == asked
