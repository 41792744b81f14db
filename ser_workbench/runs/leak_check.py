# SPDX-License-Identifier: MIT
"""The leak check of a run: what its test could know from its training; before it begins, and in its report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.division import SIDES, TEST
from ser_workbench.corpus.doubles import find_doubles
from ser_workbench.corpus.hearing import hear_all
from ser_workbench.corpus.leaks import find_leaks
from ser_workbench.corpus.partition import Partition
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.folder import RunFolder

Copies = tuple[tuple[str, str], ...]
"""Ids of utterances that are copies of one another, by their sound."""


def find_copies_apart(corpus: Corpus, partition: Partition, hashes: Mapping[str, str]) -> Steps[Copies]:
    """Near-duplicates that stand on two sides, each told as a warning.

    hashes: utterance id -> content hash
    """
    listed = {row.utterance_id for row in partition.rows}
    utterances = [utterance for utterance in corpus.utterances if utterance.id in listed]
    hearings = yield from hear_all(utterances, "Looking for copies of recordings", with_words=True)
    doubles = yield from find_doubles(utterances, hashes, hearings)
    report = find_leaks(partition.rows, [(earlier.id, later.id) for earlier, later, _ in doubles])
    for sentence in report.sentences():
        yield Note(f"{sentence} See 'corpus check'.", is_warning=True)
    return tuple((one.utterance_id, other.utterance_id) for one, other in report.copies or ())


def describe_leak_check(folder: RunFolder) -> dict[str, object]:
    """What was checked and what came of it, a line each, from the run's folder alone."""
    partition, copies = folder.load_partition(), folder.load_copies()
    report = find_leaks(partition.rows, copies)
    contents = len({row.content_hash for row in partition.rows})
    told: dict[str, object] = {
        "speakers": f"each of {report.all_speakers:,} on one side only",
        "recordings": f"each of {contents:,} contents on one side only",
        "copies by sound": _tell_copies(copies),
    }
    noisy, noise_hashes = folder.load_noisy_set()
    if noisy:
        told["noise files"] = _tell_noises(partition, noisy, noise_hashes)
    return told


def _tell_copies(copies: Copies | None) -> str:
    if copies is None:
        return "not looked for"
    if not copies:
        return "none on two sides"
    pairs = ", ".join(f"{one} and {other}" for one, other in copies)
    return f"{len(copies):,} on two sides, so the test is not independent of the training: {pairs}"


def _tell_noises(partition: Partition, noisy: Iterable[NoisyItem], hashes: Mapping[str, str]) -> str:
    side_of = {row.utterance_id: row.side for row in partition.rows}
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for item in noisy:
        heard[side_of[item.utterance_id]].add(hashes[item.noise_id])
    in_test = heard[TEST]
    before = set().union(*(heard[side] for side in SIDES if side != TEST))
    shared = len(in_test & before)
    if not shared:
        return f"none of the {len(in_test):,} of the test is heard in training or validation"
    return f"the test hears noises of the training: {shared:,} of its {len(in_test):,} are heard there or in validation"
