# SPDX-License-Identifier: MIT
"""The real path: what paplay plays into a PulseAudio of our own is recorded through PortAudio."""

import ctypes
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ser_workbench.audio.microphone import Microphone, MicrophoneFacts, find_microphone, list_microphones
from ser_workbench.audio.portaudio import look_for_devices
from ser_workbench.audio.recording_device import RecordingProcess
from ser_workbench.audio.source import Back, Block, Heard, Lost
from ser_workbench.errors import AudioDeviceError
from tests.audio.sound_server import SoundServer, write_16_bit
from tests.audio.sounds import hiss


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    server = SoundServer(tmp_path / "p", monkeypatch)
    server.start(16000)
    try:
        if not any(facts.name == "pulse" for facts in list_microphones()):
            pytest.skip("PortAudio has no device 'pulse' here (libasound2-plugins)")
        yield server
    finally:
        server.stop()
        monkeypatch.undo()
        look_for_devices()


def at_16_khz() -> list[MicrophoneFacts]:
    """The server's microphone at the rate that it has: nobody on the way resamples."""
    return [replace(find_microphone(list_microphones(), "pulse"), sample_rate_hz=16000.0)]


def hear_until(microphone: Microphone, kind: type, within_s: float = 8.0) -> list[Heard]:
    heard: list[Heard] = []
    deadline = time.monotonic() + within_s
    while not heard or not isinstance(heard[-1], kind):
        assert time.monotonic() < deadline, f"no {kind.__name__} within {within_s} s"
        if (one := microphone.read(0.1)) is not None:
            heard.append(one)
    return heard


@pytest.mark.sound
def test_that_what_is_played_is_recorded_sample_for_sample_and_soon(server: SoundServer, tmp_path: Path):
    # Silence first: into a null sink that runs already PulseAudio mixes a new stream some 20 ms too late.
    played = write_16_bit(tmp_path / "a.wav", np.concatenate([np.zeros(4800, np.float32), hiss(1.0)]), 16000)
    microphone = Microphone("pulse", look=at_16_khz)
    hear_until(microphone, Block)
    player = server.play(tmp_path / "a.wav")
    ctypes.PyDLL(None).usleep(400_000)  # Nothing of Python's runs meanwhile, as under a big plot.
    blocks: list[Block] = []
    late_s: list[float] = []
    while player.poll() is None or blocks[-1].peak > 0:
        block = microphone.read(3.0)
        assert isinstance(block, Block)
        blocks.append(block)
        late_s.append(time.monotonic() - block.heard_at)
    microphone.close()
    recorded = np.concatenate([block.samples for block in blocks])
    said, heard = np.trim_zeros(played), np.trim_zeros(recorded)
    assert np.array_equal(heard, said)
    assert blocks[-1].overruns == 0
    assert np.median(late_s) < 0.5


@pytest.mark.sound
def test_that_a_microphone_that_is_taken_away_and_given_back_is_heard_again(server: SoundServer):
    microphone = Microphone(look=at_16_khz)
    hear_until(microphone, Block)
    server.unplug()
    assert isinstance(hear_until(microphone, Lost)[-1], Lost)
    assert microphone.read(0.5) is None
    server.plug_in(16000)
    back = hear_until(microphone, Back)
    assert [type(one) for one in back] == [Back], "it was said once that it was gone"
    assert hear_until(microphone, Block)
    microphone.close()


@pytest.mark.sound
def test_that_a_recording_that_dies_is_a_microphone_that_is_gone_and_comes_back(server: SoundServer):
    recordings: list[RecordingProcess] = []

    def record(*words: Any) -> RecordingProcess:
        recordings.append(RecordingProcess(*words))
        return recordings[-1]

    microphone = Microphone(look=at_16_khz, open_device=record)
    hear_until(microphone, Block)
    recordings[0]._process.kill()
    hear_until(microphone, Lost)
    hear_until(microphone, Back)
    microphone.close()
    assert len(recordings) == 2


def test_that_a_recording_ends_with_the_program_that_began_it():
    recording = RecordingProcess("Nobody", 0, 16000.0, 1, 20, is_patient=True)
    assert recording.is_active
    assert recording._process.stdin is not None
    recording._process.stdin.close()
    recording._process.wait(20)
    recording.close()
    assert not recording.is_active


def test_that_a_recording_that_still_waits_for_its_device_is_closed_at_once():
    recording = RecordingProcess("Nobody", 0, 16000.0, 1, 20, is_patient=True)
    began = time.monotonic()
    recording.close()
    recording.close()
    assert time.monotonic() - began < 5
    assert recording._process.returncode is not None


def test_that_a_device_that_cannot_be_opened_is_one_sentence():
    try:
        list_microphones()
    except AudioDeviceError:
        pytest.skip("PortAudio is not here")
    with pytest.raises(AudioDeviceError, match=r"'Nobody' cannot be opened \(.*\); connect it"):
        RecordingProcess("Nobody", 999, 16000.0, 1, 20)
