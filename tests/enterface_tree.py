# SPDX-License-Identifier: MIT
"""A tree like eNTERFACE'05 as distributed: every path of its manifest as a small AVI file of a real codec.

The recordings themselves may not be given away, so each file holds a tiny moving picture and a buzzing voice: one
height a speaker, another melody each file. As a script it builds a tree to look at:
`python -m tests.enterface_tree MANIFEST FOLDER [--full-length]`.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.video_files import Track, write_video

RATE_HZ = 48000
TURN_S = 0.15
"""So often a voice turns up or down at random: of smooth waves some pairs would be alike enough to pass for copies."""
SHORT = 0.12
"""The share of the published length that files have unless they are wanted in full; the shortest lasts 0.13 s then."""
FEMALE_SUBJECTS = frozenset({5, 10, 15, 20, 25, 30, 35, 40})
"""Eight, as many as in the corpus; which they are is published nowhere, so these are made up."""
CODECS = (
    ("mpeg4", "pcm_s16le"),
    ("mjpeg", "pcm_s16le"),
    ("mpeg4", "pcm_s16le"),
    ("mpeg4", "libmp3lame"),
    ("mjpeg", "pcm_s16le"),
    ("mpeg4", "ac3"),
)
"""Picture and sound, in turn."""


def read_manifest(manifest: Path) -> list[tuple[str, float]]:
    """(path, seconds) of every file as distributed."""
    with manifest.open(newline="", encoding="utf-8") as lines:
        return [(row["path"], float(row["seconds"])) for row in csv.DictReader(lines, delimiter="\t")]


def write_enterface_tree(folder: Path, manifest: Path, length_share: float = SHORT) -> Path:
    """All 1,263 files below the folder, each with another sound; `length_share` of 1 gives the published lengths."""
    for number, (path, seconds) in enumerate(read_manifest(manifest)):
        subject = int(path.split("/")[0].split()[1])
        picture_codec, sound_codec = CODECS[number % len(CODECS)]
        voice = make_voice(subject, seconds * length_share, seed=number)
        write_video(folder / path, [Track(voice, RATE_HZ, sound_codec)], picture_codec)
    return folder


def make_voice(subject: int, seconds: float, seed: int) -> NDArray[np.float32]:
    """A buzz that wanders and pauses like a voice, over a little noise; (samples,) float32 at 48 kHz."""
    rng = np.random.default_rng(seed)
    middle_hz = (195 if subject in FEMALE_SUBJECTS else 100) + subject % 7 * 6
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phase = rng.uniform() + np.cumsum(middle_hz * _wander(rng, time_s, 0.85, 1.2) / RATE_HZ)
    buzz = 2 * (phase % 1) - 1
    noise = rng.standard_normal(len(time_s), dtype=np.float32)
    loudness = rng.uniform(0.2, 0.7) * _wander(rng, time_s, 0.1, 1.0)
    return (loudness * buzz + 0.003 * noise).astype(np.float32)


def _wander(rng: np.random.Generator, time_s: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    """A line through random heights, one every tenth of a second."""
    count = int(10 * len(time_s) / RATE_HZ) + 2
    return np.interp(time_s, np.arange(count) / 10, rng.uniform(low, high, count))


def main() -> None:
    """Build a tree where the words say."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("manifest", type=Path)
    words.add_argument("folder", type=Path)
    words.add_argument("--full-length", action="store_true", help="as long as the recordings are: some 400 MB")
    asked = words.parse_args()
    write_enterface_tree(asked.folder, asked.manifest, 1.0 if asked.full_length else SHORT)


if __name__ == "__main__":
    main()
