# SPDX-License-Identifier: MIT
"""Which microphones there are; and one as a stream, which waits when it is taken away and goes on when it is back."""

import contextlib
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ser_workbench.audio.hearing import Hearing, Place
from ser_workbench.audio.portaudio import look_for_devices
from ser_workbench.audio.recording_device import RecordingDevice, RecordingProcess
from ser_workbench.audio.source import Back, Heard, Lost
from ser_workbench.errors import AudioDeviceError, BadInputError

BLOCK_MS = 20
MEAN_OF = 2
"""Without a chosen channel so many are averaged at most: sound cards have inputs to which nothing is connected, and
sound servers offer dozens of channels that are copies of each other."""
RETRY_S = 1.0
CARD = re.compile(r"\s*\(hw:\d+,\d+\)$")
"""Where ALSA has put a card: another number each time it is plugged in."""
NAMES_SHOWN = 6


@dataclass(frozen=True)
class MicrophoneFacts:
    """One device that can be recorded from."""

    name: str
    index: int
    """Its place in PortAudio's list, until the devices are looked for again."""
    host: str
    """The system of sound that offers it: ALSA, Core Audio, Windows WASAPI …"""
    channels: int
    sample_rate_hz: float
    is_default: bool


OpenDevice = Callable[[str, int, float, int, int, bool], RecordingDevice]
"""Takes the words of RecordingProcess."""


def list_microphones() -> tuple[MicrophoneFacts, ...]:
    """All microphones that are there now, the default one first; devices are looked for again where that can be.

    It cannot be while something of ours plays or records: then those of the last look are given. Takes up to a second.
    Raises AudioDeviceError without PortAudio.
    """
    hosts, devices, default = look_for_devices()
    found = [
        MicrophoneFacts(
            str(device["name"]),
            index,
            hosts[device["hostapi"]],
            int(device["max_input_channels"]),
            float(device["default_samplerate"]),
            index == default,
        )
        for index, device in enumerate(devices)
        if device["max_input_channels"] > 0
    ]
    return tuple(sorted(found, key=lambda facts: not facts.is_default))


def find_microphone(microphones: Sequence[MicrophoneFacts], wanted: str | None) -> MicrophoneFacts:
    """The microphone of this name, or the only one with this in its name; None means the default one.

    Several systems of sound may offer the same device: that of the default microphone goes first.
    Raises AudioDeviceError when it is not there, BadInputError when several could be meant.
    """
    if not microphones:
        raise AudioDeviceError("There is no microphone; plug one in and try again.")
    if wanted is None:
        return next((facts for facts in microphones if facts.is_default), microphones[0])
    sought = wanted.casefold()
    meant: list[MicrophoneFacts] = []
    for is_meant in (
        lambda name: name == sought,
        lambda name: CARD.sub("", name) == CARD.sub("", sought),
        lambda name: sought in name,
    ):
        meant = [facts for facts in microphones if is_meant(facts.name.casefold())]
        if len({facts.name for facts in meant}) == 1:
            host = next((facts.host for facts in microphones if facts.is_default), "")
            return min(meant, key=lambda facts: facts.host != host)
    names = list(dict.fromkeys(facts.name for facts in meant or microphones))
    listed = ", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else "")
    if meant:
        raise BadInputError(f"Several microphones have '{wanted}' in their name ({listed}); name more of it.")
    raise AudioDeviceError(f"There is no microphone '{wanted}'; there is {listed}.")


