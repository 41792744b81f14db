# SPDX-License-Identifier: MIT
"""Microphones by name, and one that is unplugged and plugged in again."""

import time

import numpy as np
import pytest

from ser_workbench.audio import microphone as room
from ser_workbench.audio.microphone import Microphone, find_microphone
from ser_workbench.audio.source import Back, Block, Heard, Lost
from ser_workbench.errors import AudioDeviceError, BadInputError
from tests.audio.plugged_devices import Plugs, facts

USB = facts("USB mic: Audio (hw:1,0)", 2, 48000.0, 1)
BUILT_IN = facts("Built-in", 2, 44100.0, 0, is_default=True)


@pytest.fixture(autouse=True)
def it_is_tried_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "RETRY_S", 0.02)


def frames(count: int, channels: int = 1, level: float = 0.1) -> np.ndarray:
    return np.random.default_rng(0).normal(0, level, (count, channels)).astype(np.float32)


def listening(plugs: Plugs, device: str | None = None, channel: int | None = None) -> Microphone:
    return Microphone(device, channel, look=plugs.look, open_device=plugs.open)


def next_heard(microphone: Microphone) -> Heard:
    heard = microphone.read(3.0)
    assert heard is not None
    return heard


def next_block(microphone: Microphone) -> Block:
    heard = next_heard(microphone)
    assert isinstance(heard, Block)
    return heard


def test_that_a_name_or_a_part_that_no_other_has_finds_a_microphone():
    assert find_microphone([BUILT_IN, USB], None) == BUILT_IN
    assert find_microphone([BUILT_IN, USB], "usb") == USB
    assert find_microphone([BUILT_IN, USB], "Built-in") == BUILT_IN
    headset = facts("Built-in headset", index=2)
    assert find_microphone([headset, BUILT_IN], "built-in") == BUILT_IN, "a whole name goes before a part"


def test_that_a_card_is_found_again_though_alsa_gave_it_another_number():
    moved = facts("USB mic: Audio (hw:3,0)", 2, 48000.0, 4)
    other = facts("USB mic: Audio 2 (hw:1,0)", index=5)
    assert find_microphone([BUILT_IN, other, moved], USB.name) == moved


def test_that_of_the_same_device_through_several_systems_that_of_the_default_is_taken():
    same = [facts("Jack", index=1, host="MME"), facts("Jack", index=2, host="WASAPI")]
    assert find_microphone([facts("Own", host="WASAPI", is_default=True), *same], "jack").index == 2


@pytest.mark.parametrize(
    ("present", "wanted", "sentence"),
    [
        ([], None, "There is no microphone; plug one in"),
        ([BUILT_IN], "Røde", "There is no microphone 'Røde'; there is Built-in."),
        ([facts("USB a"), facts("USB b")], "usb", r"'usb' in their name \(USB a, USB b\); name more of it"),
    ],
)
def test_that_a_microphone_that_is_not_there_is_one_sentence(present: list, wanted: str | None, sentence: str):
    with pytest.raises((AudioDeviceError, BadInputError), match=sentence):
        find_microphone(present, wanted)


def test_that_a_channel_that_is_not_there_is_one_sentence_that_names_the_others():
    with pytest.raises(BadInputError, match="has no channel 3; choose a channel from 1 to 2"):
        listening(Plugs(USB), channel=3)


@pytest.mark.parametrize("channel", [1, 2])
def test_that_a_chosen_channel_is_recorded_with_its_neighbour_and_heard_alone(channel: int):
    plugs = Plugs(facts("Two", 2))
    microphone = listening(plugs, channel=channel)
    sound = frames(320, 2)
    plugs.opened[0].deliver(sound)
    assert plugs.opened[0].channels == 2, "asked for one channel, a sound server gives the mean of two"
    assert np.array_equal(next_block(microphone).samples, sound[:, channel - 1])


def test_that_of_many_channels_the_mean_of_the_first_two_is_heard():
    plugs = Plugs(facts("pulse", 32))
    microphone = listening(plugs)
    sound = frames(320, 2)
    plugs.opened[0].deliver(sound)
    assert plugs.opened[0].channels == 2
    assert next_block(microphone).samples == pytest.approx(sound.mean(axis=1))


@pytest.mark.parametrize("rate", [8000, 44100, 48000])
def test_that_a_device_of_another_rate_is_heard_at_16_khz_at_its_own_pace(rate: int):
    plugs = Plugs(facts("any", rate=float(rate)))
    microphone = listening(plugs)
    piece = rate // 50
    for sound in np.split(frames(piece * 100), 100):
        plugs.opened[0].deliver(sound)
    plugs.opened[0].unplug()
    samples = 0
    while isinstance(heard := next_heard(microphone), Block):
        assert heard.first == samples
        samples += len(heard.samples)
    assert microphone.sample_rate_hz == rate
    assert samples == 32000


