# SPDX-License-Identifier: MIT
"""The loudspeaker: plays samples without waiting for their end, and tells where it is."""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.portaudio import load_sounddevice, open_stream
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import AudioDeviceError

Fill = Callable[[NDArray[np.float32]], bool]
"""Fills a block (frames, 1) with the next samples; false when nothing is left."""


class OutputStream(Protocol):
    """What the player needs of an open loudspeaker."""

    sample_rate_hz: float

    def start(self) -> None:
        """Begin to ask for blocks."""

    def close(self) -> None:
        """Stop at once and free the device."""


class Player:
    """Plays one signal at a time; every call returns at once."""

    def __init__(self, open_stream: "Callable[[int, Fill], OutputStream] | None" = None) -> None:
        self._open_stream = open_stream or open_loudspeaker
        self._stream: OutputStream | None = None
        self._samples: Samples = np.zeros(0, np.float32)
        self._position = 0
        self._rate = float(SAMPLE_RATE_HZ)
        self._has_ended = True

    def play(self, samples: Samples, rate: int = SAMPLE_RATE_HZ) -> None:
        """Play from the beginning; whatever played before stops.

        Raises AudioDeviceError when there is no PortAudio or no loudspeaker.
        """
        self.stop()
        stream = self._open_stream(rate, self._fill)
        self._position = 0
        self._has_ended = False
        self._samples = samples
        if stream.sample_rate_hz != rate:
            import soxr

            self._samples = soxr.resample(samples, rate, stream.sample_rate_hz, quality="HQ")
        self._rate = stream.sample_rate_hz
        self._stream = stream
        stream.start()

    def stop(self) -> None:
        """Be silent at once; does nothing when nothing plays."""
        stream, self._stream = self._stream, None
        self._has_ended = True
        if stream is not None:
            stream.close()

    @property
    def is_playing(self) -> bool:
        """Whether samples are left to play."""
        return not self._has_ended

    @property
    def position_s(self) -> float:
        """How much has been given to the loudspeaker, in seconds from the beginning."""
        return self._position / self._rate

    def _fill(self, block: NDArray[np.float32]) -> bool:
        piece = self._samples[self._position : self._position + len(block)]
        block[: len(piece), 0] = piece
        block[len(piece) :] = 0
        self._position += len(piece)
        if self._position >= len(self._samples):
            self._has_ended = True
        return not self._has_ended


def open_loudspeaker(rate: int, fill: Fill) -> OutputStream:
    """Open the default loudspeaker at this rate, or at its own where it knows no other.

    Raises AudioDeviceError when there is no PortAudio or no loudspeaker.
    """
    sounddevice = load_sounddevice()
    try:
        return _Loudspeaker(sounddevice, rate, fill)
    except sounddevice.PortAudioError:
        pass
    try:
        own_rate = int(sounddevice.query_devices(kind="output")["default_samplerate"])
        return _Loudspeaker(sounddevice, own_rate, fill)
    except (sounddevice.PortAudioError, ValueError) as error:
        reason = str(error).rstrip(".")
        raise AudioDeviceError(f"No loudspeaker can be opened ({reason}); connect one and try again.") from None


class _Loudspeaker:
    """An output stream of sounddevice that is fed by `fill`."""

    def __init__(self, sounddevice: Any, rate: int, fill: Fill) -> None:
        def feed(block: NDArray[np.float32], _frames: int, _time: object, _status: object) -> None:
            if not fill(block):
                raise sounddevice.CallbackStop

        self.sample_rate_hz = float(rate)
        self._stream = open_stream("OutputStream", samplerate=rate, channels=1, dtype="float32", callback=feed)

    def start(self) -> None:
        self._stream.start()

    def close(self) -> None:
        self._stream.close()
