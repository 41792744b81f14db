# SPDX-License-Identifier: MIT
"""The decisions of a run, made once and written into its folder: partition and noisy set."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ser_workbench.audio.noise import NoiseCollection, open_noise
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.partition import Partition, hash_corpus, partition_corpus, verify_files
from ser_workbench.corpus.utterance import EMOTIONS, Corpus
from ser_workbench.errors import PartitionError, SettingsError, UnreadableAudioError
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.folder import RunFolder, RunIdentity
from ser_workbench.runs.run_id import new_run_id
from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders
from ser_workbench.runs.workspace import Workspace

NO_NOISE = "No noise folder is named: there is no noisy condition, the network is trained and tested on clean speech."
FILES_AN_EVENT = 20


def begin_run(settings: ExperimentSettings, workspace: Workspace) -> Steps[str]:
    """Open the corpus, divide it, draw the noisy set, and enter a new run; returns its id.

    Raises SettingsError, CorpusError or AudioError; then no run exists.
    """
    if not settings.corpus.folder:
        raise SettingsError("No corpus is named; set corpus.folder to the folder that holds the recordings.")
    settings = with_absolute_folders(settings)
    yield StageStarted("Opening the corpus")
    corpus = yield from open_corpus(Path(settings.corpus.folder), settings.corpus.reader or None)
    if corpus.problems:
        yield Note(_left_out(corpus), is_warning=True)
    hashes = yield from hash_corpus(corpus)
    partition = partition_corpus(corpus, settings.partition, hashes)
    yield StageStarted("Drawing the noisy set")
    noisy, noise_hashes = yield from draw_noise(settings, [row.utterance_id for row in partition.rows])
    return _enter(workspace, settings, corpus.name, partition, noisy, noise_hashes)


def begin_again(
    folder: Path, workspace: Workspace, corpus_folder: Path | None = None, noise_folder: Path | None = None
) -> Steps[str]:
    """Enter a new run with the settings, the partition and the noisy set of another run's folder; returns its id.

    Raises RunError for a folder that is no run, PartitionError where a recording or a noise is not the same any more.
    """
    old = RunFolder(folder)
    identity, settings, partition = old.load_identity(), old.load_settings(), old.load_partition()
    noisy, noise_hashes = old.load_noisy_set()
    moved = {"corpus.folder": corpus_folder, "noise.folder": noise_folder}
    settings = with_absolute_folders(settings.changed({key: str(place) for key, place in moved.items() if place}))
    yield from verify_data(settings, partition, noise_hashes)
    return _enter(workspace, settings, identity.corpus, partition, noisy, noise_hashes)


def draw_noise(settings: ExperimentSettings, ids: list[str]) -> Steps[tuple[tuple[NoisyItem, ...], dict[str, str]]]:
    """The noisy set of these utterances, and the hash of each noise that it uses; both empty without a noise folder."""
    if not settings.has_noise:
        yield Note(NO_NOISE, is_warning=True)
        return (), {}
    collection: NoiseCollection = yield from open_noise(Path(settings.noise.folder))
    if collection.problems:
        yield Note(_noises_left_out(collection), is_warning=True)
    noisy = draw_noisy_set(ids, collection, settings.noise)
    hashes = yield from _hash_noises(collection, {item.noise_id for item in noisy})
    return noisy, hashes


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


def _hash_noises(collection: NoiseCollection, used: set[str]) -> Steps[dict[str, str]]:
    hashes: dict[str, str] = {}
    noises = [noise for noise in collection.noises if noise.id in used]
    for done, noise in enumerate(noises, 1):
        hashes[noise.id] = hash_recording(noise.file)
        if done % FILES_AN_EVENT == 0 or done == len(noises):
            yield Progress("Hashing noises", done, len(noises), "files")
    return hashes


def _enter(
    workspace: Workspace,
    settings: ExperimentSettings,
    corpus: str,
    partition: Partition,
    noisy: Iterable[NoisyItem],
    noise_hashes: dict[str, str],
) -> str:
    """Write the decisions into a new folder, which appears whole, and enter the run."""
    run_id = new_run_id(settings.model.name)
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    identity = RunIdentity(run_id, created, corpus, emotions_of(row.emotion for row in partition.rows))
    place = workspace.run_folder(run_id)
    with workspace.new_folder(place) as beside:
        folder = RunFolder(beside)
        folder.save_identity(identity)
        folder.save_settings(settings)
        partition.save_csv(folder.partition)
        folder.save_noisy_set(noisy, noise_hashes)
    workspace.store.add(identity, settings)
    return run_id


def _left_out(corpus: Corpus) -> str:
    first = corpus.problems[0]
    more = f" and {len(corpus.problems) - 1} more" if len(corpus.problems) > 1 else ""
    return f"Left out of the corpus: {first.file} ({first.problem}){more}."


def _noises_left_out(collection: NoiseCollection) -> str:
    name, reason = collection.problems[0]
    more = f" (and {len(collection.problems) - 1} more)" if len(collection.problems) > 1 else ""
    return f"Left out of the noises: {name}{more}; {reason}"
