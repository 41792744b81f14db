# SPDX-License-Identifier: MIT
"""Which noises are not independent of each other: cut from one recording, or the same content under two names."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from ser_workbench.audio.content import hash_recording
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.noise import NoiseFile
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 10


def group_noises(noises: Sequence[NoiseFile]) -> Steps[dict[str, str]]:
    """Noise id → the id of the first noise of its group; most noises are a group of their own.

    Files of the same content have the same size, and the same samples one length: only those are looked at.
    """
    leaders: dict[str, str] = {}
    group_of = {noise.id: leaders.setdefault(noise.source or f"id {noise.id}", noise.id) for noise in noises}
    copies = yield from find_copies(noises)
    for noise_id, first_id in copies.items():
        ours, theirs = group_of[noise_id], group_of[first_id]
        if ours != theirs:  # Both groups become one.
            group_of |= {other: theirs for other, group in group_of.items() if group == ours}
    return group_of


def find_copies(noises: Sequence[NoiseFile]) -> Steps[dict[str, str]]:
    """Noise id → the first noise of the same content, for those that come after it. Files that have gone have none.

    The same content is the same file, or the same samples in another format.
    """
    copies = yield from _find_same_files(noises)
    rest = [noise for noise in noises if noise.id not in copies]
    return copies | (yield from _find_same_samples(rest))


def _find_same_files(noises: Sequence[NoiseFile]) -> Steps[dict[str, str]]:
    by_size: dict[int, list[NoiseFile]] = defaultdict(list)
    for noise in noises:
        try:
            by_size[noise.file.stat().st_size].append(noise)
        except OSError:
            continue
    suspects = [noise for same in by_size.values() if len(same) > 1 for noise in same]
    return (yield from _compare(suspects, lambda noise: hash_recording(noise.file)))


def _find_same_samples(noises: Sequence[NoiseFile]) -> Steps[dict[str, str]]:
    """Only noises of one length and rate, in files of different formats, are decoded."""
    by_length: dict[tuple[float, int, int], list[NoiseFile]] = defaultdict(list)
    for noise in noises:
        by_length[noise.seconds, noise.sample_rate_hz, noise.channels].append(noise)
    several = [same for same in by_length.values() if len({noise.file.suffix.lower() for noise in same}) > 1]
    return (yield from _compare([noise for same in several for noise in same], _hash_samples))


def _hash_samples(noise: NoiseFile) -> str:
    """Of the samples as 16 bits hold them: a format without loss keeps those."""
    samples = read_audio(noise.file, noise.sample_rate_hz)
    return hashlib.sha256(np.rint(samples * np.float32(32767)).astype("<i4").tobytes()).hexdigest()


def _compare(suspects: Sequence[NoiseFile], content_of: Callable[[NoiseFile], str]) -> Steps[dict[str, str]]:
    first_of: dict[str, str] = {}
    copies: dict[str, str] = {}
    for done, noise in enumerate(suspects, 1):
        try:
            first = first_of.setdefault(content_of(noise), noise.id)
        except AudioError:
            continue
        if first != noise.id:
            copies[noise.id] = first
        if done % FILES_AN_EVENT == 0 or done == len(suspects):
            yield Progress("Comparing noises", done, len(suspects), "files")
    return copies
