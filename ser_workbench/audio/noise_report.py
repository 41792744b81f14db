# SPDX-License-Identifier: MIT
"""Is this collection of noise fit for use? Every file is decoded, and whatever is doubtful becomes a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ser_workbench.audio.clipping import CLIPPED_SHARE, clipped_share
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import power
from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_check import QUIETEST
from ser_workbench.audio.noise_groups import find_copies
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

NoiseFault = Literal["unreadable", "silent", "short", "rate", "padded", "clipped", "copy"]
SHORTEST_S = 1.0
"""A shorter noise is heard several times within one word, as a pulse."""
ZERO_RUN_MS = 10
"""So long without a sound between two steps of 16 bits is digital silence, which no room ever is."""
PADDED_SHARE = 0.5
FILES_AN_EVENT = 5


@dataclass(frozen=True, slots=True)
class NoiseProblem:
    """Something to know about a noise; only those that are `unreadable` or `silent` cannot be used."""

    noise_id: str
    problem: str
    """The end of a sentence that begins with the noise."""
    kind: NoiseFault


@dataclass(frozen=True, slots=True)
class NoiseReport:
    """What is wrong with a collection; what was found on opening comes first."""

    collection: NoiseCollection
    problems: tuple[NoiseProblem, ...]


def check_noise_collection(collection: NoiseCollection) -> Steps[NoiseReport]:
    """Decode every noise, one at a time, and look for what a noisy set would suffer from."""
    problems = list(problems_on_opening(collection))
    copies = yield from find_copies(collection.noises)
    total = len(collection.noises)
    for done, noise in enumerate(collection.noises, 1):
        problems += _find_problems(noise)
        if noise.id in copies:
            text = f"has the same content as {copies[noise.id]}; it stays on the same side, and counts twice."
            problems.append(NoiseProblem(noise.id, text, "copy"))
        if done % FILES_AN_EVENT == 0 or done == total:
            yield Progress("Checking noises", done, total, "files")
    return NoiseReport(collection, tuple(problems))


def problems_on_opening(collection: NoiseCollection) -> tuple[NoiseProblem, ...]:
    """The files that were left out because their headers could not be read."""
    return tuple(
        NoiseProblem(name, _without(str(collection.folder / name), text), "unreadable")
        for name, text in collection.problems
    )


def silent_share(samples: Samples, sample_rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """The share of samples, 0 to 1, that stand within one step of 16 bits for at least 10 ms."""
    quiet = np.concatenate(([False], np.abs(samples) <= 1 / 32768, [False]))
    edges = np.flatnonzero(quiet[1:] != quiet[:-1])  # starts and ends of runs, in turn
    lengths = edges[1::2] - edges[::2]
    return float(lengths[lengths >= ZERO_RUN_MS * sample_rate_hz / 1000].sum() / len(samples))


def _find_problems(noise: NoiseFile) -> Iterator[NoiseProblem]:
    if noise.seconds < SHORTEST_S:
        text = (
            f"lasts only {noise.seconds:.2f} s, so it repeats within an utterance; leave it out or take a longer one."
        )
        yield NoiseProblem(noise.id, text, "short")
    if noise.sample_rate_hz < SAMPLE_RATE_HZ:
        half = noise.sample_rate_hz / 2000
        text = (
            f"has {noise.sample_rate_hz} samples a second: nothing of it lies above {half:g} kHz, as if by a telephone."
        )
        yield NoiseProblem(noise.id, text, "rate")
    try:
        samples = read_audio(noise.file, noise.sample_rate_hz or SAMPLE_RATE_HZ)
    except AudioError as error:
        yield NoiseProblem(noise.id, _without(str(noise.file), str(error)), "unreadable")
        return
    if power(samples) < QUIETEST:
        yield NoiseProblem(noise.id, "is silent from beginning to end; it is passed over, remove it.", "silent")
        return
    silence = silent_share(samples, noise.sample_rate_hz or SAMPLE_RATE_HZ)
    if silence >= PADDED_SHARE:
        text = f"is digital silence for {silence:.0%} of its length; an excerpt in it moves on to where it sounds."
        yield NoiseProblem(noise.id, text, "padded")
    clipped = clipped_share(samples)
    if clipped >= CLIPPED_SHARE:
        yield NoiseProblem(noise.id, f"is clipped: {clipped:.1%} of its samples stand at full scale.", "clipped")


def _without(name: str, sentence: str) -> str:
    """The sentence about a file without its name, where it begins with it."""
    return sentence.removeprefix(name).strip()
