# SPDX-License-Identifier: MIT
"""The tape does what the window wishes, and a disk that takes no more ends the recording alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.live.events import BlockHeard
from ser_workbench.live.recorder import part_of
from ser_workbench.presenters.live_recording import RecordingEnded, RecordingGoesOn, Tape, Wishes, name_recording
from ser_workbench.progress import Event
from tests.presenters.live_events import EMOTIONS, block_of


def feed(tape: Tape, seconds: float, first_s: float = 0.0) -> list[Event]:
    told: list[Event] = []
    for first in range(round(first_s * 16000), round((first_s + seconds) * 16000), 1600):
        told += tape.take(BlockHeard(block_of(np.full(1600, 0.25), first)))
    return told


@contextmanager
def files_no_longer_than(count: int) -> Iterator[None]:
    """As on a disk that is full after so many bytes."""
    resource = pytest.importorskip("resource")  # Windows knows no limit to the size of a file.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_that_two_recordings_follow_each_other(tmp_path):
    wishes = Wishes()
    with Tape(wishes, EMOTIONS) as tape:
        assert feed(tape, 0.5) == []
        wishes.file = tmp_path / "one.wav"
        assert feed(tape, 0.2)[-1] == RecordingGoesOn(tmp_path / "one.wav", 0.2)
        wishes.file = tmp_path / "two.wav"
        told = feed(tape, 0.3)
        assert told[0] == RecordingEnded(tmp_path / "one.wav", 0.2)
        wishes.file = None
        assert feed(tape, 0.1) == [RecordingEnded(tmp_path / "two.wav", pytest.approx(0.3))]
    assert len(read_audio(tmp_path / "two.wav")) == 4800


def test_that_two_recordings_of_one_second_have_two_names(tmp_path):
    at = datetime(2026, 11, 23, 9, 5, 7, tzinfo=UTC)
    names = []
    for ending in ("", ".part", ""):
        file = name_recording(tmp_path, at)
        names.append(file.name)
        file.with_name(file.name + ending).touch()
    assert names == ["2026-11-23 09-05-07.wav", "2026-11-23 09-05-07 (2).wav", "2026-11-23 09-05-07 (3).wav"]


def test_that_leaving_finishes_the_recording(tmp_path):
    wishes = Wishes()
    wishes.file = tmp_path / "new" / "one.wav"
    with Tape(wishes, EMOTIONS) as tape:
        feed(tape, 0.2)
    assert len(read_audio(wishes.file)) == 3200


def test_that_a_file_that_is_there_is_not_written_over(tmp_path):
    wishes = Wishes()
    wishes.file = tmp_path / "one.wav"
    wishes.file.touch()
    with Tape(wishes, EMOTIONS) as tape:
        told = feed(tape, 0.3)
    assert len(told) == 1  # Told once, and not tried again.
    assert isinstance(told[0], RecordingEnded)
    assert "is there already" in told[0].failure


def test_that_a_full_disk_ends_the_recording_and_keeps_what_is_on_it(tmp_path):
    wishes = Wishes()
    wishes.file = tmp_path / "one.wav"
    with Tape(wishes, EMOTIONS) as tape, files_no_longer_than(80_000):
        told = feed(tape, 5)
        (ended,) = [event for event in told if isinstance(event, RecordingEnded)]
        assert told[-1] is ended
        assert "one.wav.part" in ended.failure  # Where what was recorded is left.
    left = part_of(wishes.file)
    heard = read_audio(left.rename(tmp_path / "saved.wav"))
    assert (heard == 0.25).all()
    assert len(heard) >= 2 * 16000
