# SPDX-License-Identifier: MIT
"""What a run, or a test on other data, is made from: the recordings with their speakers, and the noisy set."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.noise import NoiseCollection, open_noise
from ser_workbench.audio.noise_check import check_noises
from ser_workbench.audio.noise_choice import leave_out
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import NoiseSplit, UtteranceSides, split_noises
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.genders import FILE_NAME, apply_genders, load_genders
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.corpus.partition import SIDES, Partition
from ser_workbench.corpus.usable import leave_out_unusable
from ser_workbench.corpus.utterance import Corpus, Problem
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace

NO_NOISE = "No noise folder is named: there is no noisy condition, the network is trained and tested on clean speech."
FILES_AN_EVENT = 20
MOST_NAMED = 5
"""So many files are named in a note; `corpus check` names all."""


def open_recordings(workspace: Workspace, folder: Path, reader: str | None, features: FeatureSettings) -> Steps[Corpus]:
    """The recordings of a corpus that can be used, their speakers' genders as the user of this workspace names them.

    Raises CorpusError, or WorkspaceError for a table of speakers that cannot be read.
    """
    genders = load_genders(workspace.folder / FILE_NAME)
    corpus = yield from open_corpus(folder, reader)
    corpus = yield from leave_out_unusable(corpus, features.window_samples)
    if corpus.problems:
        yield Note(_left_out_of_corpus(corpus.problems), is_warning=True)
    return apply_genders(corpus, genders)


@dataclass(frozen=True, slots=True)
class ChosenNoises:
    """The noises that may be drawn, and how they are divided; no split where any noise may be drawn anywhere."""

    collection: NoiseCollection
    split: NoiseSplit | None


def draw_noise(
    settings: ExperimentSettings, ids: Sequence[str], sides: UtteranceSides | None
) -> Steps[tuple[tuple[NoisyItem, ...], dict[str, str]]]:
    """The noisy set of these utterances, and the hash of each noise that it uses; both empty without a noise folder.

    sides: of the utterances, among which the noises are divided too; None: any noise may be drawn
    Raises MissingFolderError, NoAudioError, or SettingsError for what can be neither left out nor divided.
    """
    if not settings.has_noise:
        yield Note(NO_NOISE, is_warning=True)
        return (), {}
    chosen = yield from choose_noises(settings.noise, sides)
    return (yield from draw_from(chosen, settings.noise, ids))


def choose_noises(settings: NoiseSettings, sides: UtteranceSides | None) -> Steps[ChosenNoises]:
    """Open the folder of noise, leave out what is to be left out, and divide the rest as the mode asks.

    Raises what `draw_noise` raises.
    """
    opened = yield from open_noise(Path(settings.folder))
    collection = leave_out(opened, settings.left_out)
    split = yield from split_noises(collection, settings, sides)
    if split is not None:
        yield Note(f"The noises are divided: {count_sides(split)}.")
    return ChosenNoises(collection, split)


def draw_from(
    chosen: ChosenNoises, settings: NoiseSettings, ids: Sequence[str]
) -> Steps[tuple[tuple[NoisyItem, ...], dict[str, str]]]:
    """The noisy set of these utterances, and the hash of each noise that it uses.

    Noises that turn out to be silent or unreadable are passed over. Only those drawn are decoded: of a large folder
    and a small corpus that is a part.
    Raises NoAudioError when no noise is left.
    """
    collection = chosen.collection
    faults: dict[str, str] = {}
    known: set[str] = set()
    while True:
        noisy = draw_noisy_set(ids, collection, settings, faults, chosen.split)
        drawn = {item.noise_id for item in noisy}
        if drawn <= known:
            break
        found = yield from check_noises(noise for noise in collection.noises if noise.id in drawn - known)
        known |= drawn
        faults |= found
        if not found:
            break
    problems = (*collection.problems, *faults.items())
    if problems:
        yield Note(_left_out_of_noises(problems), is_warning=True)
    return noisy, (yield from _hash_noises(collection, drawn))


def sides_of(partition: Partition) -> UtteranceSides:
    """Where the utterances of a partition stand; the noises are shared out as its speakers are."""
    shares = {side: float(len(partition.speakers(side))) for side in SIDES}
    return UtteranceSides({row.utterance_id: row.side for row in partition.rows}, shares)


def count_sides(split: NoiseSplit) -> str:
    """Noises a side, in words."""
    counts = split.count_noises()
    return ", ".join(f"{counts[side]} for {side}" for side in SIDES if side in counts)


def _hash_noises(collection: NoiseCollection, used: set[str]) -> Steps[dict[str, str]]:
    hashes: dict[str, str] = {}
    noises = [noise for noise in collection.noises if noise.id in used]
    for done, noise in enumerate(noises, 1):
        hashes[noise.id] = hash_recording(noise.file)
        if done % FILES_AN_EVENT == 0 or done == len(noises):
            yield Progress("Hashing noises", done, len(noises), "files")
    return hashes


def _left_out_of_corpus(problems: Sequence[Problem]) -> str:
    first = f"{problems[0].file} {problems[0].problem}"
    if len(problems) == 1:
        return f"Left out of the corpus: {first}"
    return f"Left out of the corpus: {_list([problem.file for problem in problems])}. The first: {first}"


def _left_out_of_noises(problems: Sequence[tuple[str, str]]) -> str:
    return f"Left out of the noises: {_list([name for name, _ in problems])}. {problems[0][1]}"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else shown
