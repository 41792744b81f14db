# SPDX-License-Identifier: MIT
"""A noisy set for itself, without a training: its recipe is drawn and written as tables into a folder.

`noisy_set.csv` is the recipe, `noises.csv` says what each noise is, `partition.csv` who stands where (only where
noises are divided), `noisy_set.toml` holds the settings that draw it again and may be trained from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.noise import NoiseCollection
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import Partition, hash_corpus, partition_corpus
from ser_workbench.corpus.usable import leave_out_unusable
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import BadInputError, SettingsError
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.material import choose_noises, draw_from, sides_of
from ser_workbench.runs.noisy_table import load_noisy_table, save_noisy_table
from ser_workbench.runs.settings import ExperimentSettings, load_experiment
from ser_workbench.runs.whole_file import write_table, write_text

TABLE, NOISES, PARTITION, SETTINGS = "noisy_set.csv", "noises.csv", "partition.csv", "noisy_set.toml"
NOISE_COLUMNS = ("noise_id", "class", "side", "seconds", "sample_rate_hz", "channels", "sha256")


@dataclass(frozen=True, slots=True)
class NoisyRecipe:
    """All that a noisy set is made from."""

    settings: ExperimentSettings
    corpus: Corpus
    noises: NoiseCollection
    items: tuple[NoisyItem, ...]
    hashes: dict[str, str]
    """Of the noises that are drawn, by id."""
    partition: Partition | None
    """None in the paper's mode, which knows no sides."""

    @property
    def seconds(self) -> float:
        """The length of all noisy utterances together."""
        seconds = {utterance.id: utterance.seconds for utterance in self.corpus.utterances}
        return sum(seconds[item.utterance_id] for item in self.items)

    def noise_sides(self) -> dict[str, str]:
        """Noise id → the side that hears it; empty in the paper's mode."""
        if self.partition is None:
            return {}
        side_of = {row.utterance_id: row.side for row in self.partition.rows}
        return {item.noise_id: side_of[item.utterance_id] for item in self.items}


def draw_recipe(settings: ExperimentSettings, *, is_listening: bool) -> Steps[NoisyRecipe]:
    """Open corpus and noises (folders must be absolute), divide both, and draw the noisy set.

    is_listening: decode every recording first and leave out what is silent or broken, as a training does; without,
    names and headers are believed
    Raises CorpusError, SettingsError or AudioError.
    """
    corpus = yield from open_corpus(Path(settings.corpus.folder), settings.corpus.reader or None)
    if is_listening:
        corpus = yield from leave_out_unusable(corpus, settings.features.window_samples)
    if corpus.problems:
        first = corpus.problems[0]
        yield Note(f"Left out of the corpus: {len(corpus.problems)}; the first: {first.file} {first.problem}", True)
    partition = sides = None
    if settings.noise.mode == "disjoint":
        partition = partition_corpus(corpus, settings.partition, (yield from hash_corpus(corpus)))
        sides = sides_of(partition)
    chosen = yield from choose_noises(settings.noise, sides)
    ids = [utterance.id for utterance in corpus.utterances]
    items, hashes = yield from draw_from(chosen, settings.noise, ids)
    return NoisyRecipe(settings, corpus, chosen.collection, items, hashes, partition)


def save_recipe(recipe: NoisyRecipe, folder: Path) -> None:
    """Write the tables and the settings; a folder that holds the same recipe already is left as it is.

    Raises BadInputError for a folder that holds another one, or files of these names that are the user's, and what
    `refuse_place` raises.
    """
    refuse_place(folder, recipe.settings)
    folder.mkdir(parents=True, exist_ok=True)
    there = [name for name in (TABLE, NOISES, PARTITION, SETTINGS) if (folder / name).exists()]
    if there and not _is_of(recipe, folder):
        raise BadInputError(
            f"{folder} holds another noisy set, or other files of the same names ({', '.join(there)}); choose an empty "
            "folder."
        )
    write_text(folder / SETTINGS, recipe.settings.to_toml())  # First: it tells a set that was killed here as ours.
    save_noisy_table(folder / TABLE, recipe.items, recipe.hashes, recipe.settings.noise.seed)
    write_table(folder / NOISES, NOISE_COLUMNS, _noise_rows(recipe))
    if recipe.partition is not None:
        recipe.partition.save_csv(folder / PARTITION)


def _is_of(recipe: NoisyRecipe, folder: Path) -> bool:
    """Whether the folder holds this recipe, or its beginning; one that cannot be read is another."""
    try:
        settings = load_experiment(folder / SETTINGS)
        is_begun = not (folder / TABLE).exists()
        table = (recipe.items, recipe.hashes) if is_begun else load_noisy_table(folder / TABLE)
    except (SettingsError, OSError, ValueError, KeyError, TypeError):
        return False
    is_same_set = (settings.noise, settings.corpus) == (recipe.settings.noise, recipe.settings.corpus)
    return is_same_set and table == (recipe.items, recipe.hashes)


def refuse_place(folder: Path, settings: ExperimentSettings) -> None:
    """Raises BadInputError for a place that is no folder, or lies within the user's recordings."""
    if folder.exists() and not folder.is_dir():
        raise BadInputError(f"{folder} is a file; name a folder for the noisy set.")
    refuse_within_recordings(folder, settings)
    place = folder.resolve()
    for kind, name in (("corpus", settings.corpus.folder), ("noise folder", settings.noise.folder)):
        recordings = Path(name).resolve()
        if place / "audio" in (recordings, *recordings.parents):
            raise BadInputError(f"The noisy set would be written over the {kind} {name}; choose another place.")


def _noise_rows(recipe: NoisyRecipe) -> Iterator[tuple[object, ...]]:
    sides = recipe.noise_sides()
    for n in recipe.noises.noises:
        if n.id in recipe.hashes:
            about = (round(n.seconds, 3), n.sample_rate_hz, n.channels)
            yield n.id, n.noise_class, sides.get(n.id, ""), *about, recipe.hashes[n.id]
