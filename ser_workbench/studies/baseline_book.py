# SPDX-License-Identifier: MIT
"""What baselines found, kept in the workspace: `baselines/<id>/` with settings, partition, result and predictions."""

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from ser_workbench.corpus.frozen import Partition
from ser_workbench.errors import RunError, WorkbenchError
from ser_workbench.runs.result import CLEAN, PredictionRow, Score
from ser_workbench.runs.whole_file import read_table, write_json, write_table, write_text
from ser_workbench.runs.workspace import Workspace
from ser_workbench.settings import load_settings
from ser_workbench.studies.baseline_settings import BaselineSettings

SETTINGS, PARTITION, RESULT, PREDICTIONS = "config.toml", "partition.csv", "result.json", "predictions.csv"
COLUMNS = ("utterance", "speaker", "emotion", "predicted")


@dataclass(frozen=True, slots=True)
class BaselineFold:
    """One test: of one speaker under LOSO, of the test side under TVT."""

    name: str
    """The speaker left out, or `test`."""
    chosen: Mapping[str, str | float]
    """What was chosen before the test: `{"kernel": "rbf", "cost": 10.0}`."""
    choice_ua: float
    """UA by which it was chosen, 0 to 1."""
    test_ua: float
    """UA over the emotions of this fold's test, 0 to 1."""


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """What one rival did on one corpus, clean."""

    id: str
    created: str
    """Local time, ISO 8601, to the second."""
    corpus: str
    """The name of the corpus folder; the folder itself is in the settings."""
    settings: BaselineSettings
    emotions: tuple[str, ...]
    speakers: tuple[str, ...]
    """Who was tested, sorted."""
    score: Score
    """Over all folds together."""
    interval: tuple[float, float] | None
    """95 % of the UA, from a bootstrap over speakers; None of one speaker."""
    by_kernel: Mapping[str, float]
    """UA of each kernel tried, by itself, 0 to 1; the paper reports the best of them. Empty but for SVMs."""
    folds: tuple[BaselineFold, ...]
    features: int
    """How many features an utterance has."""
    data: str
    """A digest of recordings, labels and sides: equal where two baselines learnt from and were tested on the same."""
    feature_seconds: float
    """To compute those functionals that were not kept yet."""
    seconds: float
    """For everything but the functionals: kernels, choosing, learning, testing."""

    @property
    def method(self) -> str:
        """`svm` or `skrrr`."""
        return self.settings.method

    @property
    def is_loso(self) -> bool:
        """Whether every speaker was tested in turn."""
        return self.settings.is_loso

    def to_json(self) -> dict[str, Any]:
        """What result.json holds and the command line prints for machines."""
        return {
            "baseline": self.id,
            "created": self.created,
            "method": self.method,
            "features": {"set": self.settings.functionals.name, "count": self.features},
            "scheme": self.settings.partition.scheme,
            "corpus": self.corpus,
            "emotions": list(self.emotions),
            "speakers": list(self.speakers),
            "test": {CLEAN: {"ua": self.score.ua, "wa": self.score.wa}},
            "interval": None if self.interval is None else list(self.interval),
            "score": self.score.to_json(),
            "by_kernel": dict(self.by_kernel),
            "folds": [asdict(fold) for fold in self.folds],
            "data": self.data,
            "feature_seconds": self.feature_seconds,
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any], settings: BaselineSettings) -> Self:
        """What `to_json` wrote."""
        return cls(
            id=str(values["baseline"]),
            created=str(values["created"]),
            corpus=str(values["corpus"]),
            settings=settings,
            emotions=tuple(map(str, values["emotions"])),
            speakers=tuple(map(str, values["speakers"])),
            score=Score.from_json(values["score"]),
            interval=None
            if values["interval"] is None
            else (float(values["interval"][0]), float(values["interval"][1])),
            by_kernel={str(kernel): float(ua) for kernel, ua in values["by_kernel"].items()},
            folds=tuple(BaselineFold(**fold) for fold in values["folds"]),
            features=int(values["features"]["count"]),
            data=str(values["data"]),
            feature_seconds=float(values["feature_seconds"]),
            seconds=float(values["seconds"]),
        )


def list_baselines(workspace: Workspace) -> list[BaselineResult]:
    """All that are kept, newest first; a folder that is damaged is left out."""
    found = []
    for place in _places(workspace):
        try:
            found.append(_load(place))
        except RunError:
            continue
    return sorted(found, key=lambda result: (result.created, result.id), reverse=True)


def name_baselines(workspace: Workspace) -> frozenset[str]:
    """The ids of all, damaged ones too; a glance into a folder, that may be taken often."""
    return frozenset(place.name for place in _places(workspace))


def load_baseline_predictions(workspace: Workspace, baseline_id: str) -> tuple[PredictionRow, ...]:
    """What it said of every test utterance (condition `clean`, no probabilities).

    Raises RunError when there is no such baseline, or its folder is damaged.
    """
    file = _place(workspace, baseline_id) / PREDICTIONS
    with _damage_told(file):
        rows = read_table(file)
        return tuple(
            PredictionRow(CLEAN, row["utterance"], row["speaker"], row["emotion"], row["predicted"], ()) for row in rows
        )


def delete_baseline(workspace: Workspace, baseline_id: str) -> None:
    """Remove its folder. Raises RunError when there is no such baseline."""
    place = _place(workspace, baseline_id)
    place.joinpath(RESULT).unlink(missing_ok=True)  # First, so that a half-removed folder is no baseline.
    shutil.rmtree(place, ignore_errors=True)


def keep_baseline(
    workspace: Workspace, result: BaselineResult, partition: Partition, predictions: Sequence[PredictionRow]
) -> None:
    """Write the folder of a baseline, which appears whole."""
    place = _folder(workspace) / result.id
    place.parent.mkdir(exist_ok=True)
    with workspace.new_folder(place) as beside:
        write_text(beside / SETTINGS, result.settings.to_toml())
        partition.save_csv(beside / PARTITION)
        rows = ([getattr(row, name) for name in COLUMNS] for row in predictions)
        write_table(beside / PREDICTIONS, COLUMNS, rows)
        write_json(beside / RESULT, result.to_json())


def digest_of(partition: Partition, is_loso: bool) -> str:
    """Equal for two partitions of the same recordings and labels on the same sides; under LOSO whatever the sides.

    Recordings are known by content: a corpus may be opened at its folder or at one below.
    """
    rows = sorted((row.content_hash, row.speaker, row.emotion, "" if is_loso else row.side) for row in partition.rows)
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _folder(workspace: Workspace) -> Path:
    return workspace.folder / "baselines"


def _place(workspace: Workspace, baseline_id: str) -> Path:
    if baseline_id not in name_baselines(workspace):
        raise RunError(f"There is no baseline '{baseline_id}' in this workspace; list them with 'baseline list'.")
    return _folder(workspace) / baseline_id


def _places(workspace: Workspace) -> list[Path]:
    """The folders of baselines; `.part` is one that is being written, or whose writer was killed."""
    folder = _folder(workspace)
    return [place for place in folder.iterdir() if place.suffix != ".part"] if folder.is_dir() else []


def _load(place: Path) -> BaselineResult:
    file = place / RESULT
    with _damage_told(file):
        settings = load_settings(BaselineSettings, place / SETTINGS)
        return BaselineResult.from_json(json.loads(file.read_text(encoding="utf-8")), settings)


@contextmanager
def _damage_told(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error, WorkbenchError) as error:
        raise RunError(
            f"{file} is missing or damaged ({str(error).strip().rstrip('.')}); delete the baseline and make it again."
        ) from None
