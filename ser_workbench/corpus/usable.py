# SPDX-License-Identifier: MIT
"""Recordings from which nothing can be learnt are left out before the speakers are divided.

A header does not tell that a recording is silent, holds NaN or breaks off; found only while features are
computed it would cost a whole run. Every recording is decoded, once while the program runs.
"""

from ser_workbench.audio.content import FileState, state_of
from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.corpus.soundness import SILENT, is_silent, name_fault, name_shortness
from ser_workbench.corpus.utterance import Corpus, Problem, Utterance
from ser_workbench.errors import AudioError, NoAudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 10
_known: dict[FileState, tuple[str, int]] = {}
"""What is wrong with a recording (empty: nothing), and its samples at 16 kHz."""


def leave_out_unusable(corpus: Corpus, window_samples: int) -> Steps[Corpus]:
    """The corpus without what is unreadable, silent, not finite or shorter than one window (at 16 kHz).

    What is left out becomes a problem of the corpus; the same object when nothing is.
    Raises NoAudioError when nothing is left.
    """
    kept: list[Utterance] = []
    problems: list[Problem] = []
    total = len(corpus.utterances)
    for number, utterance in enumerate(corpus.utterances, start=1):
        fault = _find_fault(utterance, window_samples)
        if fault:
            problems.append(Problem(utterance.id, fault))
        else:
            kept.append(utterance)
        if number % FILES_AN_EVENT == 0 or number == total:
            yield Progress("Listening to the recordings", number, total, "files")
    if not problems:
        return corpus
    if not kept:
        raise NoAudioError(
            f"No recording in {corpus.folder} can be used: {problems[0].file} {problems[0].problem}",
        )
    return Corpus(corpus.folder, corpus.reader, tuple(kept), (*corpus.problems, *problems))


def _find_fault(utterance: Utterance, window_samples: int) -> str:
    state = state_of(utterance.file)
    if state is None or state not in _known:
        found = _listen(utterance)
        if state is None:
            return found[0]
        _known[state] = found
    fault, samples = _known[state]
    if not fault and samples < window_samples:
        return name_shortness(1000 * samples / SAMPLE_RATE_HZ, 1000 * window_samples / SAMPLE_RATE_HZ)
    return fault


def _listen(utterance: Utterance) -> tuple[str, int]:
    try:
        samples = read_audio(utterance.file)
    except AudioError as error:
        return name_fault(error), 0
    return SILENT if is_silent(samples) else "", len(samples)
