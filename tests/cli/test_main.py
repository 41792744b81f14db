# SPDX-License-Identifier: MIT
"""The command line as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from ser_workbench.cli.console import Terminal
from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus


@pytest.mark.parametrize("words", [["--help"], ["runs", "list"], ["corpus", "readers"]])
def test_that_verbs_that_compute_nothing_do_not_wait_for_torch(words: list[str]):
    program = (
        "import sys; from ser_workbench.__main__ import main\n"
        f"status = main({words!r}); sys.stdout.flush()\n"
        "raise SystemExit(status or ('torch' in sys.modules) * 9)"
    )
    end = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert end.returncode == 0, end.stderr


@pytest.mark.parametrize("words", [["--help"], ["train", "--help"], ["runs", "compare", "--help"], ["--version"]])
def test_that_help_is_given_and_exits_with_0(words: list[str], capsys: pytest.CaptureFixture[str]):
    answer = say(capsys, *words)
    assert answer.status == 0
    assert answer.out.strip()


@pytest.mark.parametrize(
    ("verb", "how"), [("train", "resume last"), ("noisy-set", "The same words go on"), ("sweep", "sweep last")]
)
def test_that_ctrl_c_tells_how_this_verb_goes_on(
    verb: str, how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    corpus, noise = write_tone_corpus(tmp_path / "corpus"), write_noise_folder(tmp_path / "noise")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Terminal, "run", interrupt)
    words: dict[str, list[object]] = {
        "train": ["train", "--set", f"corpus.folder={corpus}", "--workspace", tmp_path / "w"],
        "noisy-set": ["noisy-set", corpus, noise, "--out", tmp_path / "out"],
        "sweep": ["sweep", "--set", f"corpus.folder={corpus}", "--workspace", tmp_path / "w"],
    }
    answer = say(capsys, *words[verb])
    assert answer.status == 1
    assert answer.err.startswith("ser-workbench: Stopped; nothing is lost.")
    assert how in answer.err
