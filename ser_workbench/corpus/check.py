# SPDX-License-Identifier: MIT
"""Is this corpus fit for use? Every file is decoded, and whatever is wrong becomes one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ser_workbench.audio.decode import look_at, read_audio
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.soundness import find_faults, name_fault
from ser_workbench.corpus.utterance import UNKNOWN_GENDER, Corpus, Problem, Utterance
from ser_workbench.errors import AudioError
from ser_workbench.progress import Progress, Steps

WHOLE_CORPUS = "."
"""The `file` of a problem that concerns the corpus as a whole: the folder itself."""
FILES_AN_EVENT = 5


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a corpus holds and what is wrong with it; the problems found on opening come first."""

    corpus: Corpus
    problems: tuple[Problem, ...]

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
    """Decode every file, one at a time, and look for faults, copies, and speakers that cannot be."""
    problems = list(corpus.problems)
    first_of: dict[str, Utterance] = {}
    total = len(corpus.utterances)
    for number, utterance in enumerate(corpus.utterances, start=1):
        problems += [Problem(utterance.id, fault) for fault in _find_faults(utterance, first_of)]
        if number % FILES_AN_EVENT == 0 or number == total:
            yield Progress("Checking recordings", number, total, "files")
    problems += find_speaker_problems(corpus)
    return CorpusReport(corpus, tuple(problems))


def find_speaker_problems(corpus: Corpus) -> Iterator[Problem]:
    """A corpus of one speaker; a speaker with two genders."""
    if len(corpus.speakers) == 1:
        yield Problem(
            WHOLE_CORPUS,
            f"has only one speaker ({corpus.speakers[0]}); training and testing by speaker needs at least three.",
        )
    first_of: dict[str, Utterance] = {}
    named: set[str] = set()
    for utterance in corpus.utterances:
        if utterance.gender == UNKNOWN_GENDER:
            continue
        first = first_of.setdefault(utterance.speaker, utterance)
        if first.gender != utterance.gender and utterance.speaker not in named:
            named.add(utterance.speaker)
            yield Problem(
                utterance.id,
                f"calls the speaker {utterance.speaker} {utterance.gender}, but {first.id} says {first.gender}; "
                "correct one of them.",
            )


def _find_faults(utterance: Utterance, first_of: dict[str, Utterance]) -> Iterator[str]:
    """The faults of one file; `first_of` remembers content hashes."""
    try:
        rate = look_at(utterance.file).sample_rate_hz
        yield from find_faults(read_audio(utterance.file, rate), rate)
        first = first_of.setdefault(hash_recording(utterance.file), utterance)
    except AudioError as error:
        yield name_fault(error)
        return
    if first is not utterance:
        yield f"has the same content as {first.id}{_compare(first, utterance)}; keep one of them."


def _compare(first: Utterance, second: Utterance) -> str:
    """How two files of one content disagree in what they are said to be."""
    parts = []
    if first.speaker != second.speaker:
        parts.append(f"speaker ({second.speaker}, {first.speaker})")
    if first.emotion != second.emotion:
        parts.append(f"emotion ({second.emotion}, {first.emotion})")
    return f" but another {' and '.join(parts)}" if parts else ""
