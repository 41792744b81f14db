# SPDX-License-Identifier: MIT
"""A corpus is divided by speaker and frozen with the content of every file."""

from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.balance import missing_emotions
from ser_workbench.corpus.division import SIDES, TRAIN, PartitionSettings, divide_speakers
from ser_workbench.corpus.fold_list import read_fold_list
from ser_workbench.corpus.frozen import Partition, PartitionRow
from ser_workbench.corpus.hashing import hash_corpus, hash_recording
from ser_workbench.corpus.leaks import check_leaks, shorten
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

    By a list (scheme `file`) only the utterances in it are taken.
    Raises PartitionError for too few speakers, a single emotion or one missing from a side (under LOSO: from the
    training side) or a list that cannot be used, LeakError for a speaker or a content on two sides.
    """
    sides = {} if settings.scheme == "file" else divide_speakers(corpus.speakers, settings)
    if len(corpus.emotions) < 2:  # A network that knows one answer is always right.
        raise PartitionError(
            f"The corpus has only one emotion ({corpus.emotions[0]}), so there is nothing to tell apart; add others."
        )
    if settings.scheme == "file":
        return _partition_by_list(corpus, settings, hashes)
    fault = _find_missing_emotion(corpus, sides, settings)
    if fault:
        raise PartitionError(_name_missing(corpus, sides, settings, fault))
    rows = (
        PartitionRow(u.id, u.speaker, u.gender, u.emotion, sides[u.speaker], hashes[u.id], u.seconds)
        for u in corpus.utterances
    )
    partition = Partition(tuple(rows))
    check_leaks(partition.rows)
    return partition


def _partition_by_list(corpus: Corpus, settings: PartitionSettings, hashes: Mapping[str, str]) -> Partition:
    if not settings.file:
        raise PartitionError("No list of sides is named; set partition.file to a CSV or TSV table.")
    listed = read_fold_list(Path(settings.file), corpus)
    if listed.is_folds:
        raise PartitionError(
            f"{listed.file} names folds ({shorten(listed.sides)}), not sides; write {', '.join(SIDES)} in their place."
        )
    rows = listed.rows_of(corpus, hashes)
    check_leaks(rows)
    for side in SIDES:
        if side not in listed.sides:
            raise PartitionError(f"{listed.file} puts nothing on the {side} side; a training needs all three sides.")
    for side, emotions in missing_emotions(rows, SIDES).items():
        if emotions:
            raise PartitionError(
                f"{listed.file} puts no {emotions[0]} on the {side} side; list some there, or none anywhere."
            )
    order = {utterance.id: place for place, utterance in enumerate(corpus.utterances)}
    return Partition(tuple(sorted(rows, key=lambda row: order[row.utterance_id])))


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
        if _find_missing_emotion(corpus, divide_speakers(corpus.speakers, other), other) is None:
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


def _find_missing_emotion(
    corpus: Corpus, sides: Mapping[str, str], settings: PartitionSettings
) -> tuple[str, str] | None:
    """The first emotion that is missing, and the side it is missing from."""
    present = {(sides[utterance.speaker], utterance.emotion) for utterance in corpus.utterances}
    for side in (TRAIN,) if settings.scheme == "loso" else SIDES:
        for emotion in corpus.emotions:
            if (side, emotion) not in present:
                return emotion, side
    return None


def _name_missing(corpus: Corpus, sides: Mapping[str, str], settings: PartitionSettings, fault: tuple[str, str]) -> str:
    """One sentence: which emotion, which side and its speakers, and what to do."""
    emotion, side = fault
    names = [speaker for speaker, its_side in sides.items() if its_side == side]
    who = f"{'speaker' if len(names) == 1 else 'speakers'} {', '.join(names)}"
    return f"The {side} side ({who}) has no {emotion}; {_advise(corpus, settings, emotion)}"


def _advise(corpus: Corpus, settings: PartitionSettings, emotion: str) -> str:
    if settings.scheme == "loso":
        return "record it with other speakers too, or leave the emotion out."
    if settings.scheme == "named":
        return "name another speaker there, or leave the emotion out."
    has_it = {utterance.speaker for utterance in corpus.utterances if utterance.emotion == emotion}
    if len(has_it) < len(SIDES):
        return (
            f"only {len(has_it)} of the {len(corpus.speakers)} speakers {'has' if len(has_it) == 1 else 'have'} it, "
            "so record it with more or leave the emotion out."
        )
    seed = find_seed(corpus, settings)
    if seed is None:
        return "choose larger shares for validation and test."
    return f"choose another seed ({seed} works) or other shares."
