# SPDX-License-Identifier: MIT
"""Which noises are not independent of each other: cut from one recording, or the same content under two names."""

from collections import defaultdict
from collections.abc import Sequence

from ser_workbench.audio.content import hash_recording
from ser_workbench.audio.noise import NoiseFile
from ser_workbench.errors import UnreadableAudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 10


def group_noises(noises: Sequence[NoiseFile]) -> Steps[dict[str, str]]:
    """Noise id → the id of the first noise of its group; most noises are a group of their own.

    Files of the same content have the same size: only those are hashed.
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
    """Noise id → the first noise of the same content, for those that come after it. Files that have gone have none."""
    by_size: dict[int, list[NoiseFile]] = defaultdict(list)
    for noise in noises:
        try:
            by_size[noise.file.stat().st_size].append(noise)
        except OSError:
            continue
    suspects = [noise for same in by_size.values() if len(same) > 1 for noise in same]
    first_of: dict[str, str] = {}
    copies: dict[str, str] = {}
    for done, noise in enumerate(suspects, 1):
        try:
            first = first_of.setdefault(hash_recording(noise.file), noise.id)
        except UnreadableAudioError:
            continue
        if first != noise.id:
            copies[noise.id] = first
        if done % FILES_AN_EVENT == 0 or done == len(suspects):
            yield Progress("Comparing noises", done, len(suspects), "files")
    return copies
