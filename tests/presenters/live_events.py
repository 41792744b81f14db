# SPDX-License-Identifier: MIT
"""What happens in a stream, made by hand."""

import numpy as np

from ser_workbench.audio.source import Block
from ser_workbench.live.events import RunningView, UtteranceEnded, UtteranceView
from ser_workbench.live.judgement import Judgement

EMOTIONS = ("anger", "fear", "sadness")


def judgement_of(*label_set: str, probability: float = 0.8) -> Judgement:
    rest = (1 - probability) / (len(EMOTIONS) - 1)
    probabilities = {emotion: probability if emotion == label_set[0] else rest for emotion in EMOTIONS}
    return Judgement(probabilities, label_set, 0.9)


def block_of(samples: np.ndarray, first: int = 0, heard_at: float = 0.0, overruns: int = 0) -> Block:
    peak = float(np.abs(samples).max())
    return Block(samples.astype(np.float32), first, heard_at, peak, peak >= 1, overruns)


def running_view(end_s: float, *label_set: str, has_speech: bool = True, heard_at: float = 0.0) -> RunningView:
    return RunningView(end_s - 2, end_s, judgement_of(*label_set), has_speech, 5.0, heard_at)


def utterance_view(start_s: float, end_s: float, *label_set: str, heard_at: float = 0.0) -> UtteranceView:
    return UtteranceView(start_s, end_s, judgement_of(*label_set), 6.0, heard_at)


def utterance(number: int, start_s: float, end_s: float, *label_set: str) -> UtteranceEnded:
    samples = np.full(round((end_s - start_s) * 16000), 0.1, np.float32)
    return UtteranceEnded(number, start_s, end_s, judgement_of(*label_set), (), (), samples, False, 7.0, 0.0)
