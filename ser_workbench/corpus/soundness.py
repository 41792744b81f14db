# SPDX-License-Identifier: MIT
"""What can be wrong with the samples of one recording, each fault as the end of a sentence about the file."""

from collections.abc import Iterator

import numpy as np

from ser_workbench.audio.clipping import CLIPPED_SHARE, clipped_share
from ser_workbench.audio.mixing import SILENCE_POWER, power
from ser_workbench.audio.samples import Samples
from ser_workbench.corpus.fault import Fault
from ser_workbench.corpus.utterance import ProblemKind
from ser_workbench.errors import AudioError, EmptyAudioError, NonFiniteAudioError

WINDOW_MS = 25.0
"""One analysis window (paper.md, Section 1); a shorter recording has no features."""
SILENT_BELOW = 1 / 32768
"""Peak around the mean, full scale 1: below one step of 16-bit audio nothing can be heard."""
SMALLEST_OFFSET = 0.005
OFFSET_SHARE = 0.1
"""An offset that makes up this share of a recording's power (10 dB below the whole) is a fault of the recorder."""
SILENT = "is silent; remove it or record it again."


def find_faults(samples: Samples, sample_rate_hz: int) -> Iterator[Fault]:
    """Each thing that is wrong with a decoded recording.

    samples: (samples,) float32 at the file's own rate, finite, at least one
    """
    duration_ms = 1000 * len(samples) / sample_rate_hz
    if duration_ms < WINDOW_MS:
        yield Fault("short", name_shortness(duration_ms, WINDOW_MS))
    if is_silent(samples):
        yield Fault("silent", SILENT)
        return
    share = clipped_share(samples)
    if share >= CLIPPED_SHARE:
        text = f"is clipped: {share:.1%} of its samples stand at full scale; record it again at a lower level."
        yield Fault("clipped", text)
    offset = float(samples.mean(dtype=np.float64))
    if abs(offset) >= SMALLEST_OFFSET and offset**2 >= OFFSET_SHARE * power(samples):
        yield Fault("offset", f"has a constant offset of {offset:.1%} of full scale; filter it out below 20 Hz.")


def is_silent(samples: Samples) -> bool:
    """Whether nothing moves (all stays within one 16-bit step of the mean), or too little to lay noise over."""
    middle = float(samples.mean(dtype=np.float64))
    return bool(np.abs(samples - np.float32(middle)).max() < SILENT_BELOW) or power(samples) < SILENCE_POWER


def name_shortness(duration_ms: float, window_ms: float) -> str:
    """That a recording gives no features, as the end of a sentence about it."""
    return f"is too short: {duration_ms:.1f} ms, less than a window of {window_ms:g} ms; remove or record it again."


def name_fault(error: AudioError) -> str:
    """Why a file cannot be heard, as the end of a sentence about it."""
    if isinstance(error, EmptyAudioError):
        return "holds no samples; remove it or record it again."
    if isinstance(error, NonFiniteAudioError):
        return "holds NaN or infinite samples; remove it or export it again."
    if "permissions" in str(error):
        return "may not be read by you; check its permissions."
    if "cut off" in str(error):
        return "is cut off before its end; copy or export it again."
    if "no sound track" in str(error):
        return "holds no sound track; remove it or export it again with sound."
    return "cannot be read as audio; remove it or export it again."


def kind_of_fault(error: AudioError) -> ProblemKind:
    """What kind of problem a file that cannot be heard is."""
    return "truncated" if "cut off" in str(error) else "unreadable"
