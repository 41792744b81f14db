# SPDX-License-Identifier: MIT
"""Recordings from which nothing can be learnt are left out before the speakers are divided.

A header does not tell that a recording is silent, holds NaN or breaks off; found only while features are
computed it would cost a whole run. Every recording is decoded, once while the program runs.
"""

from dataclasses import replace

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.corpus.fault import Fault
from ser_workbench.corpus.hearing import Hearing, hear_all
from ser_workbench.corpus.soundness import name_shortness
from ser_workbench.corpus.utterance import Corpus, Problem, ProblemKind, Utterance
from ser_workbench.errors import NoAudioError
from ser_workbench.progress import Steps

UNUSABLE: frozenset[ProblemKind] = frozenset({"unreadable", "truncated", "silent", "short"})


def leave_out_unusable(corpus: Corpus, window_samples: int) -> Steps[Corpus]:
    """The corpus without what is unreadable, silent, not finite or shorter than one window (at 16 kHz).

    What is left out becomes a problem of the corpus; the same object when nothing is.
    Raises NoAudioError when nothing is left.
    """
    kept: list[Utterance] = []
    problems: list[Problem] = []
    hearings = yield from hear_all(corpus.utterances, "Listening to the recordings")
    for utterance, hearing in zip(corpus.utterances, hearings, strict=True):
        fault = _find_fault(hearing, window_samples)
        if fault is None:
            kept.append(utterance)
        else:
            problems.append(Problem(utterance.id, fault.text, fault.kind))
    if not problems:
        return corpus
    if not kept:
        raise NoAudioError(
            f"No recording in {corpus.folder} can be used: {problems[0].file} {problems[0].problem}",
        )
    return replace(corpus, utterances=tuple(kept), problems=(*corpus.problems, *problems))


def _find_fault(hearing: Hearing, window_samples: int) -> Fault | None:
    for fault in hearing.faults:
        if fault.kind in UNUSABLE:
            return fault
    if hearing.length < window_samples:
        milliseconds = 1000 / SAMPLE_RATE_HZ
        return Fault("short", name_shortness(hearing.length * milliseconds, window_samples * milliseconds))
    return None
