# SPDX-License-Identifier: MIT
"""Which noises cannot be laid over speech: every sample of them is looked at, once while the program runs."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ser_workbench.audio.content import FileState, state_of
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import SILENCE_POWER, power
from ser_workbench.audio.noise import NoiseFile
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

QUIETEST = 5 * SILENCE_POWER
"""Of a noise as a whole. An excerpt as `fit_noise` takes it holds at least a quarter of that power."""
FILES_AN_EVENT = 10
_known: dict[FileState, str] = {}


def check_noises(noises: Iterable[NoiseFile]) -> Steps[dict[str, str]]:
    """Decode these noises, one a core; id → why it cannot be used, a sentence, for those that cannot."""
    faults: dict[str, str] = {}
    wanted = list(noises)
    pool = ThreadPoolExecutor(os.cpu_count(), "noises")  # Decoding gives Python's lock away.
    try:
        found = pool.map(find_noise_fault, [noise.file for noise in wanted])
        for done, (noise, fault) in enumerate(zip(wanted, found, strict=True), 1):
            if fault:
                faults[noise.id] = fault
            if done % FILES_AN_EVENT == 0 or done == len(wanted):
                yield Progress("Listening to the noises", done, len(wanted), "files")
    finally:
        pool.shutdown(cancel_futures=True)
    return faults


def find_noise_fault(file: Path) -> str:
    """Why this file cannot be laid over speech; empty where it can."""
    state = state_of(file)
    if state is None or state not in _known:
        fault = _listen(file)
        if state is None:
            return fault
        _known[state] = fault
    return _known[state]


def _listen(file: Path) -> str:
    try:
        level = power(read_audio(file))
    except AudioError as error:
        return str(error)
    if level < QUIETEST:
        return f"{file} is silent from beginning to end, so it cannot be laid over speech; remove it."
    return ""
