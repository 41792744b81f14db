# SPDX-License-Identifier: MIT
"""A run from its folder on: features, training, test of both selected states, report."""

from dataclasses import dataclass
from pathlib import Path

from ser_workbench.corpus.division import SIDES
from ser_workbench.features.build import build_features
from ser_workbench.features.store import FeatureStore
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Steps
from ser_workbench.runs.begin import verify_data
from ser_workbench.runs.diary import Diary
from ser_workbench.runs.events import RunEnded, RunStarted, StageStarted
from ser_workbench.runs.folder import RunFolder, RunIdentity
from ser_workbench.runs.integrity import load_decisions
from ser_workbench.runs.items import Item, clean_items, feature_items, noisy_items
from ser_workbench.runs.lapse import Recorder
from ser_workbench.runs.output_rows import output_rows
from ser_workbench.runs.report import write_report
from ser_workbench.runs.result import CLEAN, NOISY, PredictionRow, RunResult, Score
from ser_workbench.runs.scaling import Scaling, fit_scaling
from ser_workbench.runs.selected import Selected, save_selected
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.trial import make_examples, try_network
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.checkpoint import TrainingCheckpoint, load_checkpoint, save_checkpoint
from ser_workbench.training.trainer import TrainingResult, TrainingSets, train


@dataclass(frozen=True, slots=True)
class RunData:
    """What a run works on, read from its folder; items by side."""

    identity: RunIdentity
    settings: ExperimentSettings
    clean: dict[str, list[Item]]
    noisy: dict[str, list[Item]]
    store: FeatureStore

    def both(self, side: str) -> list[Item]:
        """The noisy condition of a side: clean and noisy together."""
        return self.clean[side] + self.noisy[side]


def conduct(workspace: Workspace, run_id: str, is_resumed: bool = False, keep_only: bool = False) -> Steps[RunResult]:
    """Work on a run that stands in the store as running; whatever happens, its state is entered.

    Raises what the work raises, after the run is marked as failed.
    """
    folder = RunFolder(workspace.run_folder(run_id))
    diary = Diary(workspace.store, folder, run_id)
    return (yield from work_in_folder(folder, workspace.features_folder, diary, is_resumed, keep_only))


def work_in_folder(
    folder: RunFolder, features_folder: Path, diary: Diary, is_resumed: bool, keep_only: bool = False
) -> Steps[RunResult]:
    """Work on the run of a folder, wherever that lies; what happens to it is told to the diary's ledger alone.

    Raises what the work raises, after the diary was told.
    """
    result = yield from diary.keep(_work(folder, features_folder, diary, is_resumed, keep_only))
    yield RunEnded(diary.run_id, result)
    return result


def _work(
    folder: RunFolder, features_folder: Path, diary: Diary, is_resumed: bool, keep_only: bool
) -> Steps[RunResult]:
    yield RunStarted(diary.run_id, str(folder.path), is_resumed)
    checkpoint = load_checkpoint(folder.checkpoint) if folder.checkpoint.exists() else None
    data = yield from _prepare(folder, features_folder)
    scaling = yield from _scale(data)
    if checkpoint is not None and keep_only:
        diary.enter_epochs(checkpoint.epochs)
        trained = TrainingResult(checkpoint.best_clean, checkpoint.best_noisy, checkpoint.epochs)
    else:
        trained = yield from _train(data, scaling, folder, diary, checkpoint)
    scores, predictions, best = yield from _test(data, scaling, folder, trained)
    yield StageStarted("Writing the report")
    result = RunResult(
        run=diary.run_id,
        scores=scores,
        epochs=len(trained.epochs),
        seconds=round(diary.seconds, 3),
        emotions=data.identity.emotions,
        best_epochs=best,
    )
    folder.save_predictions(predictions, result.emotions)
    folder.save_result(result)
    write_report(folder)
    diary.finish(result, predictions)
    return result


