# SPDX-License-Identifier: MIT
"""A file heard block by block against the same file decoded at once."""

import threading
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.audio.decode import read_audio, read_channels, stream_channels
from ser_workbench.audio.file_source import FileSource
from ser_workbench.audio.source import Block, Ended
from ser_workbench.errors import NonFiniteAudioError, UnreadableAudioError
from tests.audio.sounds import hiss, tone
from tests.video_files import Track, write_video


def hear_all(source: FileSource) -> list[Block]:
    blocks = []
    while isinstance(heard := source.read(1.0), Block):
        blocks.append(heard)
    assert isinstance(heard, Ended)
    return blocks


def written(file: Path, rate: int, channels: int, seconds: float = 1.3) -> Path:
    sound = np.random.default_rng(3).normal(0, 0.1, (round(rate * seconds), channels))
    soundfile.write(file, sound, rate)
    return file


@pytest.mark.parametrize(
    ("name", "rate", "channels"),
    [("a.wav", 16000, 1), ("b.wav", 44100, 2), ("c.flac", 48000, 3), ("d.ogg", 22050, 1), ("e.mp3", 44100, 2)],
)
def test_that_a_file_is_heard_as_the_samples_that_read_audio_gives(tmp_path: Path, name: str, rate: int, channels: int):
    file = written(tmp_path / name, rate, channels)
    source = FileSource(file, is_paced=False)
    blocks = hear_all(source)
    assert (source.name, source.sample_rate_hz) == (name, rate)
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), read_audio(file))
    assert [block.first for block in blocks[:2]] == [0, len(blocks[0].samples)]


def test_that_an_mp3_whose_frames_borrow_from_those_before_is_heard_as_read_audio_gives_it(tmp_path: Path):
    rng = np.random.default_rng(0)
    bursts = np.repeat(rng.uniform(0, 1, 60) ** 4, 800) * rng.normal(0, 0.2, 48000)
    soundfile.write(tmp_path / "bursts.mp3", bursts, 16000)
    blocks = hear_all(FileSource(tmp_path / "bursts.mp3", is_paced=False))
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), read_audio(tmp_path / "bursts.mp3"))


def test_that_a_video_is_heard_as_the_samples_that_read_audio_gives(tmp_path: Path):
    file = tmp_path / "a.mp4"
    write_video(file, [Track(tone(500, 2.0, rate=44100), 44100)])
    joined = np.concatenate([block.samples for block in hear_all(FileSource(file, is_paced=False))])
    assert np.array_equal(joined, read_audio(file))


@pytest.mark.parametrize("name", ["a.wav", "a.mp4"])
def test_that_no_piece_is_longer_than_asked_however_a_file_is_coded(tmp_path: Path, name: str):
    file = tmp_path / name
    sound = hiss(0.5)
    if name == "a.mp4":
        write_video(file, [Track(sound, 16000)])
    else:
        soundfile.write(file, sound, 16000)
    pieces = list(stream_channels(file, 100))
    assert max(map(len, pieces)) == 100
    assert np.array_equal(np.concatenate(pieces), read_channels(file)[0])


def test_that_at_real_time_each_block_comes_when_it_would_be_heard(tmp_path: Path):
    source = FileSource(written(tmp_path / "a.wav", 16000, 1, 0.4), is_paced=True)
    began = time.monotonic()
    assert source.read(0.001) is None, "its first 40 ms are not over yet"
    late = []
    while not isinstance(heard := source.read(0.5), Ended):
        assert isinstance(heard, Block)
        late.append(time.monotonic() - heard.heard_at)
        assert heard.heard_at - began == pytest.approx(heard.end_s, abs=0.05)
    assert len(late) == 10
    assert min(late) >= 0
    assert time.monotonic() - began >= 0.4


def test_that_closing_wakes_the_one_who_waits_and_nothing_comes_after(tmp_path: Path):
    soundfile.write(tmp_path / "a.wav", hiss(5.0), 16000)
    source = FileSource(tmp_path / "a.wav", is_paced=True)
    heard: list[object] = []

    def listen() -> None:
        while (block := source.read(30.0)) is not None:
            heard.append(block)

    listener = threading.Thread(target=listen)
    listener.start()
    source.close()
    source.close()
    listener.join(2)
    assert not listener.is_alive()
    assert source.read(0.1) is None


def test_that_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path: Path):
    soundfile.write(tmp_path / "long.wav", np.zeros((8000 * 300, 1), np.int16), 8000)  # 19 MB of float samples.
    source = FileSource(tmp_path / "long.wav", is_paced=False)
    tracemalloc.start()
    seconds = 0.0
    while isinstance(heard := source.read(0), Block):
        seconds = heard.end_s
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds == 300
    assert peak < 1e6


def test_that_what_is_damaged_in_the_middle_is_said_when_it_is_reached(tmp_path: Path):
    sound = np.zeros(16000, np.float32)
    sound[8000] = np.nan
    soundfile.write(tmp_path / "a.wav", sound, 16000, subtype="FLOAT")
    source = FileSource(tmp_path / "a.wav", is_paced=False)
    for _ in range(12):
        assert isinstance(source.read(0), Block)
    with pytest.raises(NonFiniteAudioError, match=r"a\.wav"):
        source.read(0)


def test_that_a_file_that_is_none_is_refused_before_anything_is_heard(tmp_path: Path):
    with pytest.raises(UnreadableAudioError, match="no file"):
        FileSource(tmp_path / "none.wav", is_paced=True)
