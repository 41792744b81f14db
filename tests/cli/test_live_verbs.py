# SPDX-License-Identifier: MIT
"""`live` and `predict` on a talk of several voices, as a person and as another program meet them."""

import json
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from praatio import textgrid

from ser_workbench.audio.decode import read_audio
from ser_workbench.cli.use_verbs import UNCALIBRATED
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import read_table
from ser_workbench.runs.workspace import Workspace
from tests.cli.words import say
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.runs.trained import TINY
from tests.studies.talk import write_talk

VOICES = 3


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a finished run."""
    folder = tmp_path_factory.mktemp("cli")
    write_tone_corpus(folder / "tones")
    write_noise_folder(folder / "noise")
    named = {"corpus.folder": str(folder / "tones"), "noise.folder": str(folder / "noise")}
    settings = ExperimentSettings().changed({"model.name": "fst-cldnn-log-mel", **TINY, **named})
    run_steps(run_experiment(settings, Workspace(folder / "workspace")))
    return folder / "workspace"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A talk of three voices."""
    write_talk(tmp_path / "talk.wav", VOICES)
    return tmp_path / "talk.wav"


def _lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_that_live_and_predict_say_the_same_of_a_file(workspace: Path, talk: Path, capsys: pytest.CaptureFixture[str]):
    here = ["--workspace", workspace, "--json", "--quiet"]
    heard = _lines(say(capsys, "live", "last", "--file", talk, "--fast", *here).out)
    (said,) = json.loads(say(capsys, "predict", "last", talk, "--segments", *here).out)
    assert set(said) == {"file", "emotion", "probabilities", "segments"}
    utterances = [line for line in heard if line["event"] == "utterance"]
    assert len(utterances) == len(said["segments"]) == VOICES
    for utterance, segment in zip(utterances, said["segments"], strict=True):
        assert set(segment) < set(utterance)
        shares = segment.pop("probabilities")
        assert utterance["probabilities"] == pytest.approx(shares, abs=1e-6)
        assert {key: utterance[key] for key in segment} == segment
    assert heard[-1] == {
        "event": "ended",
        "seconds": round(len(read_audio(talk)) / 16000, 3),
        "utterances": VOICES,
        "overruns": 0,
        "recorded": None,
    }
    running = [line for line in heard if line["event"] == "running"]
    assert running[0]["end_s"] == pytest.approx(1, abs=0.1)
    assert {line["has_speech"] for line in running} == {True, False}


def test_that_a_person_reads_a_line_an_utterance(workspace: Path, talk: Path, capsys: pytest.CaptureFixture[str]):
    answer = say(capsys, "live", "last", "--file", talk, "--fast", "--workspace", workspace, "--set", "pause_ms=300")
    lines = [line for line in answer.out.splitlines() if not line.startswith("    ")]
    assert answer.status == 0
    assert len(lines) == VOICES + 1
    assert lines[0].startswith("0:00.")
    assert lines[-1].startswith(f"{VOICES} utterances in 0:0")


def test_that_what_the_promise_rests_on_is_said_where_the_level_is_chosen(
    workspace: Path, talk: Path, capsys: pytest.CaptureFixture[str]
):
    answer = say(capsys, "live", "last", "--file", talk, "--fast", "--workspace", workspace, "--level", "0.95")
    assert "a new speaker is not drawn from the same hat" in answer.err
    assert "A coverage of 95 % needs 19 validation utterances" in answer.err


def _interrupt_after(file: Path, seconds: float) -> None:
    """Press Ctrl+C so long after the file has appeared."""
    nothing = threading.Event()
    while not file.exists() and threading.main_thread().is_alive():
        nothing.wait(0.01)
    nothing.wait(seconds)
    signal.raise_signal(signal.SIGINT)


