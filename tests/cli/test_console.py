# SPDX-License-Identifier: MIT
"""The voice of the command line."""

import json

import pytest

from ser_workbench.cli.console import Terminal
from ser_workbench.progress import Note, Progress, Steps


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
