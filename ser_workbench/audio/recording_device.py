# SPDX-License-Identifier: MIT
"""A device held open through PortAudio: what it records goes into a queue of arrivals."""

import threading
import time
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.arrivals import Arrival, Arrivals
from ser_workbench.audio.portaudio import load_sounddevice, open_stream
from ser_workbench.errors import AudioDeviceError

BUFFER_S = 0.1
"""So long Python may be busy before the device itself loses sound; frames come in bursts of a third of it."""
CLOSING_S = 1.0
"""A sound server that hangs lets nobody close its devices; longer is not waited for it."""


class RecordingDevice(Protocol):
    """What a microphone needs of an open device."""

    arrivals: Arrivals

    @property
    def is_active(self) -> bool:
        """Whether it still delivers, as far as it knows itself."""

    @property
    def is_closed(self) -> bool:
        """Whether the device has let go after `close`."""

    def close(self) -> None:
        """Free the device, or begin to where that takes longer than a second."""


class PortAudioDevice:
    """A device that records from now on.

    name: what the user calls it. index: its place in PortAudio's list. channels: the first so many are recorded.
    block_ms: how much PortAudio delivers at a time.
    Raises AudioDeviceError when it cannot be opened.
    """

    def __init__(self, name: str, index: int, sample_rate_hz: float, channels: int, block_ms: int) -> None:
        self._rate = sample_rate_hz
        self.arrivals = Arrivals(sample_rate_hz)
        self._closing: threading.Thread | None = None
        sounddevice = load_sounddevice()
        try:
            self._stream = open_stream(
                "InputStream",
                device=index,
                samplerate=sample_rate_hz,
                channels=channels,
                dtype="float32",
                blocksize=round(sample_rate_hz * block_ms / 1000),
                latency=BUFFER_S,
                callback=self._receive,
            )
            try:
                self._stream.start()
            except sounddevice.PortAudioError:
                self._stream.close()
                raise
        except (sounddevice.PortAudioError, ValueError) as error:
            raise AudioDeviceError(
                f"The microphone '{name}' cannot be opened ({str(error.args[0]).rstrip('.')}); connect it, close "
                "programs that may hold it, or choose another."
            ) from None

    @property
    def is_active(self) -> bool:
        """Whether PortAudio still calls."""
        return self._stream.is_active

    @property
    def is_closed(self) -> bool:
        """Whether the device has let go."""
        return self._closing is not None and not self._closing.is_alive()

    def close(self) -> None:
        """Free the device, or begin to where that takes longer than a second; does nothing the second time."""
        if self._closing is None:
            self._closing = threading.Thread(target=self._stream.close, name="closing a microphone", daemon=True)
            self._closing.start()
        self._closing.join(CLOSING_S)

    def _receive(self, frames: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        """Called by PortAudio's own thread for each block; the times are those of its first frame, by its own clock."""
        first_s = times.currentTime - times.inputBufferAdcTime
        delay_s = first_s - count / self._rate if times.inputBufferAdcTime else None
        self.arrivals.put(Arrival(frames.copy(), time.monotonic(), delay_s), bool(status.input_overflow))
