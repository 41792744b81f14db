# SPDX-License-Identifier: MIT
"""One recording under two names: the same file, the same samples in another format, or the same sound."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ser_workbench.corpus.copies import find_copies
from ser_workbench.corpus.hearing import Hearing
from ser_workbench.corpus.utterance import Problem, ProblemKind, Utterance
from ser_workbench.progress import Steps

Likeness = tuple[Utterance, Utterance, str]
"""The earlier of two copies, the later one, and how they are alike: `has the same content as`."""

SAME_FILE = "has the same content as"
SAME_SAMPLES = "holds the same samples as"


def find_doubles(
    utterances: Sequence[Utterance], hashes: Mapping[str, str], hearings: Sequence[Hearing]
) -> Steps[list[Likeness]]:
    """Each utterance that is a copy of an earlier one, once.

    hashes: utterance id -> content hash, where the file can be read; hearings: one an utterance, with fingerprints
    """
    found: dict[str, Likeness] = {}
    first_file: dict[str, Utterance] = {}
    first_samples: dict[str, Utterance] = {}
    for utterance, hearing in zip(utterances, hearings, strict=True):
        if not hearing.samples_hash:
            continue
        earlier = first_file.setdefault(hashes.get(utterance.id, utterance.id), utterance)
        like = first_samples.setdefault(hearing.samples_hash, utterance)
        if earlier is not utterance:
            found[utterance.id] = earlier, utterance, SAME_FILE
        elif like is not utterance:
            found[utterance.id] = like, utterance, SAME_SAMPLES
    distinct = [place for place, utterance in enumerate(utterances) if utterance.id not in found]
    nothing = np.zeros(0, np.uint32)
    words = [nothing if (there := hearings[place].words) is None else there for place in distinct]
    copies = yield from find_copies(words, [utterances[place].file for place in distinct])
    for copy in copies:
        earlier, later = utterances[distinct[copy.earlier]], utterances[distinct[copy.number]]
        found[later.id] = earlier, later, f"is a copy (their waves correlate by {copy.correlation:.0%}) of"
    return [found[utterance.id] for utterance in utterances if utterance.id in found]


def double_problems(doubles: Sequence[Likeness]) -> Iterator[Problem]:
    """What is to be done about each: one speaker under two names, two emotions of one recording, or one too many."""
    for earlier, later, how in doubles:
        kind: ProblemKind = "duplicate" if how == SAME_FILE else "near-duplicate"
        parts, advice = [], "keep one of them"
        if earlier.speaker != later.speaker:
            parts.append(f"speaker ({later.speaker}, {earlier.speaker})")
            advice += f", and see whether {later.speaker} and {earlier.speaker} are one speaker under two names"
            kind = "speaker"
        if earlier.emotion != later.emotion:
            parts.append(f"emotion ({later.emotion}, {earlier.emotion})")
            kind = "label"
        but = f" but another {' and '.join(parts)}" if parts else ""
        yield Problem(later.id, f"{how} {earlier.id}{but}; {advice}.", kind)
