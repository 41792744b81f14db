# SPDX-License-Identifier: MIT
"""A file becomes samples: any rate and channel count in, 16 kHz mono float32 out; and back into a file."""

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from ser_workbench.audio.completeness import missing_share
from ser_workbench.audio.facts import (
    AudioFacts,
    check_header,
    check_openable,
    name_cut_off,
    name_not_unicode,
    name_too_long,
)
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.audio.video import look_at_track, read_track, stream_track
from ser_workbench.errors import BadInputError, EmptyAudioError, NonFiniteAudioError, UnreadableAudioError

AUDIO_SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".au", ".caf", ".w64"})
"""The endings, in lower case, of the files that are looked at as audio."""

VIDEO_SUFFIXES = frozenset({".avi", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".3gp"})
"""The endings, in lower case, of the files whose sound track is decoded."""

MEDIA_SUFFIXES = AUDIO_SUFFIXES | VIDEO_SUFFIXES

WRITTEN_FORMATS = {".wav": "WAV", ".flac": "FLAC"}

LOUDEST = 2.0**31
"""Times full scale: 32-bit whole numbers written as floats are still taken; beyond, powers would overflow to NaN."""


def is_audio(file: Path) -> bool:
    """Whether the name says audio; hidden files (macOS leaves `._x.wav` behind) do not count."""
    return file.suffix.lower() in AUDIO_SUFFIXES and not file.name.startswith(".")


def is_video(file: Path) -> bool:
    """Whether the name says video."""
    return file.suffix.lower() in VIDEO_SUFFIXES


def look_at(file: Path) -> AudioFacts:
    """Read the header only.

    Raises UnreadableAudioError when the file is missing, not audio or cut off, EmptyAudioError when it is empty.
    """
    if is_video(file):
        return look_at_track(file)
    with _opened(file) as sound:
        return _facts(file, sound)


