# SPDX-License-Identifier: MIT
"""A rival is tried on a corpus, and what it found is kept."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.baselines.folds import fold_of_sides, folds_by_speaker
from ser_workbench.baselines.settings import KERNELS
from ser_workbench.baselines.standardise import standardise_speakers
from ser_workbench.bench.plain_svm import answer_plainly
from ser_workbench.corpus.partition import Partition
from ser_workbench.errors import BadInputError, LeakError, RunError, SettingsError
from ser_workbench.features.functionals import FunctionalStore
from ser_workbench.progress import run_steps
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline import run_baseline
from ser_workbench.studies.baseline_book import (
    BaselineResult,
    delete_baseline,
    list_baselines,
    load_baseline_predictions,
)
from ser_workbench.studies.baseline_settings import BaselineSettings
from tests.corpora import write_tone_corpus

pytest.importorskip("opensmile", reason="the extra opensmile is not installed")

SPEAKERS = {f"s{number}": "female" if number % 2 else "male" for number in range(5)}
CLOSE_HZ = {"anger": 320.0, "happiness": 310.0, "sadness": 300.0}
"""Hard to tell apart, so that kernels and costs matter."""
FEW = {"functionals.feature_set": "EC", "svm.costs": "0.001, 1", "svm.choice_folds": 2}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tone_corpus(tmp_path_factory.mktemp("corpus"), speakers=SPEAKERS, emotions=CLOSE_HZ)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(tmp_path_factory.mktemp("workspace"))


def _partition(workspace: Workspace, baseline_id: str) -> Partition:
    return Partition.load_csv(workspace.folder / "baselines" / baseline_id / "partition.csv")


def _settings(corpus: Path, **changes: object) -> BaselineSettings:
    named = {key.replace("__", "."): value for key, value in changes.items()}
    return BaselineSettings().changed({"corpus.folder": str(corpus), **FEW, **named})


@pytest.fixture(scope="module")
def loso(corpus: Path, workspace: Workspace) -> BaselineResult:
    return run_steps(run_baseline(workspace, _settings(corpus, partition__scheme="loso")))


@pytest.fixture(scope="module")
def tvt(corpus: Path, workspace: Workspace, loso: BaselineResult) -> BaselineResult:
    return run_steps(run_baseline(workspace, _settings(corpus)))


def test_that_loso_tests_every_utterance_of_every_speaker_once(loso: BaselineResult, workspace: Workspace):
    rows = load_baseline_predictions(workspace, loso.id)
    assert loso.speakers == tuple(SPEAKERS)
    assert [fold.name for fold in loso.folds] == list(SPEAKERS)
    assert len({row.utterance for row in rows}) == len(rows) == loso.score.items == 30
    assert {row.condition for row in rows} == {CLEAN}
    assert {row.side for row in _partition(workspace, loso.id).rows} == {"test"}


def test_that_loso_answers_as_scikit_learns_plain_way_on_the_same_functionals(
    loso: BaselineResult, workspace: Workspace
):
    rows = _partition(workspace, loso.id).rows
    store = FunctionalStore(workspace.features_folder, loso.settings.functionals)
    speakers, emotions = [row.speaker for row in rows], [row.emotion for row in rows]
    points = standardise_speakers(store.load([row.content_hash for row in rows]), speakers)
    said = {row.utterance: row.predicted for row in load_baseline_predictions(workspace, loso.id)}
    right: dict[str, list[bool]] = {kernel: [] for kernel in KERNELS}
    for fold, found in zip(folds_by_speaker(speakers, 2), loso.folds, strict=True):
        for kernel in KERNELS:
            plain = answer_plainly(points, emotions, fold, kernel, loso.settings.svm)
            right[kernel] += (plain == np.array(emotions)[fold.test]).tolist()
            if kernel == found.chosen["kernel"]:
                assert [said[rows[row].utterance_id] for row in fold.test] == plain.tolist()
    # The same number of each emotion, so that the mean of recalls is the share of right answers.
    assert loso.by_kernel == pytest.approx({kernel: np.mean(of_kernel) for kernel, of_kernel in right.items()})


def test_that_the_score_is_that_of_the_kept_predictions(tvt: BaselineResult, workspace: Workspace):
    rows = load_baseline_predictions(workspace, tvt.id)
    recalls = [
        np.mean([row.emotion == row.predicted for row in rows if row.emotion == emotion]) for emotion in tvt.emotions
    ]
    assert tvt.score.ua == pytest.approx(np.mean(recalls))
    assert sum(map(sum, tvt.score.confusion)) == len(rows) == 6
    assert tvt.folds[0].test_ua == tvt.score.ua


def test_that_tvt_divides_the_speakers_as_a_training_does(tvt: BaselineResult, workspace: Workspace):
    partition = _partition(workspace, tvt.id)
    assert {side: len(partition.speakers(side)) for side in ("train", "validation", "test")} == {
        "train": 3,
        "validation": 1,
        "test": 1,
    }
    assert tvt.speakers == partition.speakers("test")
    assert tvt.interval is None, "one speaker cannot be drawn from"


def test_that_functionals_are_computed_for_the_first_baseline_alone(loso: BaselineResult, tvt: BaselineResult):
    assert loso.feature_seconds > 0
    assert tvt.feature_seconds == 0
    assert loso.features == tvt.features == 384


def test_that_what_was_found_is_read_back_the_same_newest_first(
    loso: BaselineResult, tvt: BaselineResult, workspace: Workspace
):
    known = list_baselines(workspace)
    assert {result.id: result for result in known} == {loso.id: loso, tvt.id: tvt}
    assert known == sorted(known, key=lambda result: result.created, reverse=True)


def test_that_a_speaker_named_is_left_out_alone(corpus: Path, workspace: Workspace, loso: BaselineResult):
    settings = _settings(corpus, partition__scheme="loso", partition__held_out="s3")
    result = run_steps(run_baseline(workspace, settings))
    assert result.speakers == ("s3",)
    assert result.folds == (loso.folds[3],)
    assert result.data == loso.data
    delete_baseline(workspace, result.id)


def test_that_standardising_by_the_training_never_looks_at_the_test(corpus: Path, workspace: Workspace):
    settings = _settings(corpus, svm__standardise="train", svm__kernel="linear")
    result = run_steps(run_baseline(workspace, settings))
    assert list(result.by_kernel) == ["linear"]
    delete_baseline(workspace, result.id)


def test_that_a_baseline_that_is_broken_off_leaves_none(corpus: Path, workspace: Workspace, loso: BaselineResult):
    before = list_baselines(workspace)
    steps = run_baseline(workspace, _settings(corpus))
    for _ in range(3):
        next(steps)
    steps.close()
    assert list_baselines(workspace) == before


def test_that_a_damaged_baseline_is_left_out_of_the_list_and_told_when_asked_for(corpus: Path, tmp_path: Path):
    workspace = Workspace(tmp_path / "workspace")
    result = run_steps(run_baseline(workspace, _settings(corpus)))
    place = workspace.folder / "baselines" / result.id
    (place / "result.json").write_text("{}")
    (place / "predictions.csv").write_text("utterance\nx\n")
    assert list_baselines(workspace) == []
    with pytest.raises(RunError, match="damaged"):
        load_baseline_predictions(workspace, result.id)
    delete_baseline(workspace, result.id)
    assert not place.exists()


@pytest.mark.parametrize("name", ["", "nothing", "..", "../runs"])
def test_that_a_baseline_that_is_not_there_is_told(workspace: Workspace, name: str):
    with pytest.raises(RunError, match="no baseline"):
        delete_baseline(workspace, name)


def test_that_what_cannot_be_is_told_before_anything_is_computed(corpus: Path, tmp_path: Path):
    workspace = Workspace(tmp_path / "workspace")
    with pytest.raises(SettingsError, match="No corpus is named"):
        run_steps(run_baseline(workspace, BaselineSettings()))
    with pytest.raises(BadInputError, match="never written to"):
        run_steps(run_baseline(workspace, _settings(tmp_path)))


def test_that_the_same_recording_of_two_speakers_is_refused_under_loso(tmp_path: Path):
    corpus = write_tone_corpus(tmp_path / "corpus")
    (corpus / "s02" / "anger_0.wav").write_bytes((corpus / "s01" / "anger_0.wav").read_bytes())
    with pytest.raises(LeakError):
        run_steps(run_baseline(Workspace(tmp_path / "w"), _settings(corpus, partition__scheme="loso")))


@pytest.mark.real
def test_that_svms_on_emodb_answer_as_scikit_learns_plain_way(emodb_folder: Path, tmp_path: Path):
    workspace = Workspace(tmp_path / "workspace")
    result = run_steps(run_baseline(workspace, _settings(emodb_folder, svm__costs="0.01, 1")))
    rows = _partition(workspace, result.id).rows
    store = FunctionalStore(workspace.features_folder, result.settings.functionals)
    points = standardise_speakers(store.load([row.content_hash for row in rows]), [row.speaker for row in rows])
    fold = fold_of_sides([row.side for row in rows])
    plain = answer_plainly(
        points, [r.emotion for r in rows], fold, result.folds[0].chosen["kernel"], result.settings.svm
    )
    assert [row.predicted for row in load_baseline_predictions(workspace, result.id)] == plain.tolist()
    assert result.features == 384
    assert result.score.ua > 0.7