def _prepare(folder: RunFolder, features_folder: Path) -> Steps[RunData]:
    """Check the recordings and compute the features that are not kept yet."""
    data = yield from _open_data(folder, features_folder)
    yield StageStarted("Computing features")
    items = [item for side in SIDES for item in data.both(side)]
    items.sort(key=lambda item: item.utterance)  # So that a broken-off build has whole recordings, in their order.
    yield from build_features(feature_items(items, data.settings), data.store)
    return data


def _open_data(folder: RunFolder, features_folder: Path) -> Steps[RunData]:
    """Read the decisions; of the table of the noisy set nothing is left in memory but the items."""
    decided = load_decisions(folder)
    identity, settings, partition = decided.identity, decided.settings, decided.partition
    yield from verify_data(settings, partition, decided.noise_hashes)
    clean = {side: clean_items(partition.side(side), identity.emotions) for side in SIDES}
    drawn = decided.noisy_set, decided.noise_hashes, settings.noise.snr_over
    noisy = {side: noisy_items(partition.side(side), identity.emotions, *drawn) for side in SIDES}
    return RunData(identity, settings, clean, noisy, FeatureStore(features_folder, settings.features))


def _scale(data: RunData) -> Steps[Scaling]:
    yield StageStarted("Fitting the normalisation")
    others = data.both("validation") + data.both("test")
    kind = data.settings.features.normalisation
    return (yield from fit_scaling(kind, data.store, data.both("train"), others))


def _train(
    data: RunData, scaling: Scaling, folder: RunFolder, diary: Diary, checkpoint: TrainingCheckpoint | None
) -> Steps[TrainingResult]:
    yield StageStarted("Training")
    settings = data.settings
    network = Cldnn(settings.model, settings.features, len(data.identity.emotions), settings.training.seed)
    validation_clean = make_examples(data.clean["validation"], data.store, scaling)
    sets = TrainingSets(
        train=make_examples(data.both("train"), data.store, scaling),
        validation_clean=validation_clean,
        validation_noisy=validation_clean + make_examples(data.noisy["validation"], data.store, scaling),
    )

    def save(state: TrainingCheckpoint) -> None:
        save_checkpoint(folder.checkpoint, state)
        diary.enter_epochs(state.epochs)

    if checkpoint is not None:
        diary.enter_epochs(checkpoint.epochs)  # A kill may have come between the checkpoint and the store.
    training = train(network, sets, settings.training, checkpoint, save)
    if settings.training.keep_epochs:
        training = _make_recorder(data, scaling, folder, network).record(training)
    return (yield from training)


def _make_recorder(data: RunData, scaling: Scaling, folder: RunFolder, network: Cldnn) -> Recorder:
    """Of the clean utterances, those that the figures show: the training side, and the test side as held out."""
    sides = {side: data.clean[side] for side in ("train", "test")}
    examples = {side: make_examples(items, data.store, scaling) for side, items in sides.items()}
    rows = {side: output_rows(folder.load_partition().side(side)) for side in sides}
    return Recorder(folder, network, data.settings.training, examples, rows)


def _test(
    data: RunData, scaling: Scaling, folder: RunFolder, trained: TrainingResult
) -> Steps[tuple[dict[str, Score], list[PredictionRow], dict[str, int]]]:
    """Each selected state under its own condition (paper, Section 6.2)."""
    yield StageStarted("Testing")
    states = {CLEAN: (trained.best_clean, trained.best_clean_epoch, data.clean["test"])}
    if data.settings.has_noise:
        states[NOISY] = (trained.best_noisy, trained.best_noisy_epoch, data.both("test"))
    scores: dict[str, Score] = {}
    predictions: list[PredictionRow] = []
    for condition, (weights, epoch, items) in states.items():
        identity = data.identity
        selected = Selected(identity.run, condition, epoch, identity.emotions, data.settings, scaling, weights)
        save_selected(folder.best(condition), selected)
        scores[condition], rows = yield from try_network(selected, items, data.store, scaling, condition)
        predictions += rows
    return scores, predictions, {condition: state[1] for condition, state in states.items()}
