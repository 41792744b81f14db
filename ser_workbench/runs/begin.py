# SPDX-License-Identifier: MIT
"""The decisions of a run, made once and written into its folder: partition and noisy set."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.partition import Partition, hash_corpus, partition_corpus, verify_files
from ser_workbench.corpus.utterance import EMOTIONS
from ser_workbench.errors import MissingFolderError, PartitionError, SettingsError, UnreadableAudioError
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.folder import RunFolder, RunIdentity
from ser_workbench.runs.integrity import load_decisions
from ser_workbench.runs.leak_check import Copies, find_copies_apart
from ser_workbench.runs.material import draw_noise, open_recordings, sides_of
from ser_workbench.runs.packing import check_checksums
from ser_workbench.runs.run_id import new_run_id
from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders
from ser_workbench.runs.workspace import Workspace

FILES_AN_EVENT = 20


def begin_run(settings: ExperimentSettings, workspace: Workspace, new_id: str | None = None) -> Steps[str]:
    """Open the corpus, divide it, draw the noisy set, and enter a new run; returns its id.

    new_id: what it shall be called, a name that no run has; None: a new name
    Raises SettingsError, CorpusError, AudioError, or BadInputError where the workspace lies among the recordings; then
    no run exists.
    """
    if not settings.corpus.folder:
        raise SettingsError("No corpus is named; set corpus.folder to the folder that holds the recordings.")
    settings = with_absolute_folders(settings)
    refuse_within_recordings(workspace.folder, settings)
    yield StageStarted("Opening the corpus")
    folder, reader = Path(settings.corpus.folder), settings.corpus.reader or None
    corpus = yield from open_recordings(workspace, folder, reader, settings.features)
    hashes = yield from hash_corpus(corpus)
    partition = partition_corpus(corpus, settings.partition, hashes)
    unlisted = len(corpus.utterances) - len(partition.rows)
    if unlisted:
        yield Note(f"{unlisted:,} recordings are not in {settings.partition.file}; left out.", is_warning=True)
    copies = yield from find_copies_apart(corpus, partition, hashes)
    yield StageStarted("Drawing the noisy set")
    noisy, noise_hashes = yield from draw_noise(
        settings, [row.utterance_id for row in partition.rows], sides_of(partition)
    )
    return _enter(workspace, settings, _Decided(corpus.name, partition, noisy, noise_hashes, copies), new_id)


def begin_again(
    folder: Path, workspace: Workspace, corpus_folder: Path | None = None, noise_folder: Path | None = None
) -> Steps[str]:
    """Enter a new run with the settings, the partition and the noisy set of another run's folder; returns its id.

    Raises RunError for a folder that is no run, MissingFolderError for data that moved,
    PartitionError where a recording or a noise is not the same any more.
    """
    old = RunFolder(folder)
    check_checksums(folder, folder)
    decided = load_decisions(old)
    partition, noisy, noise_hashes = decided.partition, decided.noisy_set, decided.noise_hashes
    moved = {"corpus.folder": corpus_folder, "noise.folder": noise_folder}
    settings = with_absolute_folders(
        decided.settings.changed({key: str(place) for key, place in moved.items() if place})
    )
    for key, place in (("corpus.folder", settings.corpus.folder), ("noise.folder", settings.noise.folder)):
        if place and not Path(place).is_dir():
            raise MissingFolderError(
                f"{place} is not there, but the run was made from it; set {key} to where it is now."
            )
    yield from verify_data(settings, partition, noise_hashes)
    again = _Decided(decided.identity.corpus, partition, noisy, noise_hashes, old.load_copies())
    return _enter(workspace, settings, again)


def verify_data(settings: ExperimentSettings, partition: Partition, noise_hashes: dict[str, str]) -> Steps[None]:
    """Check that recordings and noises are those that the run was begun with.

    Raises PartitionError naming the first that has gone or changed.
    """
    yield StageStarted("Verifying the recordings")
    yield from verify_files(partition, Path(settings.corpus.folder))
    for done, (noise_id, content_hash) in enumerate(sorted(noise_hashes.items()), 1):
        file = Path(settings.noise.folder) / noise_id
        try:
            is_same = hash_recording(file) == content_hash
        except UnreadableAudioError:
            raise PartitionError(f"{file} is gone, but the run was begun with it; put it back.") from None
        if not is_same:
            raise PartitionError(f"{file} has changed since the run was begun; put the old file back.")
        if done % FILES_AN_EVENT == 0 or done == len(noise_hashes):
            yield Progress("Verifying noises", done, len(noise_hashes), "files")


def emotions_of(names: Iterable[str]) -> tuple[str, ...]:
    """The classes of a network: the known emotions in their order, then others by name."""
    present = set(names)
    return tuple(e for e in EMOTIONS if e in present) + tuple(sorted(present - set(EMOTIONS)))


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a run is made from."""

    corpus: str
    partition: Partition
    noisy: Sequence[NoisyItem]
    noise_hashes: Mapping[str, str]
    copies: Copies | None


def _enter(workspace: Workspace, settings: ExperimentSettings, decided: _Decided, new_id: str | None = None) -> str:
    """Write the decisions into a new folder, which appears whole, and enter the run."""
    run_id = new_id or new_run_id(settings.model.name)
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    emotions = emotions_of(row.emotion for row in decided.partition.rows)
    identity = RunIdentity(run_id, created, decided.corpus, emotions)
    place = workspace.run_folder(run_id)
    with workspace.new_folder(place) as beside:
        folder = RunFolder(beside)
        folder.save_identity(identity)
        folder.save_settings(settings)
        decided.partition.save_csv(folder.partition)
        folder.save_noisy_set(decided.noisy, decided.noise_hashes, settings.noise.seed)
        if decided.copies is not None:
            folder.save_copies(decided.copies)
    try:
        workspace.store.add(identity, settings)
    except BaseException:  # A disk that is full by now, or Ctrl+C: a folder that no run owns would stay for ever.
        shutil.rmtree(place, ignore_errors=True)
        raise
    return run_id
