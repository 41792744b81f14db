# SPDX-License-Identifier: MIT
"""A PulseAudio of the test's own, whose only microphone hears what is played into it."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

NEEDED = ("pulseaudio", "pactl", "paplay")


class SoundServer:
    """Runs in a folder; PortAudio finds it through the environment, as its device `pulse`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        if missing := [name for name in NEEDED if shutil.which(name) is None]:
            pytest.skip(f"{', '.join(missing)} is not installed")
        self._folder = folder
        self._socket = folder / "socket"
        for name in ("run", "state"):
            (folder / name).mkdir(parents=True, mode=0o700)
        places = {"PULSE_RUNTIME_PATH": "run", "PULSE_STATE_PATH": "state", "PULSE_COOKIE": "cookie"}
        for variable, place in places.items():
            monkeypatch.setenv(variable, str(folder / place))
        monkeypatch.setenv("PULSE_SERVER", f"unix:{self._socket}")
        self._server: subprocess.Popen[bytes] | None = None
        self._module = ""

    def start(self, rate_hz: int = 48000, channels: int = 1) -> None:
        """Run, with one microphone of this rate."""
        self._socket.unlink(missing_ok=True)
        protocol = f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"
        words = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-L", protocol]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._server = subprocess.Popen(words, **quiet)
        deadline = time.monotonic() + 5
        while subprocess.run(["pactl", "info"], check=False, **quiet).returncode:
            if time.monotonic() > deadline:
                self.stop()
                pytest.skip("PulseAudio does not start here")
            time.sleep(0.05)
        self.plug_in(rate_hz, channels)

    def plug_in(self, rate_hz: int = 48000, channels: int = 1) -> None:
        """The microphone is there again."""
        sink = f"sink_name=bed rate={rate_hz} channels={channels} format=float32le"
        self._module = self._control("load-module", "module-null-sink", *sink.split())
        self._control("set-default-source", "bed.monitor")

    def unplug(self) -> None:
        """The microphone is taken away; the server runs on."""
        self._control("unload-module", self._module)

    def play(self, file: Path) -> subprocess.Popen[bytes]:
        """Begin to play a file into the microphone."""
        return subprocess.Popen(["paplay", "--device=bed", str(file)])

    def stop(self) -> None:
        """The server dies at once."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _control(self, *words: str) -> str:
        return subprocess.run(["pactl", *words], check=True, capture_output=True, text=True).stdout.strip()


def write_16_bit(file: Path, samples: np.ndarray, rate_hz: int) -> np.ndarray:
    """Write a file and give the samples as it holds them."""
    soundfile.write(file, samples, rate_hz, subtype="PCM_16")
    return soundfile.read(os.fspath(file), dtype="float32")[0]
