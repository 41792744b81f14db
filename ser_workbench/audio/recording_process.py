# SPDX-License-Identifier: MIT
"""A process of its own that records one device and writes what it hears to its output; begun by `recording_device`.

First a line: `recording`, or the sentence that says why not. Then, again and again, a head and its frames as float32.
It ends when the device does, when nobody reads any more, or when it is killed.
"""

import math
import os
import struct
import sys
import threading
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.arrivals import Arrival, Arrivals
from ser_workbench.audio.portaudio import SoundStream, load_sounddevice, look_for_devices, open_stream
from ser_workbench.errors import AudioDeviceError

HEAD = struct.Struct("<IddQ")
"""Number of frames; when they arrived; how long before that the last was in the air, or NaN; overruns until now."""
BUFFER_S = 0.1
"""So long this process may be busy before the device itself loses sound; frames come in bursts of a third of it."""
RETRY_S = 1.0
RECORDING = b"recording\n"


def record(name: str, index: int, sample_rate_hz: float, channels: int, block_ms: int, is_patient: bool) -> None:
    """Record until the device ends.

    is_patient: try again every second until the device can be opened.
    Raises AudioDeviceError when it cannot be opened.
    """
    arrivals = Arrivals(sample_rate_hz)
    while True:
        try:
            stream = _open(arrivals, name, index, sample_rate_hz, channels, block_ms)
            break
        except AudioDeviceError:
            if not is_patient:
                raise
        time.sleep(RETRY_S)
    out = sys.stdout.buffer
    out.write(RECORDING)
    out.flush()
    while (arrival := arrivals.take(0.1)) is not None or stream.is_active:
        if arrival is not None:
            delay_s = math.nan if arrival.delay_s is None else arrival.delay_s
            out.write(HEAD.pack(len(arrival.frames), arrival.arrived_at, delay_s, arrivals.overruns))
            out.write(arrival.frames.tobytes())
            out.flush()


def _open(
    arrivals: Arrivals, name: str, index: int, sample_rate_hz: float, channels: int, block_ms: int
) -> SoundStream:
    def receive(frames: NDArray[np.float32], count: int, times: Any, status: Any) -> None:
        # The times are those of the first frame, by PortAudio's own clock.
        first_s = times.currentTime - times.inputBufferAdcTime
        delay_s = first_s - count / sample_rate_hz if times.inputBufferAdcTime else None
        arrivals.put(Arrival(frames.copy(), time.monotonic(), delay_s), int(bool(status.input_overflow)))

    devices = look_for_devices().devices
    if not (index < len(devices) and devices[index]["name"] == name):  # Something was plugged in or out meanwhile.
        index = next((place for place, device in enumerate(devices) if device["name"] == name), -1)
    sounddevice = load_sounddevice()
    try:
        if index < 0:
            raise ValueError("it is not there any more")
        stream = open_stream(
            "InputStream",
            device=index,
            samplerate=sample_rate_hz,
            channels=channels,
            dtype="float32",
            blocksize=round(sample_rate_hz * block_ms / 1000),
            latency=BUFFER_S,
            callback=receive,
        )
        stream.start()
    except (sounddevice.PortAudioError, ValueError) as error:
        raise AudioDeviceError(
            f"The microphone '{name}' cannot be opened ({str(error.args[0]).rstrip('.')}); connect it, close programs "
            "that may hold it, or choose another."
        ) from None
    return stream


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Record what the arguments say: name, index, rate, channels, block in ms, 1 for patience."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    name, index, rate, channels, block_ms, is_patient = sys.argv[1:]
    try:
        record(name, int(index), float(rate), int(channels), int(block_ms), is_patient == "1")
    except AudioDeviceError as error:
        sys.stdout.buffer.write(f"{error}\n".encode())
        sys.stdout.buffer.flush()
    except OSError:  # Nobody reads any more.
        pass
    os._exit(0)  # PortAudio may never end by itself.


if __name__ == "__main__":
    main()
