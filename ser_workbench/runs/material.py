# SPDX-License-Identifier: MIT
"""What a run, or a test on other data, is made from: the recordings with their speakers, and the noisy set."""

from pathlib import Path

from ser_workbench.audio.noise import NoiseCollection, open_noise
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.genders import FILE_NAME, apply_genders, load_genders
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace

NO_NOISE = "No noise folder is named: there is no noisy condition, the network is trained and tested on clean speech."
FILES_AN_EVENT = 20


def open_recordings(workspace: Workspace, folder: Path, reader: str | None) -> Steps[Corpus]:
    """A corpus, its speakers' genders as the user of this workspace names them.

    Raises CorpusError, or WorkspaceError for a table of speakers that cannot be read.
    """
    genders = load_genders(workspace.folder / FILE_NAME)
    corpus = yield from open_corpus(folder, reader)
    if corpus.problems:
        yield Note(_left_out(corpus), is_warning=True)
    return apply_genders(corpus, genders)


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


def _hash_noises(collection: NoiseCollection, used: set[str]) -> Steps[dict[str, str]]:
    hashes: dict[str, str] = {}
    noises = [noise for noise in collection.noises if noise.id in used]
    for done, noise in enumerate(noises, 1):
        hashes[noise.id] = hash_recording(noise.file)
        if done % FILES_AN_EVENT == 0 or done == len(noises):
            yield Progress("Hashing noises", done, len(noises), "files")
    return hashes


def _left_out(corpus: Corpus) -> str:
    first = corpus.problems[0]
    more = f" and {len(corpus.problems) - 1} more" if len(corpus.problems) > 1 else ""
    return f"Left out of the corpus: {first.file} ({first.problem}){more}."


def _noises_left_out(collection: NoiseCollection) -> str:
    name, reason = collection.problems[0]
    more = f" (and {len(collection.problems) - 1} more)" if len(collection.problems) > 1 else ""
    return f"Left out of the noises: {name}{more}; {reason}"
