# SPDX-License-Identifier: MIT
"""What the check finds in a corpus that is good, and in one that has every fault."""

import json
import shutil

import numpy as np
import pytest

from ser_workbench.corpus.check import check_corpus
from ser_workbench.progress import Progress, run_steps
from tests.corpora import make_tone, write_files, write_table, write_tone_corpus, write_wav
from tests.corpus.opening import checked, opened, problems_of


def test_that_a_good_corpus_has_no_problems_and_its_json_is_as_documented(tmp_path):
    report = checked(write_tone_corpus(tmp_path)).to_json()
    assert json.loads(json.dumps(report)) == {
        "reader": "manifest",
        "utterances": 18,
        "speakers": 3,
        "genders": {"female": 2, "male": 1},
        "emotions": {"anger": 6, "happiness": 6, "sadness": 6},
        "seconds": pytest.approx(9 * 0.3 + 9 * 0.33, abs=0.01),
        "problems": [],
    }


def test_that_every_fault_of_a_file_is_found(tmp_path):
    tone = make_tone(440)
    write_wav(tmp_path / "03a01Wa.wav", tone)
    write_wav(tmp_path / "03a02Wa.wav", np.zeros(8000, dtype=np.float32))
    write_wav(
        tmp_path / "03a04Wa.wav", np.where(np.arange(8000) == 10, np.nan, 0.1).astype(np.float32), subtype="FLOAT"
    )
    write_wav(tmp_path / "03a05Wa.wav", np.clip(5 * tone, -1, 1))
    write_wav(tmp_path / "03a07Wa.wav", tone[:200])
    (tmp_path / "03b01Wa.wav").write_bytes(b"")
    (tmp_path / "03b02Wa.wav").write_text("text", encoding="utf-8")
    shutil.copy(tmp_path / "03a01Wa.wav", tmp_path / "08a01Na.wav")
    problems = problems_of(checked(tmp_path))
    clipped = problems.pop("03a05Wa.wav")
    assert clipped.startswith("is clipped: ")
    assert clipped.endswith(
        " % of its samples stand at full scale; record it again at a lower level.".replace(" %", "%")
    )
    assert problems == {
        "03a02Wa.wav": "is silent; remove it or record it again.",
        "03a04Wa.wav": "holds NaN or infinite samples; remove it or export it again.",
        "03a07Wa.wav": "is too short: 12.5 ms, less than a window of 25 ms; remove or record it again.",
        "03b01Wa.wav": "holds no samples; remove it or record it again.",
        "03b02Wa.wav": "cannot be read as audio; remove it or export it again.",
        "08a01Na.wav": (
            "has the same content as 03a01Wa.wav but another speaker (08, 03) and emotion (neutral, anger); "
            "keep one of them, and see whether 08 and 03 are one speaker under two names."
        ),
    }


def test_that_a_corpus_of_many_rates_is_told_once(tmp_path):
    for name, rate_hz in (("03a01Wa", 16000), ("08a01Wa", 22050), ("09a01Wa", 44100), ("10a01Wa", 48000)):
        tone = make_tone(440, rate_hz=rate_hz)
        write_wav(tmp_path / f"{name}.wav", np.stack([tone, tone * 0.5, tone * 0.1], axis=1), rate_hz)
    report = checked(tmp_path)
    (problem,) = report.problems
    assert (problem.file, problem.kind) == (".", "rate")
    assert problem.problem.startswith("holds recordings of several rates (16,000 Hz: 1, 22,050 Hz: 1, 44,100 Hz: 1")
    assert report.corpus.seconds == pytest.approx(0.8)


def test_that_a_corpus_of_one_speaker_is_a_problem_of_the_whole(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav", "03a02Na.wav"])
    assert problems_of(checked(tmp_path)) == {
        ".": "has only one speaker (03); training and testing by speaker needs at least three."
    }


def test_that_a_speaker_with_two_genders_is_named_once(tmp_path):
    write_files(tmp_path, ["a.wav", "b.wav", "c.wav", "d.wav"])
    rows = [("file", "speaker", "gender", "emotion"), ("a.wav", "s1", "f", "anger"), ("b.wav", "s1", "m", "anger")]
    rows += [("c.wav", "s1", "m", "anger"), ("d.wav", "s2", "", "anger")]
    write_table(tmp_path / "m.csv", rows)
    assert problems_of(checked(tmp_path)) == {
        "b.wav": "calls the speaker s1 male, but a.wav says female; correct one of them."
    }


def test_that_a_file_that_vanishes_meanwhile_becomes_a_problem(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    corpus.utterances[0].file.unlink()
    events = []
    report = run_steps(check_corpus(corpus), events.append)
    assert Progress("Checking recordings", 18, 18, "files") in events
    assert problems_of(report) == {
        corpus.utterances[0].id: "cannot be read as audio; remove it or export it again.",
    }
