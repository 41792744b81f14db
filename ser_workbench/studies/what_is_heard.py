# SPDX-License-Identifier: MIT
"""Which utterances of a run, or of another corpus, are to be listened to. No torch."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.frozen import PartitionRow
from ser_workbench.corpus.genders import FILE_NAME, load_genders
from ser_workbench.corpus.partition import hash_corpus
from ser_workbench.errors import RunError
from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.progress import Steps
from ser_workbench.runs.begin import emotions_of, verify_data
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.integrity import Decisions, load_decisions
from ser_workbench.runs.items import Item, clean_items, noisy_items
from ser_workbench.runs.material import draw_noise, open_recordings
from ser_workbench.runs.other_settings import for_other_data
from ser_workbench.runs.output_rows import output_rows
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Heard:
    """What a network is to hear, and what must be known of it."""

    settings: ExperimentSettings
    """Of the run, with the folders of these recordings."""
    items: tuple[Item, ...]
    rows: tuple[OutputRow, ...]
    """Of the items, in their order."""
    scaling_items: tuple[Item, ...]
    """Whom features normalised per speaker are fitted on: all that the run hears of its speakers."""
    verify: Callable[[], Steps[None]]
    """Raises PartitionError where a recording has gone or changed; asked before anything is computed from them."""


def heard_of_run(workspace: Workspace, run_id: str, side: str | None, condition: str) -> Heard:
    """The utterances of a run, as it was begun; the noisy condition is clean and noisy together.

    Raises RunError for a damaged run, or one without noise where the noisy condition is asked for.
    """
    decided = load_decisions(RunFolder(workspace.run_folder(run_id)))
    if condition != CLEAN and not decided.settings.has_noise:
        raise RunError(f"Run '{run_id}' was made without noise; ask for the clean condition.")
    rows = [row for row in decided.partition.rows if side in (None, row.side)]
    emotions = decided.identity.emotions
    items = clean_items(rows, emotions)
    if condition != CLEAN:
        items += _noisy(rows, decided)
    return _as_heard(workspace, decided, rows, items)


def heard_at_snr(workspace: Workspace, run_id: str, side: str | None, snr_db: float, noise_seed: int) -> Heard:
    """Each utterance under one noise of those that its side hears in this run; the same one at every ratio.

    Raises RunError for a damaged run or one without noise.
    """
    decided = load_decisions(RunFolder(workspace.run_folder(run_id)))
    if not decided.settings.has_noise:
        raise RunError(f"Run '{run_id}' was made without noise, so there is none to lay over its utterances.")
    rows = [row for row in decided.partition.rows if side in (None, row.side)]
    drawn = _draw_one_each(rows, _noises_by_side(decided), round(snr_db, 2), noise_seed)
    overs = decided.noise_hashes, decided.settings.noise.snr_over
    items = noisy_items(rows, decided.identity.emotions, drawn, *overs)
    return _as_heard(workspace, decided, rows, items)


def heard_of_corpus(
    workspace: Workspace, settings: ExperimentSettings, corpus: Path, noise: Path | None, condition: str
) -> Steps[Heard]:
    """All utterances of another corpus, also those of emotions that the network does not know.

    noise: where the noises of its noisy condition are drawn from; None: from the run's own folder
    Raises CorpusError, AudioError, or RunError for the noisy condition without any noise.
    """
    place = noise or (Path(settings.noise.folder) if settings.has_noise else None)
    if condition != CLEAN and place is None:
        raise RunError("There is no noise for the noisy condition: the run was made without; name a folder of noise.")
    opened = yield from open_recordings(workspace, corpus, None, settings.features)
    settings = for_other_data(settings, opened.folder, None if condition == CLEAN else place)
    hashes = yield from hash_corpus(opened)
    rows = [PartitionRow(u.id, u.speaker, u.gender, u.emotion, "", hashes[u.id], u.seconds) for u in opened.utterances]
    emotions = emotions_of(row.emotion for row in rows)
    items = clean_items(rows, emotions)
    if condition != CLEAN:
        drawn, noise_hashes = yield from draw_noise(settings, [row.utterance_id for row in rows], None)
        items += noisy_items(rows, emotions, drawn, noise_hashes, settings.noise.snr_over)
    found = tuple(items)
    return Heard(settings, found, _rows_of(found, rows, {}), found, _nothing_to_verify)


def _as_heard(workspace: Workspace, decided: Decisions, rows: Sequence[PartitionRow], items: Iterable[Item]) -> Heard:
    settings, found = decided.settings, tuple(items)
    everyone: tuple[Item, ...] = ()
    if settings.features.normalisation == "speaker":
        everyone = (*clean_items(decided.partition.rows, decided.identity.emotions),)
        everyone += (*_noisy(decided.partition.rows, decided),)

    def verify() -> Steps[None]:
        return verify_data(settings, decided.partition, decided.noise_hashes)

    # What the user has said about speakers since the run was begun.
    named = load_genders(workspace.folder / FILE_NAME)
    folder = Path(settings.corpus.folder).resolve().as_posix()
    genders = {speaker: gender for (corpus, speaker), gender in named.items() if corpus == folder}
    return Heard(settings, found, _rows_of(found, rows, genders), everyone, verify)


def _noisy(rows: Iterable[PartitionRow], decided: Decisions) -> list[Item]:
    over = decided.settings.noise.snr_over
    return noisy_items(rows, decided.identity.emotions, decided.noisy_set, decided.noise_hashes, over)


def _rows_of(items: Iterable[Item], rows: Iterable[PartitionRow], genders: Mapping[str, str]) -> tuple[OutputRow, ...]:
    known = {row.utterance: row for row in output_rows(rows, genders)}
    return tuple(
        replace(known[item.utterance], noise=item.noise, snr_db=item.snr_db) if item.noise else known[item.utterance]
        for item in items
    )


def _noises_by_side(decided: Decisions) -> dict[str, list[str]]:
    """The noises that the utterances of each side are laid under in the run's noisy set."""
    side_of = {row.utterance_id: row.side for row in decided.partition.rows}
    found: dict[str, set[str]] = {}
    for item in decided.noisy_set:
        found.setdefault(side_of[item.utterance_id], set()).add(item.noise_id)
    return {side: sorted(noises) for side, noises in found.items()}


def _draw_one_each(
    rows: Iterable[PartitionRow], noises: Mapping[str, Sequence[str]], snr_db: float, seed: int
) -> list[NoisyItem]:
    drawn = []
    for row in rows:
        name = hashlib.sha256(row.utterance_id.encode()).digest()[:8]
        rng = np.random.default_rng((seed, int.from_bytes(name, "big")))
        noise = noises[row.side][int(rng.integers(len(noises[row.side])))]
        drawn.append(NoisyItem(row.utterance_id, noise, round(float(rng.random()), 6) % 1.0, snr_db))
    return drawn


def _nothing_to_verify() -> Steps[None]:
    """What was opened a moment before has not changed."""
    yield from ()
