# SPDX-License-Identifier: MIT
"""The sound track of a video file, decoded with PyAV, whose wheels carry their own decoders.

Of several sound tracks the first is read: the others of a film are translations and comments. A track that begins
after the pictures is read from its own beginning; no silence is put before it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.completeness import missing_share
from ser_workbench.audio.facts import (
    AudioFacts,
    check_header,
    check_openable,
    name_cut_off,
    name_too_long,
)
from ser_workbench.errors import UnreadableAudioError

if TYPE_CHECKING:
    import av

CONTAINERS = "avi,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mpeg,mpegts,asf,flv,ogg"
"""Only these are opened, whatever a file is named: a playlist could make the decoder open other files and addresses."""
OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
DURATION = re.compile(r"([0-9]+):([0-9]+):([0-9.]+)")
"""How Matroska files tell how long a track is."""
SLACK = 0.01
"""So much of a file may lie beyond its end: some programs count a few bytes too many."""
LAG_S, LAG_SHARE = 0.1, 0.2
"""A track may end so much, in all or as a share, before what its header says: samples are counted in blocks, and coded
tracks are cut at other places than their headers tell. That a file is cut off is seen by its sizes before."""
SPOILT_SHARE = 0.01
"""So many packets of a compressed track may be spoilt (the first often is, in clips cut out of a film)."""


def look_at_track(file: Path) -> AudioFacts:
    """Read the header only; where it does not tell how long the track is, the track is decoded and counted.

    Raises UnreadableAudioError when the file is missing, no video, without sound or cut off, EmptyAudioError when it
    is empty.
    """
    with _opened(file) as (container, track):
        frames = _promised_frames(track) or sum(frame.samples for frame in _decode(file, container, track))
        rate = track.codec_context.sample_rate
        check_header(file, frames, rate)
        return AudioFacts(frames / rate, rate, track.codec_context.channels, frames)


def read_track(file: Path) -> tuple[NDArray[np.float32], AudioFacts]:
    """Decode the whole track as it is: (frames, channels) float32 at its own rate, and what was decoded.

    Raises UnreadableAudioError or EmptyAudioError, each naming the file.
    """
    with _opened(file) as (container, track):
        rate, channels = track.codec_context.sample_rate, track.codec_context.channels
        promised = _promised_frames(track)
        try:
            blocks = list(_blocks(file, container, track))
            whole = np.concatenate(blocks) if blocks else np.zeros((0, channels), np.float32)
        except MemoryError:
            raise name_too_long(file, promised / rate) from None
    return whole, AudioFacts(len(whole) / rate, rate, channels, len(whole))


def stream_track(file: Path) -> Iterator[NDArray[np.float32]]:
    """Decode a track as `read_track` does, piece by piece as they were coded; each (frames, channels).

    Raises UnreadableAudioError or EmptyAudioError, when the damaged place is reached.
    """
    with _opened(file) as (container, track):
        yield from _blocks(file, container, track)


def _blocks(
    file: Path, container: "av.container.InputContainer", track: "av.AudioStream"
) -> Iterator[NDArray[np.float32]]:
    rate, channels = track.codec_context.sample_rate, track.codec_context.channels
    promised = _promised_frames(track)
    check_header(file, promised or 1, rate)
    decoded, end_s = 0, 0.0
    for frame in _decode(file, container, track):
        if (frame.sample_rate, frame.layout.nb_channels) != (rate, channels):
            raise UnreadableAudioError(f"{file} changes its rate or its channels midway; export it again.")
        decoded += frame.samples
        end_s = max(end_s, (frame.time or 0.0) + frame.samples / rate - _start_s(track))
        yield _as_floats(frame)
    check_header(file, decoded, rate)
    reached = decoded if _is_counted(track) else round(end_s * rate)
    lag_s = LAG_S if _is_counted(track) else max(LAG_S, LAG_SHARE * promised / rate)
    if reached < promised - lag_s * rate:
        raise name_cut_off(file, reached / promised)


@contextmanager
def _opened(file: Path) -> Iterator[tuple["av.container.InputContainer", "av.AudioStream"]]:
    check_openable(file)
    share = missing_share(file)
    if share > SLACK:
        raise name_cut_off(file, 1 - share)
    import av  # Imported late: it takes a fifth of a second, which a corpus of WAV files need not wait for.

    try:
        name = str(file.absolute())  # Absolute, so that no name is taken for an address.
        with av.open(name, container_options=OPTIONS, metadata_errors="replace") as container:
            track = next((track for track in container.streams.audio if track.codec_context is not None), None)
            if track is None:
                raise UnreadableAudioError(f"{file} holds no sound track; remove it or export it again with sound.")
            yield container, track
    except av.FFmpegError as error:
        reason = str(error.strerror).strip().rstrip(".")
        raise UnreadableAudioError(
            f"{file} cannot be read as video ({reason}); remove it or export it again."
        ) from None


def _decode(file: Path, container: "av.container.InputContainer", track: "av.AudioStream") -> Iterator["av.AudioFrame"]:
    """Every decoded piece of the track; a spoilt packet is passed over as players do, too many are refused."""
    import av

    packets = spoilt = 0
    for packet in container.demux(track):
        packets += 1
        try:
            frames = packet.decode()
        except av.FFmpegError:  # Some coders have numbers of their own for what they cannot decode.
            spoilt += 1
            continue
        for frame in frames:
            assert isinstance(frame, av.AudioFrame)
            yield frame
    if spoilt > 1 + SPOILT_SHARE * packets:
        raise UnreadableAudioError(
            f"{file} is damaged: {spoilt} of {packets} pieces of its sound cannot be decoded; copy or export it again."
        )


def _as_floats(frame: "av.AudioFrame") -> NDArray[np.float32]:
    """(frames, channels), full scale ±1."""
    values: NDArray[Any] = frame.to_ndarray()
    values = values.T if frame.format.is_planar else values.reshape(frame.samples, -1)
    floats = values.astype(np.float32)
    if values.dtype.kind == "f":
        return floats
    full_scale = np.float32(2.0 ** (8 * values.dtype.itemsize - 1))
    return (floats - full_scale if values.dtype.kind == "u" else floats) / full_scale


def _promised_frames(track: "av.AudioStream") -> int:
    """How many samples a channel the header promises; 0 when it does not say."""
    rate = track.codec_context.sample_rate
    if _is_counted(track):
        return track.frames
    if track.duration is not None and track.time_base is not None:
        return round(track.duration * track.time_base * rate)
    lasting = DURATION.fullmatch(track.metadata.get("DURATION", ""))
    if lasting is None:
        return 0
    hours, minutes, seconds = (float(part) for part in lasting.groups())
    return round((3600 * hours + 60 * minutes + seconds - _start_s(track)) * rate)


def _start_s(track: "av.AudioStream") -> float:
    return float((track.start_time or 0) * (track.time_base or 0))


def _is_counted(track: "av.AudioStream") -> bool:
    """Whether the header counts samples: of coded tracks it counts packets, and Matroska rounds to milliseconds."""
    return track.codec_context.name.startswith("pcm_") and track.frames > 0