def test_that_an_unplugged_device_is_said_once_and_heard_again_when_it_is_back():
    plugs = Plugs(BUILT_IN, USB)
    microphone = listening(plugs, "usb")
    plugs.opened[0].deliver(frames(960, 2))
    plugs.present.remove(USB)
    plugs.opened[0].unplug()
    before = next_block(microphone)  # What the resampler kept comes out before it is said.
    lost = next_heard(microphone)
    assert isinstance(lost, Lost)
    assert "'USB mic: Audio (hw:1,0)' is gone or delivers nothing" in lost.sentence
    plugs.present.append(facts("USB headset", 2, 48000.0, 1))
    assert microphone.read(0.3) is None, "neither the built-in one nor the headset is what was heard before"
    plugs.present.append(facts("USB mic: Audio (hw:2,0)", 2, 48000.0, 7))
    assert microphone.read(0.1) is None
    time.sleep(0.2)
    plugs.opened[1].deliver(frames(960, 2))
    plugs.opened[1].deliver(frames(4800, 2))
    back = next_heard(microphone)
    assert isinstance(back, Back)
    assert back.device == "USB mic: Audio (hw:2,0)"
    assert back.missing_s == pytest.approx(0.6, abs=0.25)
    after = next_block(microphone)
    assert after.first == before.first + len(before.samples) + round(back.missing_s * 16000)
    assert plugs.opened[0].is_closed


def test_that_without_a_chosen_device_the_system_may_come_back_with_another():
    plugs = Plugs(BUILT_IN)
    microphone = listening(plugs)
    plugs.opened[0].unplug()
    assert isinstance(next_heard(microphone), Lost)
    plugs.present = [facts("Headset", rate=8000.0, is_default=True)]
    microphone.read(0.1)
    plugs.opened[1].deliver(frames(8000))
    assert next_heard(microphone) == Back("Headset", 0.0)
    assert (microphone.name, microphone.sample_rate_hz) == ("Headset", 8000.0)
    assert next_block(microphone).first == 0, "nothing was heard before"


def test_that_a_device_that_falls_silent_is_gone_after_half_a_second_and_a_busy_one_is_tried_on():
    plugs = Plugs(BUILT_IN)
    microphone = listening(plugs)
    plugs.opened[0].deliver(frames(4410, 2))
    plugs.is_held_by_another = True
    next_block(microphone)
    began = time.monotonic()
    while not isinstance(microphone.read(0.05), Lost):
        assert time.monotonic() - began < 3
    assert 0.4 < time.monotonic() - began < 1.5
    assert microphone.read(0.1) is None
    plugs.is_held_by_another = False
    assert microphone.read(0.1) is None
    plugs.opened[1].unplug()
    assert microphone.read(0.2) is None, "opened, and gone at once: that it is gone was said already"
    plugs.opened[2].deliver(frames(4410, 2))
    assert isinstance(next_heard(microphone), Back)


def test_that_a_device_that_delivers_seldom_is_not_gone():
    plugs = Plugs(facts("any", is_default=True))
    microphone = listening(plugs)
    for _ in range(3):
        plugs.opened[0].deliver(frames(320))
        assert isinstance(next_heard(microphone), Block)
        assert microphone.read(0.3) is None


def test_that_a_reader_who_was_away_does_not_take_a_device_for_gone():
    plugs = Plugs(facts("any", is_default=True))
    microphone = listening(plugs)
    plugs.opened[0].deliver(frames(320))
    next_block(microphone)
    time.sleep(0.7)  # The whole program stood still, the device with it.
    assert microphone.read(0.01) is None
    plugs.opened[0].deliver(frames(320))
    assert isinstance(next_heard(microphone), Block)


def test_that_overruns_are_counted_over_all_the_times_it_was_opened():
    plugs = Plugs(facts("any", is_default=True))
    microphone = listening(plugs)
    plugs.opened[0].deliver(frames(320), overruns=1)
    assert next_block(microphone).overruns == 1
    plugs.opened[0].unplug()
    assert isinstance(next_heard(microphone), Lost)
    microphone.read(0.1)
    plugs.opened[1].deliver(frames(320), overruns=1)
    next_heard(microphone)
    assert next_block(microphone).overruns == 2


def test_that_after_closing_nothing_is_heard_and_nothing_opened():
    plugs = Plugs(BUILT_IN)
    microphone = listening(plugs)
    plugs.opened[0].deliver(frames(4410, 2))
    microphone.close()
    microphone.close()
    assert microphone.read(0.1) is None
    assert plugs.opened[0].is_closed
    assert len(plugs.opened) == 1
