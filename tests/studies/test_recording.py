# SPDX-License-Identifier: MIT
"""What is heard becomes a WAV, and what is said of it a table and a TextGrid in the time of that WAV."""

import csv
from pathlib import Path

import numpy as np
import pytest
from praatio import textgrid

from ser_workbench.audio.decode import look_at
from ser_workbench.live.events import BlockHeard
from ser_workbench.studies.recording import CUT_OFF, Recorded, Recording
from tests.presenters.live_events import EMOTIONS, block_of, utterance, utterance_view


def hear(recording: Recording, from_s: float, to_s: float) -> None:
    for first in range(round(from_s * 16000), round(to_s * 16000), 1600):
        recording.take(BlockHeard(block_of(np.full(1600, 0.1), first)))


def times_of(file: Path) -> list[tuple[float, float]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [(float(row["start_s"]), float(row["end_s"])) for row in csv.DictReader(stream)]


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """From the tenth to the fifteenth second of a stream."""
    recording = Recording(tmp_path / "now.wav", EMOTIONS)
    hear(recording, 10, 12)
    recording.take(utterance(1, 8.0, 9.0, "fear"))  # It was over before, and was told late.
    recording.take(utterance(2, 9.5, 11.0, "anger"))
    recording.take(utterance(3, 11.2, 11.9, "fear", "anger"))
    hear(recording, 12, 15)
    recording.take(utterance_view(13.0, 14.8, "sadness"))
    return recording.finish()


def test_that_times_are_those_of_the_file(recorded):
    assert recorded.seconds == look_at(recorded.sound).seconds == 5
    assert times_of(recorded.table) == [(0, 1), (1.2, 1.9), (3, 4.8)]


def test_that_praat_reads_the_same_beside_the_sound(recorded):
    grid = textgrid.openTextgrid(str(recorded.textgrid), includeEmptyIntervals=False)
    assert grid.maxTimestamp == 5
    assert [tuple(entry) for entry in grid.getTier("emotion").entries] == [
        (0, 1, "anger"),
        (pytest.approx(1.2), pytest.approx(1.9), "fear"),
        (3, pytest.approx(4.8), "sadness"),
    ]


def test_that_an_utterance_that_the_end_cuts_off_says_so(recorded):
    last = recorded.table.read_text(encoding="utf-8").splitlines()[-1]
    assert CUT_OFF in last


def test_that_the_table_is_whole_after_every_utterance(tmp_path):
    recording = Recording(tmp_path / "now.wav", EMOTIONS)
    hear(recording, 0, 3)
    recording.take(utterance(1, 0.5, 1.5, "fear"))
    assert times_of(tmp_path / "now.csv") == [(0.5, 1.5)]
    recording.finish()


def test_that_a_recording_of_nothing_leaves_no_file(tmp_path):
    with Recording(tmp_path / "now.wav", EMOTIONS):
        pass
    assert not list(tmp_path.iterdir())
