# SPDX-License-Identifier: MIT
"""Is this corpus fit for use? Every file is decoded, and whatever is wrong becomes one sentence."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ser_workbench.corpus.conflicts import find_speaker_problems
from ser_workbench.corpus.doubles import Likeness, double_problems, find_doubles
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.hearing import hear_all
from ser_workbench.corpus.uniformity import find_outsiders
from ser_workbench.corpus.utterance import Corpus, Problem
from ser_workbench.errors import UnreadableAudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 20


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a corpus holds and what is wrong with it; the problems found on opening come first."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    hashes: Mapping[str, str]
    """Utterance id -> content hash, of the files that can be read."""
    doubles: tuple[Likeness, ...]
    """Utterances that are copies of earlier ones."""

    def to_json(self) -> dict[str, Any]:
        """The report as `corpus check --json` prints it (product.md)."""
        return {
            "reader": self.corpus.reader,
            "utterances": len(self.corpus.utterances),
            "speakers": len(self.corpus.speakers),
            "genders": self.corpus.count_genders(),
            "emotions": self.corpus.count_emotions(),
            "seconds": round(self.corpus.seconds, 3),
            "problems": [{"file": problem.file, "problem": problem.problem} for problem in self.problems],
        }


def check_corpus(corpus: Corpus) -> Steps[CorpusReport]:
    """Decode every file once and look for faults, copies, outsiders, and labels that contradict each other."""
    problems = [
        replace(problem, kind="left-out") if problem.kind == "other" else problem for problem in corpus.problems
    ]
    hearings = yield from hear_all(corpus.utterances, "Checking recordings", with_words=True)
    heard = list(zip(corpus.utterances, hearings, strict=True))
    for utterance, hearing in heard:
        problems += [Problem(utterance.id, fault.text, fault.kind) for fault in hearing.faults]
    audible = [(utterance, hearing) for utterance, hearing in heard if hearing.samples_hash]
    problems += find_outsiders(audible)
    hashes = yield from _hash_files(corpus)
    doubles = yield from find_doubles(corpus.utterances, hashes, hearings)
    problems += double_problems(doubles)
    problems += find_speaker_problems(corpus)
    return CorpusReport(corpus, tuple(problems), hashes, tuple(doubles))


def _hash_files(corpus: Corpus) -> Steps[dict[str, str]]:
    """Utterance id -> content hash, of the files that can be read."""
    hashes = {}
    for number, utterance in enumerate(corpus.utterances, start=1):
        with suppress(UnreadableAudioError):
            hashes[utterance.id] = hash_recording(utterance.file)
        if number % FILES_AN_EVENT == 0 or number == len(corpus.utterances):
            yield Progress("Hashing recordings", number, len(corpus.utterances), "files")
    return hashes
