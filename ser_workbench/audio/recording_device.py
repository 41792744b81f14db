# SPDX-License-Identifier: MIT
"""An open device as its reader sees it: a process that records, and the queue of what arrived from it."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Protocol

import numpy as np

from ser_workbench.audio.arrivals import Arrival, Arrivals
from ser_workbench.audio.portaudio import recording_began, recording_ended
from ser_workbench.audio.recording_process import HEAD, RECORDING
from ser_workbench.errors import AudioDeviceError

OPENING_S = 10.0
"""So long a device may take to be opened; then the sound system is taken to hang."""
FOLDER_ABOVE = Path(__file__).parents[2]
"""From where the package can be imported."""


class RecordingDevice(Protocol):
    """What a microphone needs of an open device."""

    arrivals: Arrivals

    @property
    def is_active(self) -> bool:
        """Whether it still delivers, as far as it knows itself."""

    def close(self) -> None:
        """Free the device at once; does nothing the second time."""


class RecordingProcess:
    """A device that records from now on.

    name: what the user calls it. index: its place in PortAudio's list. channels: the first so many are recorded.
    block_ms: how much it delivers at a time.
    is_patient: it may not be there yet; it records as soon as it is.
    Raises AudioDeviceError when it cannot be opened.
    """

    def __init__(
        self, name: str, index: int, sample_rate_hz: float, channels: int, block_ms: int, is_patient: bool = False
    ) -> None:
        self.arrivals = Arrivals(sample_rate_hz)
        self._channels = channels
        self._first_line = b""
        self._has_begun, self._has_ended = threading.Event(), threading.Event()
        words = [name, str(index), str(sample_rate_hz), str(channels), str(block_ms), str(int(is_patient))]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ser_workbench.audio.recording_process", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # ALSA and PortAudio write there, without end when a device is pulled out.
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(FOLDER_ABOVE), *filter(None, sys.path)])},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=True,  # Ctrl-C is for the one who listens.
        )
        self._reader = threading.Thread(target=self._read, name="recording", daemon=True)
        self._reader.start()
        recording_began(self._process.pid)
        if not is_patient:
            self._wait_until_open(name)

    @property
    def is_active(self) -> bool:
        """Whether the process still writes."""
        return not self._has_ended.is_set()

    def close(self) -> None:
        """Free the device at once; does nothing the second time."""
        self._process.kill()
        self._process.wait()
        recording_ended(self._process.pid)
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def _wait_until_open(self, name: str) -> None:
        self._has_begun.wait(OPENING_S)
        if self._first_line == RECORDING:
            return
        self.close()
        raise AudioDeviceError(
            self._first_line.decode().strip()
            or f"The microphone '{name}' cannot be opened, since the sound system does not answer; start it again."
        )

    def _read(self) -> None:
        out = self._process.stdout
        assert out is not None
        self._first_line = out.readline()
        self._has_begun.set()
        overruns_before = 0
        while self._first_line == RECORDING and len(head := out.read(HEAD.size)) == HEAD.size:
            count, arrived_at, delay_s, overruns = HEAD.unpack(head)
            frames = np.frombuffer(out.read(4 * count * self._channels), np.float32)
            if len(frames) < count * self._channels:
                break
            delay = None if np.isnan(delay_s) else delay_s
            arrival = Arrival(frames.reshape(count, self._channels), arrived_at, delay)
            self.arrivals.put(arrival, overruns - overruns_before)
            overruns_before = overruns
        self._has_ended.set()
