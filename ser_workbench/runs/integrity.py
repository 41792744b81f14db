# SPDX-License-Identifier: MIT
"""Does a run's folder make sense? Folders come from other people, through mail and sticks and editors.

Each file alone is read by `folder.py`; here they are held against each other, before anything is computed from
them or entered into a store. What is wrong is told in one sentence that names the file.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.division import TRAIN
from ser_workbench.corpus.partition import SIDES, Partition
from ser_workbench.errors import BadCheckpointError
from ser_workbench.runs.folder import RunFolder, RunIdentity, damaged
from ser_workbench.runs.result import CLEAN, CONDITIONS, PredictionRow, RunResult
from ser_workbench.runs.settings import ExperimentSettings

RUN_ID = re.compile(r"(?!last$)[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
"""It becomes the name of a folder: neither dots nor slashes."""
LOUDEST_SNR_DB = 100.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided before the run began."""

    identity: RunIdentity
    settings: ExperimentSettings
    partition: Partition
    noisy_set: tuple[NoisyItem, ...]
    noise_hashes: dict[str, str]


def load_decisions(folder: RunFolder) -> Decisions:
    """Raises RunError when something is missing, damaged, or contradicts something else."""
    identity, settings, partition = folder.load_identity(), folder.load_settings(), folder.load_partition()
    noisy_set, noise_hashes = folder.load_noisy_set()
    _check_identity(folder, identity)
    _check_partition(folder, partition, identity.emotions)
    _check_noisy_set(folder, noisy_set, settings)
    if settings.noise.mode == "disjoint":
        _check_noise_sides(folder, noisy_set, partition)
    return Decisions(identity, settings, partition, noisy_set, noise_hashes)


def load_outcome(folder: RunFolder, identity: RunIdentity) -> tuple[RunResult | None, tuple[PredictionRow, ...]]:
    """Scores and predictions; None and nothing while the run is not finished. Raises RunError."""
    result = folder.load_result()
    if result is None:
        return None, ()
    if (result.run, result.emotions) != (identity.run, identity.emotions):
        raise damaged(folder.result, f"it is of run '{result.run}', not of '{identity.run}'")
    if not result.scores or not result.scores.keys() <= set(CONDITIONS):
        raise damaged(folder.result, "it names no condition, or one that there is not")
    rows = folder.load_predictions(result.emotions)
    for row in rows:
        if row.predicted not in result.emotions or not all(0 <= p < 1.001 for p in row.probabilities):
            raise damaged(folder.predictions, f"the prediction of {row.utterance} cannot be")
    for condition, score in result.scores.items():
        counts = Counter((row.emotion, row.predicted) for row in rows if row.condition == condition)
        counted = tuple(tuple(counts[true, said] for said in result.emotions) for true in result.emotions)
        is_share = all(0 <= share <= 1 for share in (score.ua, score.wa))
        if score.confusion != counted or score.items != sum(counts.values()) or not is_share:
            raise damaged(folder.result, f"its {condition} scores do not follow from predictions.csv")
    return result, rows


def check_networks(folder: RunFolder, decisions: Decisions, is_finished: bool) -> None:
    """Load what weights there are, without keeping them. Raises RunError (BadCheckpointError is one)."""
    from ser_workbench.runs.selected import load_selected
    from ser_workbench.training.checkpoint import load_checkpoint

    for condition in CONDITIONS:
        file = folder.best(condition)
        if file.exists():
            selected = load_selected(file)
            if (selected.run, selected.emotions) != (decisions.identity.run, decisions.identity.emotions):
                raise BadCheckpointError(
                    f"{file} is a network of another run ('{selected.run}'); put the right one there."
                )
            selected.build_network()
        elif is_finished and condition == CLEAN:
            raise BadCheckpointError(f"{file} is missing, though the run is finished; take the run from its export.")
    if folder.checkpoint.exists():
        load_checkpoint(folder.checkpoint)


def _check_identity(folder: RunFolder, identity: RunIdentity) -> None:
    if not RUN_ID.fullmatch(identity.run):
        raise damaged(folder.identity, f"'{identity.run}' can be no run's id")
    if len(set(identity.emotions)) != len(identity.emotions) or len(identity.emotions) < 1:
        raise damaged(folder.identity, "it does not name each emotion once")
    try:
        datetime.fromisoformat(identity.created)
    except ValueError:
        raise damaged(folder.identity, f"'{identity.created}' is no date") from None


def _check_partition(folder: RunFolder, partition: Partition, emotions: tuple[str, ...]) -> None:
    file = folder.partition
    seen: set[str] = set()
    for row in partition.rows:
        if row.utterance_id in seen:
            raise damaged(file, f"{row.utterance_id} stands there twice")
        seen.add(row.utterance_id)
        if not _leads_inside(row.utterance_id):
            raise damaged(file, f"{row.utterance_id} lies outside the corpus")
        if row.emotion not in emotions:
            raise damaged(file, f"{row.utterance_id} has the emotion '{row.emotion}', which the run does not know")
    for side in SIDES:
        if not partition.side(side):
            raise damaged(file, f"no utterance stands on the {side} side")
    missing = set(emotions) - {row.emotion for row in partition.side(TRAIN)}
    if missing:
        raise damaged(file, f"the {TRAIN} side has no {min(missing)}")


def _check_noisy_set(folder: RunFolder, noisy_set: tuple[NoisyItem, ...], settings: ExperimentSettings) -> None:
    file = folder.noisy_set
    if bool(noisy_set) != settings.has_noise:
        where = "names a noise folder" if settings.has_noise else "names no noise folder"
        raise damaged(file, f"it holds {len(noisy_set)} noisy utterances, but config.toml {where}")
    for item in noisy_set:
        if not _leads_inside(item.noise_id):
            raise damaged(file, f"{item.noise_id} lies outside the noise folder")
        is_number = math.isfinite(item.snr_db) and abs(item.snr_db) <= LOUDEST_SNR_DB
        if not is_number or not 0 <= item.offset < 1:
            raise damaged(file, f"the offset or the SNR of {item.noise_id} over {item.utterance_id} cannot be")


def _check_noise_sides(folder: RunFolder, noisy_set: tuple[NoisyItem, ...], partition: Partition) -> None:
    side_of = {row.utterance_id: row.side for row in partition.rows}
    heard: dict[str, str] = {}
    for item in noisy_set:
        side = side_of.get(item.utterance_id, "")
        other = heard.setdefault(item.noise_id, side)
        if other != side:
            raise damaged(
                folder.noisy_set,
                f"{item.noise_id} is heard on two sides, {other} and {side or 'none'}, but noise.mode is disjoint",
            )


def _leads_inside(name: str) -> bool:
    """Whether a path stays below the folder that it starts from, on every system."""
    path, windows = PurePosixPath(name), PureWindowsPath(name)
    is_relative = not path.is_absolute() and not windows.drive and not windows.root
    return (
        is_relative and bool(path.parts) and ".." not in path.parts and ".." not in windows.parts and "\0" not in name
    )
