# SPDX-License-Identifier: MIT
"""The player, with a loudspeaker that hands out its blocks by hand."""

import numpy as np
import pytest

from ser_workbench.audio.playback import Fill, Player, open_loudspeaker
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import AudioDeviceError
from tests.audio.sounds import hiss, tone


class Loudspeaker:
    """Plays a block when it is told to."""

    def __init__(self, rate: int, fill: Fill) -> None:
        self.sample_rate_hz = float(rate)
        self.fill = fill
        self.is_started = False
        self.is_closed = False
        self.heard: list[float] = []

    def start(self) -> None:
        self.is_started = True

    def close(self) -> None:
        self.is_closed = True

    def ask(self, frames: int) -> None:
        block = np.full((frames, 1), 9.0, np.float32)
        self.fill(block)
        self.heard += block[:, 0].tolist()


class Room:
    """Opens loudspeakers and remembers them; `rate` is the only one they know, if given."""

    def __init__(self, rate: int | None = None) -> None:
        self.rate = rate
        self.opened: list[Loudspeaker] = []

    def open(self, rate: int, fill: Fill) -> Loudspeaker:
        self.opened.append(Loudspeaker(self.rate or rate, fill))
        return self.opened[-1]


def play_all(player: Player, room: Room, samples: Samples, rate: int) -> list[float]:
    player.play(samples, rate)
    while player.is_playing:
        room.opened[-1].ask(100)
    return room.opened[-1].heard


def test_that_every_sample_is_heard_once_and_then_silence() -> None:
    room = Room()
    samples = hiss(0.02)
    heard = play_all(Player(room.open), room, samples, 16000)
    assert heard[: len(samples)] == samples.tolist()
    assert not any(heard[len(samples) :])


def test_that_the_position_follows_what_was_given() -> None:
    room = Room()
    player = Player(room.open)
    player.play(hiss(1.0), 16000)
    assert (player.is_playing, player.position_s) == (True, 0.0)
    room.opened[0].ask(4000)
    assert player.position_s == pytest.approx(0.25)
    room.opened[0].ask(16000)
    assert (player.is_playing, player.position_s) == (False, 1.0)


def test_that_stop_closes_the_loudspeaker_and_may_be_called_twice() -> None:
    room = Room()
    player = Player(room.open)
    player.play(hiss(), 16000)
    player.stop()
    player.stop()
    assert room.opened[0].is_closed
    assert not player.is_playing


def test_that_playing_again_stops_what_played() -> None:
    room = Room()
    player = Player(room.open)
    player.play(hiss(), 16000)
    room.opened[0].ask(500)
    player.play(hiss(), 16000)
    assert room.opened[0].is_closed
    assert player.position_s == 0


def test_that_a_loudspeaker_of_another_rate_hears_the_same_pitch() -> None:
    room = Room(rate=48000)
    heard = np.array(play_all(Player(room.open), room, tone(1000, 0.5), 16000))[:24000]
    assert np.argmax(np.abs(np.fft.rfft(heard))) * 48000 / len(heard) == pytest.approx(1000, abs=3)


def test_that_without_a_loudspeaker_one_sentence_says_so() -> None:
    def refuse(rate: int, fill: Fill) -> Loudspeaker:
        raise AudioDeviceError("No loudspeaker can be opened (none); connect one and try again.")

    player = Player(refuse)
    with pytest.raises(AudioDeviceError, match="connect one"):
        player.play(hiss(), 16000)
    assert not player.is_playing


def test_that_this_machine_either_opens_a_loudspeaker_or_says_what_is_missing() -> None:
    sentence = "none needed."
    try:
        open_loudspeaker(16000, lambda block: False).close()
    except AudioDeviceError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