class Microphone:
    """Opens a microphone at once and listens until it is closed.

    While the device is away, time goes on: the first block after Back stands where it would stand without the gap.
    Sound that an overrun lost (Block.overruns) does not count as time: nobody knows how much it was.

    device: its name or a part of it that no other has; None is the system's default, also when it comes back.
    channel: counted from 1; None is the mean of the first two, or the only one.
    block_ms: how much the device delivers at a time, 20 to 50.
    Raises AudioDeviceError when there is no PortAudio or no such device, or it cannot be opened; BadInputError for a
    channel that it does not have, or a name that could mean several.
    """

    _facts: MicrophoneFacts

    def __init__(
        self,
        device: str | None = None,
        channel: int | None = None,
        block_ms: int = BLOCK_MS,
        look: Callable[[], Sequence[MicrophoneFacts]] = list_microphones,
        open_device: OpenDevice = RecordingProcess,
    ) -> None:
        self._wanted, self._channel, self._block_ms = device, channel, block_ms
        self._look, self._open_device = look, open_device
        self._lock = threading.Lock()
        self._is_closed = threading.Event()
        self._ready: deque[Heard] = deque()
        self._place = Place()
        self._is_lost = False
        self._retry_at = 0.0
        self._hearing: Hearing | None = self._open()

    @property
    def name(self) -> str:
        """The name of the device that was opened last."""
        return self._facts.name

    @property
    def sample_rate_hz(self) -> float:
        """The rate at which it records."""
        return self._facts.sample_rate_hz

    def read(self, timeout_s: float) -> Heard | None:
        """What came next; None when nothing came within the time, and for ever after `close`."""
        deadline = time.monotonic() + timeout_s
        while True:
            left_s = max(0.0, deadline - time.monotonic())
            with self._lock:
                if not self._ready and not self._is_closed.is_set():
                    self._listen(left_s)
                if self._is_closed.is_set():
                    return None
                if self._ready:
                    return self._ready.popleft()
            if left_s == 0:
                return None

    def close(self) -> None:
        """Free the device; does nothing the second time."""
        self._is_closed.set()
        with self._lock:
            hearing, self._hearing = self._hearing, None
            if hearing is not None:
                hearing.device.close()

    def _listen(self, timeout_s: float) -> None:
        if self._hearing is None:
            self._try_again(timeout_s)
            return
        block = self._hearing.hear(timeout_s)
        if self._is_lost and self._hearing.has_begun:
            self._is_lost = False
            self._ready.append(Back(self.name, self._hearing.missing_s))
        if block is not None:
            self._ready.append(block)
        elif self._hearing.is_gone:
            self._lose(self._hearing)

    def _lose(self, hearing: Hearing) -> None:
        if (block := hearing.finish()) is not None:
            self._ready.append(block)
        if not self._is_lost:  # Else it was opened again, and delivered nothing: that was said already.
            sentence = f"The microphone '{self.name}' is gone or delivers nothing; listening goes on when it is back."
            self._ready.append(Lost(sentence))
        self._hearing, self._is_lost, self._place = None, True, hearing.place
        self._retry_at = time.monotonic()
        hearing.device.close()

    def _try_again(self, timeout_s: float) -> None:
        wait_s = self._retry_at - time.monotonic()
        if wait_s > 0:
            self._is_closed.wait(min(wait_s, timeout_s))
            return
        self._retry_at = time.monotonic() + RETRY_S
        with contextlib.suppress(AudioDeviceError, BadInputError):
            self._hearing = self._open()

    def _open(self) -> Hearing:
        # Once found it is sought by its whole name: a part of it may also be in the name of what comes meanwhile.
        wanted = self._facts.name if self._wanted is not None and self._is_lost else self._wanted
        facts = find_microphone(self._look(), wanted)
        if self._channel is not None and not 1 <= self._channel <= facts.channels:
            most = f"a channel from 1 to {facts.channels}" if facts.channels > 1 else "channel 1, its only one"
            raise BadInputError(f"The microphone '{facts.name}' has no channel {self._channel}; choose {most}.")
        # Never the first one alone: asked for a single channel, sound servers give the mean of all.
        channels = min(facts.channels, max(MEAN_OF, self._channel or 0))
        rate = facts.sample_rate_hz
        device = self._open_device(facts.name, facts.index, rate, channels, self._block_ms, self._is_lost)
        self._facts = facts
        return Hearing(device, rate, self._channel, self._place)
