# SPDX-License-Identifier: MIT
"""Try a rival on a corpus: functionals, standardisation, folds, test; kept in the workspace."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.folds import Fold, fold_of_sides, folds_by_speaker
from ser_workbench.baselines.standardise import standardise_by, standardise_speakers
from ser_workbench.corpus.division import TEST
from ser_workbench.corpus.frozen import Partition, PartitionRow
from ser_workbench.corpus.hashing import hash_corpus
from ser_workbench.corpus.partition import partition_corpus, partition_loso
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import SettingsError
from ser_workbench.features.functionals import FunctionalStore, build_functionals
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.begin import emotions_of
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.intervals import ua_interval
from ser_workbench.runs.material import open_recordings
from ser_workbench.runs.result import CLEAN, PredictionRow, Score
from ser_workbench.runs.run_id import new_run_id
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineFold, BaselineResult, digest_of, keep_baseline
from ser_workbench.studies.baseline_methods import Answered, answer_folds
from ser_workbench.studies.baseline_settings import BaselineSettings, with_absolute_places
from ser_workbench.training.metrics import confusion_matrix, unweighted_accuracy, weighted_accuracy

SEED = 0
"""Of the bootstrap: the same answers give the same interval."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """The utterances of a baseline and what is known of each, in one order."""

    corpus: str
    partition: Partition
    points: NDArray[np.float32]
    """(utterances, features), as openSMILE gives them."""
    folds: tuple[Fold, ...]
    feature_seconds: float

    @property
    def rows(self) -> tuple[PartitionRow, ...]:
        return self.partition.rows


def run_baseline(workspace: Workspace, settings: BaselineSettings) -> Steps[BaselineResult]:
    """Try the rival of these settings, and keep what it found as a baseline of the workspace.

    Broken off, it leaves nothing but the functionals, which are not computed again.
    Memory: one kernel matrix and a copy, 8 bytes a pair of utterances each, beside the functionals.
    Raises SettingsError, CorpusError, AudioError or BadInputError for what cannot be, FailedError without openSMILE.
    """
    if not settings.corpus.folder:
        raise SettingsError("No corpus is named; set corpus.folder to the folder that holds the recordings.")
    settings = with_absolute_places(settings)
    refuse_within_recordings(workspace.folder, ExperimentSettings(corpus=settings.corpus))
    heard = yield from _hear(workspace, settings)
    yield StageStarted("Training and testing")
    begun = time.monotonic()
    answered = yield from _answer(settings, heard)
    predictions = _predictions(heard, answered)
    result = _result(settings, heard, answered, predictions, time.monotonic() - begun)
    keep_baseline(workspace, result, heard.partition, predictions)
    return result


def _hear(workspace: Workspace, settings: BaselineSettings) -> Steps[_Heard]:
    yield StageStarted("Opening the corpus")
    store = FunctionalStore(workspace.features_folder, settings.functionals)  # First: openSMILE may be missing.
    folder, reader = Path(settings.corpus.folder), settings.corpus.reader or None
    corpus = yield from open_recordings(workspace, folder, reader, FeatureSettings())
    hashes = yield from hash_corpus(corpus)
    partition, folds = _divide(corpus, settings, hashes)
    unlisted = len(corpus.utterances) - len(partition.rows)
    if unlisted:
        yield Note(f"{unlisted:,} recordings are not in {settings.partition.file}; left out.", is_warning=True)
    yield StageStarted("Computing functionals")
    files = {row.content_hash: folder / row.utterance_id for row in partition.rows}
    seconds = yield from build_functionals(files, store)
    points = store.load([row.content_hash for row in partition.rows])
    return _Heard(corpus.name, partition, points, folds, seconds)


def _divide(
    corpus: Corpus, settings: BaselineSettings, hashes: Mapping[str, str]
) -> tuple[Partition, tuple[Fold, ...]]:
    """The utterances and the folds over them; under LOSO every utterance stands on `test`, unless one speaker is named.

    Raises what `partition_corpus` raises.
    """
    asked = settings.partition
    if not settings.is_loso or asked.held_out:
        partition = partition_corpus(corpus, asked, hashes)
    else:
        first = partition_loso(corpus, asked, hashes)[0]
        partition = Partition(tuple(replace(row, side=TEST) for row in first.rows))
    if not settings.is_loso:
        return partition, (fold_of_sides([row.side for row in partition.rows]),)
    folds = folds_by_speaker([row.speaker for row in partition.rows], settings.svm.choice_folds)
    return partition, tuple(fold for fold in folds if asked.held_out in ("", fold.name))


def _answer(settings: BaselineSettings, heard: _Heard) -> Steps[tuple[Answered, ...]]:
    labels = [row.emotion for row in heard.rows]
    if settings.svm.standardise == "speaker":
        points = standardise_speakers(heard.points, [row.speaker for row in heard.rows])
        return (yield from answer_folds(settings, points, labels, heard.folds))
    answered: list[Answered] = []
    for fold in heard.folds:  # Whom they are standardised by differs, so that no kernel can be shared.
        points = standardise_by(heard.points, heard.points[fold.train])
        answered += yield from answer_folds(settings, points, labels, [fold])
    return tuple(answered)


def _predictions(heard: _Heard, answered: Sequence[Answered]) -> list[PredictionRow]:
    said: dict[int, str] = {}
    for fold, answer in zip(heard.folds, answered, strict=True):
        said.update(zip(fold.test.tolist(), answer.predicted.tolist(), strict=True))
    rows = ((heard.rows[place], predicted) for place, predicted in sorted(said.items()))
    return [PredictionRow(CLEAN, row.utterance_id, row.speaker, row.emotion, predicted, ()) for row, predicted in rows]


def _result(
    settings: BaselineSettings,
    heard: _Heard,
    answered: Sequence[Answered],
    predictions: Sequence[PredictionRow],
    seconds: float,
) -> BaselineResult:
    emotions = emotions_of(row.emotion for row in heard.rows)
    return BaselineResult(
        id=new_run_id(f"{settings.method}-{settings.functionals.name}-{settings.partition.scheme}".lower()),
        created=datetime.now().astimezone().isoformat(timespec="seconds"),
        corpus=heard.corpus,
        settings=settings,
        emotions=emotions,
        speakers=tuple(sorted({row.speaker for row in predictions})),
        score=_score([row.emotion for row in predictions], [row.predicted for row in predictions], emotions),
        interval=ua_interval(predictions, np.random.default_rng(SEED)),
        by_kernel=_by_kernel(heard, answered, emotions),
        folds=tuple(
            _describe(heard, fold, answer, emotions) for fold, answer in zip(heard.folds, answered, strict=True)
        ),
        features=heard.points.shape[1],
        data=digest_of(heard.partition, settings.is_loso),
        feature_seconds=round(heard.feature_seconds, 3),
        seconds=round(seconds, 3),
    )


def _describe(heard: _Heard, fold: Fold, answer: Answered, emotions: Sequence[str]) -> BaselineFold:
    ua = _score(_truth(heard, fold), answer.predicted.tolist(), emotions).ua
    return BaselineFold(fold.name, answer.chosen, answer.choice_ua, ua)


def _by_kernel(heard: _Heard, answered: Sequence[Answered], emotions: Sequence[str]) -> dict[str, float]:
    truth = [emotion for fold in heard.folds for emotion in _truth(heard, fold)]
    said = {
        kernel: [name for answer in answered for name in answer.by_kernel[kernel].tolist()]
        for kernel in answered[0].by_kernel
    }
    return {kernel: _score(truth, names, emotions).ua for kernel, names in said.items()}


def _truth(heard: _Heard, fold: Fold) -> list[str]:
    return [heard.rows[place].emotion for place in fold.test]


def _score(truth: Sequence[str], said: Sequence[str], emotions: Sequence[str]) -> Score:
    code = {emotion: number for number, emotion in enumerate(emotions)}
    true, predicted = [code[name] for name in truth], [code[name] for name in said]
    confusion = tuple(tuple(map(int, row)) for row in confusion_matrix(true, predicted, len(emotions)))
    ua = unweighted_accuracy(true, predicted, len(emotions))
    return Score(ua, weighted_accuracy(true, predicted), len(true), confusion)
