# SPDX-License-Identifier: MIT
"""Every recording is decoded once, and all that is asked of its samples is answered then.

What was heard is remembered while the program runs, about 1 kB for 3 s of speech: checking a corpus and then training
on it decodes nothing twice.
"""

import hashlib
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ser_workbench.audio.content import FileState, state_of
from ser_workbench.audio.decode import average_channels, read_channels
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.corpus.channels import find_channel_faults
from ser_workbench.corpus.fault import Fault
from ser_workbench.corpus.fingerprint import Fingerprint, fingerprint
from ser_workbench.corpus.soundness import find_faults, kind_of_fault, name_fault
from ser_workbench.corpus.utterance import Utterance
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 5
MOST_THREADS = 4
AHEAD = 4
"""So many files a thread are decoded before they are asked for."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one decoding of a recording told; of one that cannot be decoded, only why."""

    faults: tuple[Fault, ...]
    sample_rate_hz: int = 0
    channels: int = 0
    length: int = 0
    """In samples at 16 kHz."""
    samples_hash: str = ""
    """SHA-256 of the samples: the same for one recording in two lossless formats."""
    words: Fingerprint = field(default_factory=lambda: np.zeros(0, np.uint32))


_known: dict[FileState, Hearing] = {}


def hear(file: Path) -> Hearing:
    """Decode a recording, unless it was decoded before and has not changed."""
    state = state_of(file)
    if state is None:
        return _decode(file)
    if state not in _known:
        _known[state] = _decode(file)
    return _known[state]


def hear_all(utterances: Sequence[Utterance], stage: str) -> Steps[list[Hearing]]:
    """Decode every recording, several at a time; in the order of the utterances."""
    hearings: list[Hearing] = []
    for hearing in _in_threads([utterance.file for utterance in utterances]):
        hearings.append(hearing)
        if len(hearings) % FILES_AN_EVENT == 0 or len(hearings) == len(utterances):
            yield Progress(stage, len(hearings), len(utterances), "files")
    return hearings


def _in_threads(files: Sequence[Path]) -> Iterator[Hearing]:
    """Decoding and Fourier transforms do not hold the interpreter, so threads suffice to use all cores."""
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="hearing")
    begun: deque[Future[Hearing]] = deque()
    try:
        for file in files:
            begun.append(pool.submit(hear, file))
            if len(begun) > AHEAD * threads:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _decode(file: Path) -> Hearing:
    try:
        frames, facts = read_channels(file)
    except AudioError as error:
        return Hearing((Fault(kind_of_fault(error), name_fault(error)),))
    samples, rate_hz = average_channels(frames), facts.sample_rate_hz
    return Hearing(
        faults=(*find_channel_faults(frames), *find_faults(samples, rate_hz)),
        sample_rate_hz=rate_hz,
        channels=frames.shape[1],
        length=len(samples) * SAMPLE_RATE_HZ // rate_hz,
        samples_hash=hashlib.sha256(np.ascontiguousarray(samples).data).hexdigest(),
        words=fingerprint(samples, rate_hz),
    )
