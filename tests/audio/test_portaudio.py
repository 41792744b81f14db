# SPDX-License-Identifier: MIT
"""Who may look for devices again, and when; with a PortAudio that says what is asked of it."""

import os
import sys
import threading
import time
from types import ModuleType, SimpleNamespace

import pytest

from ser_workbench.audio.microphone import Microphone, list_microphones
from ser_workbench.audio.playback import Player
from ser_workbench.audio.portaudio import look_for_devices, open_stream, recording_began, recording_ended
from ser_workbench.errors import AudioDeviceError
from tests.audio.sounds import hiss


class PortAudioError(Exception):
    """As in sounddevice."""


class Stream:
    """As in sounddevice: active from its start until it ends."""

    def __init__(self, **options: object) -> None:
        self.options = options
        self.active = False
        self.closings = 0
        os.write(2, b"ALSA lib confmisc.c:855: noise of the library\n")

    def start(self) -> None:
        self.active = True

    def abort(self, ignore_errors: bool) -> None:
        self.active = False

    def close(self) -> None:
        self.closings += 1


class Library(ModuleType):
    """As much of sounddevice as is used here."""

    PortAudioError = PortAudioError
    OutputStream = InputStream = Stream

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.beginnings = 0
        self.is_refusing = False
        self.default = SimpleNamespace(device=(-1, -1))

    def _terminate(self) -> None:
        if not self.beginnings:
            raise PortAudioError("PortAudio not initialized [PaErrorCode -10000]")

    def _initialize(self) -> None:
        if self.is_refusing:
            raise PortAudioError("Unanticipated host error")
        self.beginnings += 1

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "ALSA"}]

    def query_devices(self) -> list[dict[str, object]]:
        return []


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    monkeypatch.setitem(sys.modules, "sounddevice", library)
    return library


def looks_again(library: Library) -> bool:
    before = library.beginnings
    look_for_devices()
    return library.beginnings > before


def test_that_devices_are_looked_for_again_while_nothing_plays(library: Library):
    assert looks_again(library)
    assert look_for_devices().hosts == ["ALSA"]


def test_that_a_stream_that_plays_or_is_about_to_is_never_broken_off(library: Library):
    stream = open_stream("OutputStream", samplerate=16000)
    assert not looks_again(library), "opened, and about to start"
    stream.start()
    assert not looks_again(library)
    stream.close()
    assert looks_again(library)


def test_that_a_stream_that_ended_by_itself_is_closed_once_before_its_library_ends(library: Library):
    stream = open_stream("OutputStream", samplerate=16000)
    stream.start()
    stream._stream.active = False
    assert looks_again(library)
    stream.close()
    assert stream._stream.closings == 1


def test_that_of_two_who_close_a_stream_at_once_one_does(library: Library):
    stream = open_stream("InputStream")
    stream.start()
    stream._stream.abort = lambda ignore_errors: time.sleep(0.1)  # It takes its time: both are inside meanwhile.
    other = threading.Thread(target=stream.close)
    other.start()
    stream.close()
    other.join()
    assert stream._stream.closings == 1


def test_that_who_closes_a_stream_that_hangs_keeps_nobody_else(library: Library):
    hanging, let_go = open_stream("InputStream"), threading.Event()
    hanging.start()
    hanging._stream.abort = lambda ignore_errors: let_go.wait(5)
    other = threading.Thread(target=hanging.close)
    other.start()
    began = time.monotonic()
    open_stream("OutputStream").close()
    assert not looks_again(library)
    assert time.monotonic() - began < 2
    let_go.set()
    other.join()
    assert looks_again(library)


def test_that_devices_are_not_looked_for_while_a_process_of_ours_holds_one(library: Library):
    recording_began(7)
    assert not looks_again(library)
    recording_ended(7)
    recording_ended(7)
    assert looks_again(library)


def test_that_the_player_has_its_loudspeaker_from_the_same_owner(library: Library):
    player = Player()
    player.play(hiss(), 16000)
    assert not looks_again(library)
    player.stop()
    assert looks_again(library)


def test_that_what_the_library_writes_by_itself_stays_off_the_terminal(
    library: Library, capfd: pytest.CaptureFixture[str]
):
    open_stream("InputStream").close()
    os.write(2, b"ours\n")
    assert capfd.readouterr().err == "ours\n"


def test_that_a_library_that_cannot_begin_is_one_sentence_and_may_be_tried_again(library: Library):
    library.is_refusing = True
    with pytest.raises(AudioDeviceError, match="PortAudio fails"):
        look_for_devices()
    library.is_refusing = False
    assert looks_again(library)


def test_that_without_portaudio_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    for ask in (list_microphones, Microphone):
        with pytest.raises(AudioDeviceError, match="'sounddevice' is missing; run"):
            ask()