def test_that_ctrl_c_ends_listening_cleanly_with_the_utterance_it_cut_and_the_recording(
    workspace: Path, talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ["live", "last", "--file", talk, "--record", tmp_path / "kept.wav", "--workspace", workspace, "--json"]
    interrupt = threading.Thread(target=_interrupt_after, args=(tmp_path / "kept.wav.part", 2.2))
    before = signal.getsignal(signal.SIGINT)
    interrupt.start()
    answer = say(capsys, *words)
    interrupt.join()
    assert answer.status == 0
    lines = _lines(answer.out)
    assert lines[-1]["event"] == "ended"
    assert lines[-1]["recorded"] == str(tmp_path / "kept.wav")
    assert 1.5 < lines[-1]["seconds"] < 4
    assert signal.getsignal(signal.SIGINT) is before
    utterances = [line for line in lines if line["event"] == "utterance"]
    assert [line["is_cut"] for line in utterances] == [True]
    kept = read_audio(tmp_path / "kept.wav")
    assert len(kept) / 16000 == pytest.approx(lines[-1]["seconds"], abs=1e-3)
    assert [row["emotion"] for row in read_table(tmp_path / "kept.csv")] == [line["emotion"] for line in utterances]
    assert textgrid.openTextgrid(str(tmp_path / "kept.TextGrid"), includeEmptyIntervals=False).tierNames


def test_that_segments_are_written_for_a_spreadsheet_and_for_praat(
    workspace: Path, talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write_talk(tmp_path / "other.wav", voices=1)
    (tmp_path / "grids").mkdir()
    places = ["--csv", tmp_path / "said.csv", "--textgrid", tmp_path / "grids", "--workspace", workspace]
    answer = say(capsys, "predict", "last", talk, tmp_path / "other.wav", *places)
    assert (answer.status, "talk.wav" in answer.out) == (0, True)
    rows = read_table(tmp_path / "said.csv")
    assert [Path(row["file"]).name for row in rows] == ["talk.wav"] * VOICES + ["other.wav"]
    grid = textgrid.openTextgrid(str(tmp_path / "grids" / "talk.TextGrid"), includeEmptyIntervals=False)
    spans = [(entry.start, entry.end, entry.label) for entry in grid.getTier("emotion").entries]
    assert spans == [(float(row["start_s"]), float(row["end_s"]), row["emotion"]) for row in rows[:VOICES]]
    assert sorted(file.name for file in (tmp_path / "grids").iterdir()) == ["other.TextGrid", "talk.TextGrid"]


def test_that_a_person_is_told_the_doubts_of_segments_and_what_is_not_calibrated(
    workspace: Path, talk: Path, capsys: pytest.CaptureFixture[str]
):
    here = ["--workspace", workspace]
    (said,) = json.loads(say(capsys, "predict", "last", talk, "--segments", "--json", *here).out)
    doubts = [doubt for segment in said["segments"] for doubt in segment["doubts"]]
    assert doubts
    segments = " ".join(say(capsys, "predict", "last", talk, "--segments", *here).out.split())
    assert all(" ".join(doubt.split()) in segments for doubt in doubts)
    assert UNCALIBRATED not in segments
    assert UNCALIBRATED in " ".join(say(capsys, "predict", "last", talk, *here).out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["live"], "No run is named"),
        (["live", "last", "--fast"], "--fast"),
        (["live", "last", "--file", "talk.wav", "--channel", "1"], "--channel"),
        (["live", "last", "--file", "none.wav"], "There is no file none.wav"),
        (["live", "last", "--file", "talk.wav", "--level", "2"], "Coverage"),
        (["live", "last", "--file", "talk.wav", "--window", "9"], "Running view"),
        (["live", "last", "--file", "talk.wav", "--fast", "--record", "no/kept.wav"], "The folder no"),
        (["live", "last", "--file", "talk.wav", "--fast", "--record", "talk.wav"], "talk.wav is there already"),
        (["live", "last", "--file", "talk.wav", "--level", ""], "Coverage"),
        (["live", "last", "--file", "talk.wav", "--device", "x"], "not allowed with argument"),
        (["predict", "last", "talk.wav", "--csv", "talk.wav"], "--csv would overwrite the recording talk.wav"),
        (["predict", "last", "talk.wav", "--textgrid", "no/t.TextGrid"], "--textgrid"),
        (["predict", "last", "talk.wav", "--textgrid", ""], "--textgrid"),
        (["predict", "last", "talk.wav", "--textgrid", "said", "--csv", "./said"], "name two files"),
        (["predict", "last", "talk.wav", "a/talk.wav", "--textgrid", "."], "one name"),
        (["predict", "last", "talk.wav", "--set", "longest_whole_s=0"], "Judged as a whole"),
    ],
)
def test_that_wrong_words_are_told_in_a_sentence(
    words: list[str],
    said: str,
    workspace: Path,
    talk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(talk.parent)
    answer = say(capsys, *words, "--workspace", workspace, "--quiet")
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert [file.name for file in talk.parent.iterdir() if file.is_file()] == ["talk.wav"]


@pytest.mark.parametrize("words", [["last"], ["--list-devices"]])
def test_that_without_portaudio_one_sentence_says_so_and_live_names_the_way_out(
    words: list[str], workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    answer = say(capsys, "live", *words, "--workspace", workspace)
    assert (answer.status, answer.out) == (1, "")
    assert "sounddevice" in answer.err
    assert ("--file" in answer.err) == (words == ["last"])


def test_that_a_textgrid_that_is_there_is_not_written_over(
    workspace: Path, talk: Path, capsys: pytest.CaptureFixture[str]
):
    by_hand = talk.with_suffix(".TextGrid")
    by_hand.write_text("annotated by hand", encoding="utf-8")
    answer = say(capsys, "predict", "last", talk, "--textgrid", talk.parent, "--workspace", workspace, "--quiet")
    assert answer.status == 2
    assert "talk.TextGrid is there already" in answer.err
    assert by_hand.read_text(encoding="utf-8") == "annotated by hand"


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["live", "last", "--fast", "--file", "talk.wav", "--record"], "mine.wav"),
        (["predict", "last", "talk.wav", "--csv"], "mine.csv"),
        (["predict", "last", "talk.wav", "--textgrid"], "mine.TextGrid"),
    ],
)
def test_that_nothing_is_written_into_the_corpus_of_the_run(
    words: list[str],
    file: str,
    workspace: Path,
    talk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(talk.parent)
    place = workspace.parent / "tones" / file
    answer = say(capsys, *words, place, "--workspace", workspace, "--quiet")
    assert answer.status == 2
    assert "lies in the corpus" in answer.err
    assert not list(place.parent.glob("mine*"))