def read_audio(file: Path, sample_rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """Decode a whole file: channels averaged, resampled to `sample_rate_hz`; (samples,) float32. Silence is allowed.

    Raises UnreadableAudioError, EmptyAudioError or NonFiniteAudioError, each naming the file.
    """
    frames, facts = read_channels(file)
    mono = average_channels(frames)
    if facts.sample_rate_hz != sample_rate_hz:
        mono = soxr.resample(mono, facts.sample_rate_hz, sample_rate_hz, quality="HQ")
    if not len(mono):
        raise EmptyAudioError(f"{file} holds no samples; remove it or record it again.")
    return np.ascontiguousarray(mono, dtype=np.float32)


def average_channels(frames: NDArray[np.float32]) -> Samples:
    """(frames, channels) become (frames,)."""
    return frames[:, 0] if frames.shape[1] == 1 else frames.mean(axis=1, dtype=np.float32)


def read_channels(file: Path) -> tuple[NDArray[np.float32], AudioFacts]:
    """Decode a whole file as it is: (frames, channels) float32 at its own rate, and what its header says.

    Raises UnreadableAudioError, EmptyAudioError or NonFiniteAudioError, each naming the file.
    """
    frames, facts = read_track(file) if is_video(file) else _read_sound(file)
    _check_values(file, frames)
    return frames, facts


def stream_channels(file: Path, frames_a_block: int) -> Generator[NDArray[np.float32], None, None]:
    """Decode a file piece by piece: the frames of `read_channels` in blocks of at most this many; (frames, channels).

    Raises what `read_channels` raises, when the damaged place is reached.
    """
    for frames in stream_track(file) if is_video(file) else _stream_sound(file, frames_a_block):
        _check_values(file, frames)
        for start in range(0, len(frames), frames_a_block):
            yield frames[start : start + frames_a_block]


def write_audio(file: Path, samples: Samples, sample_rate_hz: int = SAMPLE_RATE_HZ) -> None:
    """Write samples as 16-bit WAV or FLAC, as the name's ending says; beyond full scale they are clipped.

    Written beside and renamed, so that no half file is ever seen.
    Raises BadInputError for another ending or a missing folder, NonFiniteAudioError for NaN or infinite samples.
    """
    kind = WRITTEN_FORMATS.get(file.suffix.lower())
    if kind is None:
        raise BadInputError(f"{file} cannot be written as '{file.suffix}'; name a file that ends in .wav or .flac.")
    if not file.parent.is_dir():
        raise BadInputError(f"The folder {file.parent} does not exist; create it or name another place.")
    if not np.isfinite(samples).all():
        raise NonFiniteAudioError(f"The samples for {file} hold NaN or infinite values; nothing was written.")
    whole = np.clip(np.rint(samples * np.float32(32768)), -32768, 32767).astype(np.int16)
    # Encoded in memory: a full disk then is an OSError that says so, not libsndfile's "system error".
    encoded = io.BytesIO()
    soundfile.write(encoded, whole, sample_rate_hz, format=kind, subtype="PCM_16")
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(encoded.getbuffer())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read_sound(file: Path) -> tuple[NDArray[np.float32], AudioFacts]:
    with _opened(file) as sound:
        facts = _facts(file, sound)
        # The number is said, since GSM 6.10 cannot be sought in: soundfile would not know where it ends.
        try:
            frames = sound.read(facts.frames, dtype="float32", always_2d=True)  # (frames, channels)
        except MemoryError:
            raise name_too_long(file, facts.seconds) from None
        # MP3 headers only estimate the length; elsewhere fewer frames than promised are a loss.
        if len(frames) < facts.frames and sound.format not in {"MP3", "MPEG"}:
            raise name_cut_off(file, len(frames) / facts.frames)
    return frames, facts


def _stream_sound(file: Path, frames_a_block: int) -> Iterator[NDArray[np.float32]]:
    with _opened(file) as sound:
        facts = _facts(file, sound)
        left = facts.frames
        while left:
            frames = sound.read(min(left, frames_a_block), dtype="float32", always_2d=True)
            if not len(frames):
                break
            left -= len(frames)
            yield frames
        if left and sound.format not in {"MP3", "MPEG"}:
            raise name_cut_off(file, 1 - left / facts.frames)


def _check_values(file: Path, frames: NDArray[np.float32]) -> None:
    if not np.isfinite(frames).all():
        raise NonFiniteAudioError(f"{file} holds NaN or infinite samples; remove it or export it again.")
    peak = max(float(frames.max(initial=0)), -float(frames.min(initial=0)))
    if peak > LOUDEST:
        raise UnreadableAudioError(f"{file} holds samples of {peak:.0e} times full scale; export it again.")


class _ForwardFile(soundfile.SoundFile):  # type: ignore[misc]
    """Is read from beginning to end.

    soundfile seeks after each piece to where it stands already; an MP3 so loses what a frame borrows from those before
    (up to 0.03 of full scale beside the whole file), and Ogg takes its time.
    """

    def seekable(self) -> bool:
        """Never."""
        return False


@contextmanager
def _opened(file: Path) -> Iterator[soundfile.SoundFile]:
    check_openable(file)
    if file.suffix.lower() == ".raw":
        raise UnreadableAudioError(f"{file} has no header that tells its rate; export it as WAV.")
    try:
        with _ForwardFile(file) as sound:
            yield sound
    except UnicodeEncodeError:
        raise name_not_unicode(file) from None
    except soundfile.SoundFileError as error:
        reason = str(getattr(error, "error_string", error)).strip().rstrip(".")
        raise UnreadableAudioError(
            f"{file} cannot be read as audio ({reason}); remove it or export it again."
        ) from None


def _facts(file: Path, sound: soundfile.SoundFile) -> AudioFacts:
    rate, frames = int(sound.samplerate), int(sound.frames)
    check_header(file, frames, rate)
    share = missing_share(file)
    if share > 0:
        raise name_cut_off(file, 1 - share)
    return AudioFacts(frames / rate, rate, int(sound.channels), frames)
