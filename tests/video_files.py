# SPDX-License-Identifier: MIT
"""Small video files of real codecs: a tiny moving picture and sound tracks of the test's own samples."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

PICTURES_PER_S = 25
SIDE_PX = 16
BLOCK = 1152
"""Samples that are handed to the encoder at a time."""


@dataclass(frozen=True)
class Track:
    """One sound track: (samples,) or (samples, channels), full scale ±1."""

    samples: NDArray[np.float32]
    rate_hz: int = 48000
    codec: str = "pcm_s16le"
    late_by_s: float = 0.0
    """After so many seconds of pictures the track begins."""


def write_video(file: Path, tracks: Sequence[Track], picture_codec: str = "mpeg4", seconds: float = 0.0) -> Path:
    """Write a video whose pictures last as long as the longest track, or `seconds`; its ending names the container."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lasting = max([seconds, *(track.late_by_s + len(track.samples) / track.rate_hz for track in tracks)])
    with av.open(str(file), "w") as container:
        pictures = container.add_stream(picture_codec, rate=PICTURES_PER_S)
        assert isinstance(pictures, av.VideoStream)
        pictures.width = pictures.height = SIDE_PX
        pictures.pix_fmt = "yuvj420p" if picture_codec == "mjpeg" else "yuv420p"
        sounds = [_add_track(container, track) for track in tracks]
        for number in range(math.ceil(lasting * PICTURES_PER_S)):
            picture = av.VideoFrame.from_ndarray(_picture(number), format="gray").reformat(format=pictures.pix_fmt)
            picture.pts = number
            container.mux(pictures.encode(picture))
        container.mux(pictures.encode())
        for track, sound in zip(tracks, sounds, strict=True):
            _write_track(container, track, sound)
    return file


def _add_track(container: OutputContainer, track: Track) -> av.AudioStream:
    channels = 1 if track.samples.ndim == 1 else track.samples.shape[1]
    sound = container.add_stream(track.codec, rate=track.rate_hz)
    assert isinstance(sound, av.AudioStream)
    sound.layout = {1: "mono", 2: "stereo", 6: "5.1"}[channels]
    assert sound.codec.audio_formats is not None
    sound.format = sound.codec.audio_formats[0]
    sound.time_base = Fraction(1, track.rate_hz)
    return sound


def _write_track(container: OutputContainer, track: Track, sound: av.AudioStream) -> None:
    whole = track.samples if track.samples.ndim == 2 else track.samples[:, None]
    to_codec = av.AudioResampler(sound.format, sound.layout, track.rate_hz, frame_size=None)
    for start in range(0, len(whole), BLOCK):
        block = np.ascontiguousarray(whole[start : start + BLOCK].T, dtype=np.float32)  # (channels, samples)
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=sound.layout.name)
        frame.sample_rate = track.rate_hz
        frame.time_base = Fraction(1, track.rate_hz)
        frame.pts = start + round(track.late_by_s * track.rate_hz)
        for fitting in to_codec.resample(frame):
            container.mux(sound.encode(fitting))
    container.mux(sound.encode())


def _picture(number: int) -> NDArray[np.uint8]:
    row = (np.arange(SIDE_PX) * 16 + number * 8) % 256
    return np.tile(row, (SIDE_PX, 1)).astype(np.uint8)
