# SPDX-License-Identifier: MIT
"""What baselines found, kept in the workspace: `baselines/<id>/` with settings, partition, result and predictions."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.corpus.frozen import Partition
from ser_workbench.runs.result import PredictionRow, Score
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_settings import BaselineSettings


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
        return self.settings.partition.scheme == "loso"


def list_baselines(workspace: Workspace) -> list[BaselineResult]:
    """All that are kept, newest first; a folder that is damaged is left out."""
    raise NotImplementedError


def load_baseline_predictions(workspace: Workspace, baseline_id: str) -> tuple[PredictionRow, ...]:
    """What it said of every test utterance (condition `clean`, no probabilities).

    Raises RunError when there is no such baseline, or its folder is damaged.
    """
    raise NotImplementedError


def load_baseline_partition(workspace: Workspace, baseline_id: str) -> Partition:
    """Every utterance with its content and side; under LOSO all stand on `test`.

    Raises RunError when there is no such baseline, or its folder is damaged.
    """
    raise NotImplementedError


def delete_baseline(workspace: Workspace, baseline_id: str) -> None:
    """Remove its folder. Raises RunError when there is no such baseline."""
    raise NotImplementedError
