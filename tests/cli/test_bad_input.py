# SPDX-License-Identifier: MIT
"""Bad input gets one sentence: what is wrong, where, what to do; exit 2; nothing half-written."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.runs.recent import recent_workspaces
from tests.cli.words import Answer, say
from tests.corpora import write_tone_corpus

RATE_HZ = 16000


def _wav(file: Path, samples: np.ndarray, subtype: str = "PCM_16") -> Path:
    soundfile.write(file, samples, RATE_HZ, subtype=subtype)
    return file


def _tone(seconds: float = 1.0) -> np.ndarray:
    return 0.3 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE_HZ)) / RATE_HZ)


def _text(file: Path) -> Path:
    file.write_text("this is no sound", encoding="utf-8")
    return file


BAD_FILES: dict[str, Callable[[Path], Path]] = {
    "empty": lambda folder: _wav(folder / "bad.wav", np.zeros(0)),
    "of no bytes": lambda folder: (folder / "bad.wav").touch() or folder / "bad.wav",
    "text": lambda folder: _text(folder / "bad.wav"),
    "NaN": lambda folder: _wav(folder / "bad.wav", np.full(RATE_HZ, np.nan), "FLOAT"),
    "infinite": lambda folder: _wav(folder / "bad.wav", np.full(RATE_HZ, np.inf), "FLOAT"),
    "too short": lambda folder: _wav(folder / "bad.wav", _tone(0.01)),
    "missing": lambda folder: folder / "bad.wav",
    "a folder": lambda folder: (folder / "bad.wav").mkdir() or folder / "bad.wav",
}


def _assert_one_sentence(answer: Answer, *named: str) -> None:
    assert answer.status == 2, answer
    assert answer.out == ""
    lines = answer.err.strip().splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].startswith("ser-workbench: ")
    assert lines[0].endswith((".", "?"))
    assert "Traceback" not in answer.err
    for name in named:
        assert name in answer.err


def _files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*")}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_that_features_of_a_bad_file_are_refused_in_one_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    bad = BAD_FILES[kind](tmp_path)
    before = _files(tmp_path)
    answer = say(capsys, "features", bad, "--out", tmp_path / "f.npy", "--quiet")
    _assert_one_sentence(answer, "bad.wav")
    assert _files(tmp_path) == before


@pytest.mark.parametrize("kind", [*BAD_FILES, "silent"])
@pytest.mark.parametrize("is_noise", [False, True])
def test_that_mixing_a_bad_file_is_refused_in_one_sentence(
    kind: str, is_noise: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    if kind == "too short":
        pytest.skip("a short sound can be mixed")
    bad = _wav(tmp_path / "bad.wav", np.zeros(RATE_HZ)) if kind == "silent" else BAD_FILES[kind](tmp_path)
    good = _wav(tmp_path / "good.wav", _tone())
    before = _files(tmp_path)
    pair = [good, bad] if is_noise else [bad, good]
    answer = say(capsys, "mix", *pair, "--snr-db", 5, "--out", tmp_path / "m.wav")
    _assert_one_sentence(answer, "bad.wav")
    assert _files(tmp_path) == before


@pytest.mark.parametrize("verb", [["corpus", "check"], ["train", "--set", "corpus.folder="]])
@pytest.mark.parametrize("kind", ["missing", "empty", "without audio", "a file"])
def test_that_a_folder_that_is_no_corpus_is_refused_in_one_sentence(
    verb: list[str], kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "corpus"
    if kind in ("empty", "without audio"):
        folder.mkdir()
    if kind == "without audio":
        _text(folder / "notes.txt")
    if kind == "a file":
        _text(folder)
    words = [*verb[:-1], f"{verb[-1]}{folder}"] if verb[0] == "train" else [*verb, folder]
    workspace = ["--workspace", tmp_path / "w"] if verb[0] == "train" else []
    answer = say(capsys, *words, *workspace, "--quiet")
    _assert_one_sentence(answer, str(folder))
    assert not list((tmp_path / "w" / "runs").glob("*"))


def test_that_training_on_one_speaker_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    write_tone_corpus(tmp_path / "corpus", speakers={"only": "female"})
    answer = say(
        capsys, "train", "--set", f"corpus.folder={tmp_path / 'corpus'}", "--workspace", tmp_path / "w", "--quiet"
    )
    _assert_one_sentence(answer, "speaker")
    assert not list((tmp_path / "w" / "runs").glob("*"))


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise on Windows")
def test_that_a_read_only_workspace_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; the next test covers what root cannot write")
    folder = tmp_path / "w"
    folder.mkdir(mode=0o500)
    answer = say(capsys, "runs", "list", "--workspace", folder)
    _assert_one_sentence(answer, str(folder))


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a place where nobody may write")
def test_that_a_workspace_where_nobody_may_write_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]):
    _assert_one_sentence(say(capsys, "runs", "list", "--workspace", "/proc/workbench"), "/proc/workbench")


@pytest.mark.parametrize(
    "words", [["runs", "list"], ["runs", "show", "last"], ["resume", "last"], ["predict", "last", "a.wav"]]
)
def test_that_a_mistyped_workspace_is_refused_and_not_made(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    _assert_one_sentence(say(capsys, *words, "--workspace", tmp_path / "wokspace"), "wokspace", "check the path")
    assert not (tmp_path / "wokspace").exists()
    assert say(capsys, *words, "--workspace", "").status == 2
    assert recent_workspaces() == ()


def test_that_a_workspace_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = _text(tmp_path / "w")
    _assert_one_sentence(say(capsys, "runs", "list", "--workspace", file), str(file))


@pytest.mark.parametrize(
    "words",
    [
        ["train", "--set", "training.patience=many"],
        ["train", "--set", "training.patienc=3"],
        ["train", "--set", "nothing"],
        ["train", "missing.toml"],
        ["resume", "last"],
        ["predict", "nothing", "a.wav"],
        ["evaluate", "last", "--corpus", "x"],
        ["runs", "show", "2030"],
        ["runs", "delete", "last"],
        ["bench", "nothing"],
        ["corpus", "check", "x", "--reader", "nothing"],
        ["mix", "a.wav", "b.wav", "--snr-db", "1000", "--out", "c.wav"],
        ["mix", "a.wav", "b.wav", "--snr-db", "5", "--seed", "-1", "--out", "c.wav"],
    ],
)
def test_that_wrong_names_and_values_are_refused_in_one_sentence(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    takes_workspace = words[0] in ("train", "resume", "predict", "evaluate", "runs")
    answer = say(capsys, *words, *(["--workspace", "w"] if takes_workspace else []))
    _assert_one_sentence(answer)


def test_that_an_out_folder_that_does_not_exist_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = _wav(tmp_path / "good.wav", _tone())
    answer = say(capsys, "features", good, "--out", tmp_path / "no" / "f.npy")
    _assert_one_sentence(answer, str(tmp_path / "no"))


@pytest.mark.parametrize("verb", ["features", "mix"])
@pytest.mark.parametrize("place", ["a recording", "a link to it", "a folder", "a device"])
def test_that_writing_over_a_recording_a_folder_or_a_device_is_refused(
    verb: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    good, noise = _wav(tmp_path / "good.wav", _tone()), _wav(tmp_path / "noise.wav", _tone(0.5))
    out = {"a recording": good, "a folder": tmp_path / "f.wav", "a device": Path(os.devnull)}.get(
        place, tmp_path / "link.wav"
    )
    if place == "a folder":
        out.mkdir()
    if place == "a link to it":
        out.symlink_to(good)
    before, content = _files(tmp_path), good.read_bytes()
    words = ["mix", noise, good, "--snr-db", 5] if verb == "mix" else ["features", good]
    _assert_one_sentence(say(capsys, *words, "--out", out), str(out) if place != "a link to it" else str(good))
    assert (_files(tmp_path), good.read_bytes()) == (before, content)


def test_that_a_disk_that_is_full_leaves_no_half_features(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    resource = pytest.importorskip("resource")
    good = _wav(tmp_path / "good.wav", _tone())
    before = _files(tmp_path)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old[1]))
    try:
        answer = say(capsys, "features", good, "--out", tmp_path / "f.npy")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert answer.status != 0
    assert len(answer.err.strip().splitlines()) == 1
    assert _files(tmp_path) == before


@pytest.mark.parametrize("words", [[], ["dance"], ["mix"], ["features", "a.wav", "--kind", "plp", "--out", "x"]])
def test_that_wrong_words_exit_with_2(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert say(capsys, *words).status == 2
