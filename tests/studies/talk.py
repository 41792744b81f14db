# SPDX-License-Identifier: MIT
"""A recording of several speakers with pauses, from the voices of the demo corpus."""

from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.resources import demo_corpus_folder

PAUSE_S = 0.9


def write_talk(file: Path, voices: int = 4) -> list[tuple[float, float]]:
    """Write a talk with a pause before and after each voice; returns from when to when each speaks, in seconds."""
    pause = np.zeros(round(PAUSE_S * SAMPLE_RATE_HZ), np.float32)
    parts, times, at = [pause], [], len(pause)
    for recording in sorted(demo_corpus_folder().rglob("*.ogg"))[:: 120 // voices][:voices]:
        samples = read_audio(recording)
        times.append((at / SAMPLE_RATE_HZ, (at + len(samples)) / SAMPLE_RATE_HZ))
        parts += [samples, pause]
        at += len(samples) + len(pause)
    write_audio(file, np.concatenate(parts))
    return times
