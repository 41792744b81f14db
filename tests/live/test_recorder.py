# SPDX-License-Identifier: MIT
"""A recording holds what was heard, whole to the second even where its writer is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.source import Block
from ser_workbench.errors import BadInputError
from ser_workbench.live.recorder import Recorder
from tests.corpora import make_tone

RECORDS_FOR_EVER = """
import sys
import numpy as np
from pathlib import Path
from ser_workbench.audio.source import Block
from ser_workbench.live.recorder import Recorder
recorder = Recorder(Path(sys.argv[1]))
for number in range(260):
    recorder.add(Block(np.full(320, 0.25, np.float32), 320 * number, 0.0, 0.25, False, 0))
print("recorded", flush=True)
sys.stdin.read()
"""


def block_of(samples: np.ndarray, first: int) -> Block:
    return Block(samples.astype(np.float32), first, 0.0, float(np.abs(samples).max()), False, 0)


def record(file: Path, samples: np.ndarray, first: int = 0, length: int = 500) -> Recorder:
    recorder = Recorder(file)
    for place in range(0, len(samples), length):
        recorder.add(block_of(samples[place : place + length], first + place))
    return recorder


def test_that_what_was_heard_is_recorded_to_the_last_bit_of_16(tmp_path):
    samples = np.rint(make_tone(440, seconds=1.3) * 32768) / 32768
    recorder = record(tmp_path / "now.wav", samples, first=48000)
    assert recorder.finish() == tmp_path / "now.wav"
    np.testing.assert_array_equal(read_audio(tmp_path / "now.wav"), samples.astype(np.float32))
    assert (recorder.origin_s, recorder.seconds) == (3.0, 1.3)
    assert [file.name for file in tmp_path.iterdir()] == ["now.wav"]


def test_that_louder_than_full_scale_is_clipped_and_not_wrapped(tmp_path):
    record(tmp_path / "loud.wav", np.array([1.5, -1.5, 1.0])).finish()
    np.testing.assert_allclose(read_audio(tmp_path / "loud.wav"), [32767 / 32768, -1, 32767 / 32768])


def test_that_silence_stands_where_the_device_was_away(tmp_path):
    with Recorder(tmp_path / "gap.wav") as recorder:
        recorder.add(block_of(np.full(1600, 0.5), 800))
        recorder.add(block_of(np.full(1600, 0.5), 800 + 1600 + 40000))
    heard = read_audio(tmp_path / "gap.wav")
    assert len(heard) == 1600 + 40000 + 1600
    assert not heard[1600:-1600].any()
    assert (heard[-1600:] == 0.5).all()


def test_that_a_killed_program_loses_a_second_and_no_more(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDS_FOR_EVER, str(tmp_path / "killed.wav")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline().strip() == b"recorded"
        os.kill(process.pid, signal.SIGKILL)
    part = tmp_path / "killed.wav.part"
    heard = read_audio(part.rename(tmp_path / "saved.wav"))
    assert 5.2 - 1 <= len(heard) / 16000 <= 5.2
    assert (heard == 0.25).all()


def test_that_a_recording_of_nothing_leaves_nothing(tmp_path):
    Recorder(tmp_path / "empty.wav").finish()
    assert not list(tmp_path.iterdir())


def test_that_finishing_twice_is_finishing_once(tmp_path):
    recorder = record(tmp_path / "now.wav", make_tone(440))
    assert recorder.finish() == recorder.finish()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.mp3", "ends in .wav"),
        ("none/a.wav", "does not exist"),
        ("there.wav", "is there already"),
        ("cut.wav", "was broken off"),
        ("told.wav", r"told\.csv, which would lie beside"),
        ("annotated.wav", r"annotated\.TextGrid, which would lie beside"),
    ],
)
def test_that_a_place_that_cannot_be_recorded_to_is_told(tmp_path, name, what):
    users = ["annotated.TextGrid", "cut.wav.part", "there.wav", "told.csv"]
    for there in users:
        (tmp_path / there).touch()
    with pytest.raises(BadInputError, match=what):
        Recorder(tmp_path / name)
    assert sorted(file.name for file in tmp_path.iterdir()) == users


def test_that_a_recording_ends_where_a_wav_can_hold_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr("ser_workbench.live.recorder.LONGEST_S", 1)
    recorder = record(tmp_path / "long.wav", make_tone(440, seconds=2), length=1600)
    assert recorder.is_full
    recorder.finish()
    assert len(read_audio(tmp_path / "long.wav")) == 16000
