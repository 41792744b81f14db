# SPDX-License-Identifier: MIT
"""The voice of the command line."""

import io
import json
import sys

import pytest

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.main import main
from ser_workbench.progress import Note, Progress, Steps
from tests.cli.words import NoWindows


def _work(closed: list[str]) -> Steps[int]:
    try:
        yield Note("a remark")
        yield Progress("counting", 1, 2)
        yield Progress("counting", 2, 2)
    finally:
        closed.append("closed")
    return 7


def test_that_the_result_is_the_only_thing_on_stdout_where_json_is_wanted(capsys: pytest.CaptureFixture[str]):
    terminal = Terminal(json_wanted=True)
    assert terminal.run(_work([])) == 7
    terminal.say("for people")
    terminal.table(["a"], [["b"]])
    terminal.result({"ü": [1, 2.5]})
    out, err = capsys.readouterr()
    assert json.loads(out) == {"ü": [1, 2.5]}
    assert "a remark" in err


def test_that_quiet_says_nothing_on_stderr(capsys: pytest.CaptureFixture[str]):
    Terminal(json_wanted=False, is_quiet=True).run(_work([]))
    assert capsys.readouterr() == ("", "")


def test_that_work_broken_off_in_the_middle_is_closed():
    class StopError(Exception):
        pass

    closed: list[str] = []

    def interrupted() -> Steps[int]:
        yield from _work(closed)
        raise StopError

    steps = interrupted()
    with pytest.raises(StopError):
        Terminal(json_wanted=False, is_quiet=True).run(steps)
    assert closed == ["closed"]


def test_that_brackets_in_file_names_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]):
    terminal = Terminal(json_wanted=False)
    terminal.say("[red]a.wav[/red]")
    terminal.table(["file"], [["[b]c.wav"]])
    out = capsys.readouterr().out
    assert "[red]a.wav[/red]" in out
    assert "[b]c.wav" in out


@pytest.mark.parametrize("alphabet", ["ascii", "cp1252", "utf-8"])
def test_that_json_is_json_in_the_alphabet_of_any_terminal(alphabet: str, monkeypatch: pytest.MonkeyPatch):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=alphabet))
    document = {"Zürich": "😀 l\udce4rm.wav"}
    Terminal(json_wanted=True).result(document)
    sys.stdout.flush()
    assert json.loads(written.getvalue().decode(alphabet)) == document


@pytest.mark.parametrize("alphabet", ["ascii", "cp1252"])
def test_that_a_terminal_of_a_small_alphabet_shows_what_it_can(
    alphabet: str, tmp_path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=alphabet))
    assert main(["runs", "list", "--workspace", str(tmp_path / "😀")], NoWindows()) == 2
    assert main(["corpus", "readers"], NoWindows()) == 0
    Terminal(json_wanted=False).say("✓ 😀")
    sys.stdout.flush()
    assert r"\u2713 \U0001f600" in written.getvalue().decode(alphabet)


def test_that_a_closed_stdout_changes_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["corpus", "readers", "--json"], NoWindows()) == 0
    sys.stdout.close()


def test_that_a_closed_stderr_leaves_the_exit_status(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["bench", "nothing"], NoWindows()) == 2
    sys.stderr.close()


def test_that_a_changing_line_is_for_eyes_alone(capsys: pytest.CaptureFixture[str]):
    for wants_json in (False, True):
        with Terminal(json_wanted=wants_json).changing_line() as show:
            show("12 s")
    assert capsys.readouterr().out == ""
