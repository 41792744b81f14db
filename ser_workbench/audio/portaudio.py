# SPDX-License-Identifier: MIT
"""The one owner of PortAudio: every stream is opened and closed here, and its list of devices is renewed here."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ser_workbench.errors import AudioDeviceError

_lock = threading.RLock()
"""PortAudio is one for the whole process, and its calls may not overlap."""
_streams: "list[SoundStream]" = []
"""All that were opened and not closed."""
_recordings: set[int] = set()
"""The processes of ours that record; a device that is held by one would be missed by a new look."""


class Devices(NamedTuple):
    """What PortAudio knows of what is plugged in."""

    hosts: Sequence[str]
    """The names of the systems of sound."""
    devices: Sequence[Mapping[str, Any]]
    """As sounddevice describes them; `hostapi` is a place in `hosts`."""
    default_input: int
    """The place of the default microphone in `devices`; -1 without one."""


class SoundStream:
    """A stream that plays or records by callback; opened, but not started."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._is_started = False
        self._closing = threading.Lock()

    @property
    def is_active(self) -> bool:
        """Whether the callback is still called, as far as PortAudio knows."""
        return self._is_started and bool(self._stream.active)

    @property
    def is_over(self) -> bool:
        """Whether it was started, and has ended by itself or was closed."""
        return self._is_started and not self._stream.active

    def start(self) -> None:
        """Call the callback from now on.

        Raises sounddevice.PortAudioError.
        """
        with _lock, _quiet():
            self._stream.start()
        self._is_started = True

    def close(self) -> None:
        """Stop at once and free the device; does nothing the second time."""
        with self._closing:  # One alone: PortAudio would free for the second what the first still uses.
            if self not in _streams:
                return
            # Outside of the common lock: a sound server that hangs makes this wait, and nobody else should.
            self._stream.abort(ignore_errors=True)
            with _lock:
                self._stream.close()
                _streams.remove(self)


def load_sounddevice() -> Any:
    """The module `sounddevice`.

    Raises AudioDeviceError, which names what to install, when it or the PortAudio library is absent.
    """
    try:
        import sounddevice
    except ModuleNotFoundError:
        raise AudioDeviceError("The package 'sounddevice' is missing; run `pip install sounddevice`.") from None
    except OSError:
        command = {"darwin": "brew install portaudio", "win32": "pip install --force-reinstall sounddevice"}.get(
            sys.platform, "sudo apt install libportaudio2"
        )
        raise AudioDeviceError(
            f"The PortAudio library is missing, so no sound can be played or recorded; run `{command}`."
        ) from None
    return sounddevice


def open_stream(kind: Literal["InputStream", "OutputStream"], **options: Any) -> SoundStream:
    """Open a stream of this class of sounddevice with these options; it does not run yet.

    Raises AudioDeviceError without PortAudio, sounddevice.PortAudioError or ValueError without such a device.
    """
    sounddevice = load_sounddevice()
    with _lock, _quiet():
        stream = SoundStream(getattr(sounddevice, kind)(**options))
        _streams.append(stream)
    return stream


def recording_began(process_id: int) -> None:
    """A process of ours records from now on."""
    with _lock:
        _recordings.add(process_id)


def recording_ended(process_id: int) -> None:
    """It has let go of its device; it may be told more than once."""
    with _lock:
        _recordings.discard(process_id)


def look_for_devices() -> Devices:
    """The devices that are there now; while a stream of ours plays or records, those of the last look.

    Raises AudioDeviceError without PortAudio, or when it does not work.
    """
    sounddevice = load_sounddevice()
    with _lock:
        ended = [stream for stream in _streams if stream.is_over]
    for stream in ended:  # Else PortAudio would free them under their owners' hands.
        stream.close()
    try:
        with _lock:
            if not _streams and not _recordings:
                _begin_again(sounddevice)
            hosts = [str(host["name"]) for host in sounddevice.query_hostapis()]
            return Devices(hosts, list(sounddevice.query_devices()), sounddevice.default.device[0])
    except sounddevice.PortAudioError as error:
        reason = str(error).rstrip(".")
        raise AudioDeviceError(f"PortAudio fails ({reason}); check the sound settings of the system.") from None


def _begin_again(sounddevice: Any) -> None:
    # PortAudio looks for devices when it begins; sounddevice's own answer to that are these two functions
    # (https://github.com/spatialaudio/python-sounddevice/issues/125).
    with contextlib.suppress(sounddevice.PortAudioError):  # It never began, the last time.
        sounddevice._terminate()  # noqa: SLF001
    sounddevice._initialize()  # noqa: SLF001


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what ALSA and PortAudio write by themselves from the terminal: each failed attempt is several lines.

    Under the lock alone: two that put the terminal back at once could leave it shut.
    """
    try:
        kept = os.dup(2)
    except OSError:  # There is no terminal to keep clean.
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a file of anybody's.
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
