# SPDX-License-Identifier: MIT
"""The segments of a recording as Praat, a spreadsheet and another program read them."""

import json
from pathlib import Path

import pytest
from praatio import textgrid

from ser_workbench.live.judgement import Judgement
from ser_workbench.runs.evaluation import FilePrediction
from ser_workbench.runs.whole_file import read_table
from ser_workbench.studies.segment_files import FileSegments, Segment, write_segment_table, write_textgrid

ANGER, FEAR = 'anger "hot"', "fear"
SURE = Segment(0.5, 1.5, Judgement({ANGER: 0.9, FEAR: 0.1}, (ANGER,), 0.9), ())
UNSURE = Segment(1.5, 4.5, Judgement({ANGER: 0.3, FEAR: 0.7}, (FEAR, ANGER), 0.9), ("It is loud.", "It is far."))
TALK = FileSegments("talk.wav", 6.0, (SURE, UNSURE))
HUSH = FileSegments("hush.wav", 40.0, ())
WHOLE = FilePrediction("short.wav", FEAR, {ANGER: 0.25, FEAR: 0.75})


def _spans(grid: textgrid.Textgrid, tier: str) -> list[tuple[float, float, str]]:
    return [(entry.start, entry.end, entry.label) for entry in grid.getTier(tier).entries]


def test_that_a_whole_recording_is_the_mean_of_its_segments_weighed_by_their_length():
    assert TALK.probabilities == pytest.approx({ANGER: (0.9 + 3 * 0.3) / 4, FEAR: (0.1 + 3 * 0.7) / 4})
    assert TALK.emotion == FEAR


def test_that_a_recording_without_speech_has_no_emotion():
    assert HUSH.to_json() == {"file": "hush.wav", "emotion": None, "probabilities": {}, "segments": []}


def test_that_a_segment_as_json_has_its_times_its_labels_and_its_doubts():
    said = json.loads(json.dumps(TALK.to_json()))["segments"][1]
    assert said == {
        "start_s": 1.5,
        "end_s": 4.5,
        "emotion": FEAR,
        "probabilities": {ANGER: 0.3, FEAR: 0.7},
        "label_set": [FEAR, ANGER],
        "unsure": True,
        "doubts": ["It is loud.", "It is far."],
    }


def test_that_praat_finds_the_segments_at_their_times_and_nothing_between_them(tmp_path: Path):
    write_textgrid(tmp_path / "talk.TextGrid", TALK)
    assert (tmp_path / "talk.TextGrid").read_text(encoding="utf-8").startswith('File type = "ooTextFile"')
    grid = textgrid.openTextgrid(str(tmp_path / "talk.TextGrid"), includeEmptyIntervals=True)
    assert grid.tierNames == ("emotion", "label set", "doubts")
    assert (grid.minTimestamp, grid.maxTimestamp) == (0, 6)
    assert _spans(grid, "emotion") == [(0, 0.5, ""), (0.5, 1.5, ANGER), (1.5, 4.5, FEAR), (4.5, 6, "")]
    assert [label for _, _, label in _spans(grid, "label set")] == ["", ANGER, f"{FEAR} | {ANGER}", ""]
    assert _spans(grid, "doubts") == [(0, 1.5, ""), (1.5, 4.5, "It is loud. It is far."), (4.5, 6, "")]
    assert [file.name for file in tmp_path.iterdir()] == ["talk.TextGrid"]


def test_that_praat_opens_a_recording_without_speech(tmp_path: Path):
    write_textgrid(tmp_path / "hush.TextGrid", HUSH)
    grid = textgrid.openTextgrid(str(tmp_path / "hush.TextGrid"), includeEmptyIntervals=True)
    assert [_spans(grid, name) for name in grid.tierNames] == [[(0, 40, "")]] * 3


def test_that_a_table_has_a_row_a_segment_and_one_for_a_recording_judged_as_a_whole(tmp_path: Path):
    write_segment_table(tmp_path / "said.csv", [TALK, WHOLE, HUSH], (ANGER, FEAR))
    first, second, whole = read_table(tmp_path / "said.csv")
    assert list(first) == ["file", "start_s", "end_s", "emotion", "unsure", "label_set", "doubts", ANGER, FEAR]
    assert list(first.values()) == ["talk.wav", "0.5", "1.5", ANGER, "no", ANGER, "", "0.9", "0.1"]
    assert second["label_set"] == f"{FEAR} | {ANGER}"
    assert (second["unsure"], second["doubts"]) == ("yes", "It is loud. It is far.")
    assert list(whole.values()) == ["short.wav", "", "", FEAR, "", "", "", "0.25", "0.75"]


def test_that_the_textgrid_of_a_single_sample_is_opened_again(tmp_path: Path):
    write_textgrid(tmp_path / "click.TextGrid", FileSegments("click.wav", 1 / 16000, ()))
    grid = textgrid.openTextgrid(str(tmp_path / "click.TextGrid"), includeEmptyIntervals=False)
    assert list(grid.tierNames) == ["emotion", "label set", "doubts"]
