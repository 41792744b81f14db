# SPDX-License-Identifier: MIT
"""Every recording is decoded once, and all that is asked of its samples is answered then.

What was heard is remembered while the program runs, about 1 kB for 3 s of speech: checking a corpus and then training
on it decodes nothing twice.

Why so: fingerprints take ten times as long as decoding 16 kHz speech (4 ms a file), so they are made only where copies
are looked for.
"""

import hashlib
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
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
    words: Fingerprint | None = None
    """The fingerprint, where it was asked for and the recording can be decoded."""


_known: dict[FileState, Hearing] = {}


def hear(file: Path, with_words: bool) -> Hearing:
    """Decode a recording, unless it was (with its fingerprint, if that is wanted) and has not changed since."""
    state = state_of(file)
    known = _known.get(state) if state is not None else None
    if known is not None and (known.words is not None or not with_words or not known.samples_hash):
        return known
    hearing = _decode(file, with_words)
    if state is not None:
        _known[state] = hearing
    return hearing


def hear_all(utterances: Sequence[Utterance], stage: str, with_words: bool = False) -> Steps[list[Hearing]]:
    """Decode every recording, several at a time; in the order of the utterances."""
    hearings: list[Hearing] = []
    for hearing in _in_threads([utterance.file for utterance in utterances], with_words):
        hearings.append(hearing)
        if len(hearings) % FILES_AN_EVENT == 0 or len(hearings) == len(utterances):
            yield Progress(stage, len(hearings), len(utterances), "files")
    return hearings


def _in_threads(files: Sequence[Path], with_words: bool) -> Iterator[Hearing]:
    """Decoding and Fourier transforms do not hold the interpreter, so threads suffice to use all cores."""
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="hearing")
    begun: deque[Future[Hearing]] = deque()
    try:
        for file in files:
            begun.append(pool.submit(hear, file, with_words))
            if len(begun) > AHEAD * threads:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _decode(file: Path, with_words: bool) -> Hearing:
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
        words=fingerprint(samples, rate_hz) if with_words else None,
    )
