# SPDX-License-Identifier: MIT
"""A corpus is divided by speaker and frozen with the content of every file."""

from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.division import SIDES, TRAIN, PartitionSettings, divide_speakers
from ser_workbench.corpus.frozen import Partition, PartitionRow, check_leaks
from ser_workbench.corpus.hashing import hash_corpus, hash_recording
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import PartitionError, UnreadableAudioError
from ser_workbench.progress import Progress, Steps

__all__ = [
    "SIDES",
    "Partition",
    "PartitionRow",
    "PartitionSettings",
    "check_leaks",
    "divide_speakers",
    "find_seed",
    "hash_corpus",
    "partition_corpus",
    "partition_loso",
    "verify_files",
]

SEEDS_TRIED = 1000
FILES_AN_EVENT = 20


def partition_corpus(corpus: Corpus, settings: PartitionSettings, hashes: Mapping[str, str]) -> Partition:
    """Divide the corpus as asked; `hashes` is utterance id → content hash (`hash_corpus`).

    Raises PartitionError for too few speakers or an emotion missing from a side (under LOSO: from the
    training side), LeakError for files of the same content on two sides.
    """
    sides = divide_speakers(corpus.speakers, settings)
    fault = _find_missing_emotion(corpus, sides, settings)
    if fault:
        raise PartitionError(f"{fault}; {_advise(corpus, settings)}")
    rows = (
        PartitionRow(u.id, u.speaker, u.gender, u.emotion, sides[u.speaker], hashes[u.id], u.seconds)
        for u in corpus.utterances
    )
    partition = Partition(tuple(rows))
    check_leaks(partition)
    return partition


def partition_loso(corpus: Corpus, settings: PartitionSettings, hashes: Mapping[str, str]) -> tuple[Partition, ...]:
    """Leave one speaker out: a partition a speaker, in the order of `corpus.speakers`.

    Raises what `partition_corpus` raises.
    """
    return tuple(
        partition_corpus(corpus, settings.changed({"scheme": "loso", "held_out": speaker}), hashes)
        for speaker in corpus.speakers
    )


def find_seed(corpus: Corpus, settings: PartitionSettings) -> int | None:
    """The first seed after the asked one that leaves no side without an emotion; None when none of 1000 does."""
    for step in range(1, SEEDS_TRIED):
        seed = (settings.seed + step) % 2**31
        other = settings.model_copy(update={"seed": seed})
        if not _find_missing_emotion(corpus, divide_speakers(corpus.speakers, other), other):
            return seed
    return None


def verify_files(partition: Partition, corpus_folder: Path) -> Steps[None]:
    """Check that every file still has the content that it was frozen with.

    Raises PartitionError naming the first file that has gone or changed.
    """
    for number, row in enumerate(partition.rows, start=1):
        file = corpus_folder / row.utterance_id
        try:
            has_changed = hash_recording(file) != row.content_hash
        except UnreadableAudioError:
            raise PartitionError(
                f"{file} is gone, but the partition was frozen with it; put it back or partition the corpus again."
            ) from None
        if has_changed:
            raise PartitionError(
                f"{file} has changed since the partition was frozen; put the old file back or partition again."
            )
        if number % FILES_AN_EVENT == 0 or number == len(partition.rows):
            yield Progress("Verifying recordings", number, len(partition.rows), "files")


def _find_missing_emotion(corpus: Corpus, sides: Mapping[str, str], settings: PartitionSettings) -> str:
    """`The validation side (speaker 03) has no disgust`, or nothing when all is well."""
    present = {(sides[utterance.speaker], utterance.emotion) for utterance in corpus.utterances}
    for side in (TRAIN,) if settings.scheme == "loso" else SIDES:
        missing = [emotion for emotion in corpus.emotions if (side, emotion) not in present]
        if missing:
            names = [speaker for speaker, its_side in sides.items() if its_side == side]
            word = "speaker" if len(names) == 1 else "speakers"
            return f"The {side} side ({word} {', '.join(names)}) has no {' and no '.join(missing)}"
    return ""


def _advise(corpus: Corpus, settings: PartitionSettings) -> str:
    if settings.scheme == "loso":
        return "record it with other speakers too, or leave the emotion out."
    seed = find_seed(corpus, settings)
    if seed is None:
        return "choose larger shares for validation and test."
    return f"choose another seed ({seed} works) or other shares."
