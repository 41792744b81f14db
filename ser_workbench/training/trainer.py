# SPDX-License-Identifier: MIT
"""The training loop in the paper's protocol (paper.md, Section 5): epochs, validation, best states, patience."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ser_workbench.errors import PartitionError
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.batches import Example, epoch_batches, epoch_rng, load_batch, shuffle_labels
from ser_workbench.training.checkpoint import State, TrainingCheckpoint
from ser_workbench.training.devices import (
    choose_device,
    cpu_threads,
    device_memory_mib,
    memory_mib,
    title_of_device,
)
from ser_workbench.training.events import BatchEnded, EpochEnded, TrainingEnded, TrainingStarted, ValidationProgress
from ser_workbench.training.learner import Learner
from ser_workbench.training.memory import Housekeeping
from ser_workbench.training.pace import Pace
from ser_workbench.training.predict import predict
from ser_workbench.training.settings import TrainingSettings
from ser_workbench.training.stopping import Figures, judge_epoch


@dataclass(frozen=True, slots=True)
class TrainingSets:
    """What is learnt and what is validated on.

    train: the noisy condition; validation_noisy: clean and noisy together, holding the very objects of
    validation_clean, which are then heard only once
    """

    train: Sequence[Example]
    validation_clean: Sequence[Example]
    validation_noisy: Sequence[Example]


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """The two selected states and the history."""

    best_clean: State
    best_noisy: State
    epochs: tuple[EpochEnded, ...]

    @property
    def best_clean_epoch(self) -> int:
        """The epoch of `best_clean`."""
        return max(epoch.epoch for epoch in self.epochs if epoch.is_best_clean)

    @property
    def best_noisy_epoch(self) -> int:
        """The epoch of `best_noisy`."""
        return max(epoch.epoch for epoch in self.epochs if epoch.is_best_noisy)


def train(
    network: Cldnn,
    sets: TrainingSets,
    settings: TrainingSettings,
    checkpoint: TrainingCheckpoint | None,
    save: Callable[[TrainingCheckpoint], None],
) -> Steps[TrainingResult]:
    """Train until patience or epochs are used up; from a checkpoint on to the same numbers, on the CPU bit by bit.

    `save` is called at the end of each epoch, before its EpochEnded is told: what was told is on disk.
    Where `settings.shuffle_labels` asks for it, the labels of `sets.train` are dealt out anew here.
    Raises PartitionError for an empty side, DeviceError for a device that is not there or is full,
    FailedError when the loss is no number.
    """
    for side, examples in (("training", sets.train), ("validation", sets.validation_clean)):
        if not examples:
            raise PartitionError(f"The {side} side holds no utterances; change the shares of the partition.")
    if settings.shuffle_labels:
        sets = TrainingSets(shuffle_labels(sets.train, settings.seed), sets.validation_clean, sets.validation_noisy)
    device = choose_device(settings.device)
    with cpu_threads(settings.threads):
        learner = Learner(network, [example.label for example in sets.train], settings, device)
        if checkpoint is not None:
            learner.go_on_from(checkpoint)
        yield _describe_start(learner, sets, checkpoint)
        with network.computing(device):
            checkpoint = yield from _run_epochs(learner, sets, checkpoint, save)
    yield TrainingEnded(checkpoint.epoch, _reason_to_stop(checkpoint, settings))
    return TrainingResult(checkpoint.best_clean, checkpoint.best_noisy, checkpoint.epochs)


def _run_epochs(
    learner: Learner,
    sets: TrainingSets,
    checkpoint: TrainingCheckpoint | None,
    save: Callable[[TrainingCheckpoint], None],
) -> Steps[TrainingCheckpoint]:
    while checkpoint is None or not _reason_to_stop(checkpoint, learner.settings):
        checkpoint = yield from _run_epoch(learner, sets, checkpoint)
        save(checkpoint)
        yield checkpoint.epochs[-1]
    return checkpoint


def _describe_start(learner: Learner, sets: TrainingSets, checkpoint: TrainingCheckpoint | None) -> TrainingStarted:
    return TrainingStarted(
        run_device=title_of_device(learner.device),
        parameters=learner.parameters,
        batches=-(-len(sets.train) // learner.settings.batch_size),
        train_items=len(sets.train),
        max_epochs=learner.settings.max_epochs,
        patience=learner.settings.patience,
        epochs_done=checkpoint.epoch if checkpoint else 0,
    )


def _reason_to_stop(checkpoint: TrainingCheckpoint, settings: TrainingSettings) -> str:
    if checkpoint.epochs[-1].patience_left == 0:
        return f"No better epoch in the last {settings.patience}; the patience is used up."
    if checkpoint.epoch >= settings.max_epochs:
        return f"All {settings.max_epochs} epochs are done."
    return ""


def _run_epoch(learner: Learner, sets: TrainingSets, before: TrainingCheckpoint | None) -> Steps[TrainingCheckpoint]:
    history = before.epochs if before else ()
    epoch = len(history) + 1
    pace = Pace(sum(e.frames for e in sets.train), sum(e.frames for e in sets.validation_noisy))
    train_loss = yield from _learn_epoch(learner, sets.train, epoch, pace)
    clean, noisy = yield from _validate(learner, sets, epoch, pace)
    verdict = judge_epoch(history, clean, noisy, learner.settings)
    ended = EpochEnded(
        epoch=epoch,
        train_loss=train_loss,
        validation_loss_clean=clean.loss,
        validation_loss_noisy=noisy.loss,
        ua_clean=clean.ua,
        ua_noisy=noisy.ua,
        wa_clean=clean.wa,
        wa_noisy=noisy.wa,
        is_best_clean=verdict.is_best_clean,
        is_best_noisy=verdict.is_best_noisy,
        patience_left=verdict.patience_left,
        seconds=pace.seconds,
    )
    weights = learner.weights()
    return TrainingCheckpoint(
        weights=weights,
        adam=learner.adam_state(),
        best_clean=weights if verdict.is_best_clean or before is None else before.best_clean,
        best_noisy=weights if verdict.is_best_noisy or before is None else before.best_noisy,
        epochs=(*history, ended),
    )


def _learn_epoch(learner: Learner, examples: Sequence[Example], epoch: int, pace: Pace) -> Steps[float]:
    settings = learner.settings
    rng = epoch_rng(settings.seed, epoch)
    batches = epoch_batches([example.frames for example in examples], settings.batch_size, rng)
    learner.network.train()
    learner.network.draw_dropout_from(settings.seed, epoch)
    total = 0.0
    housekeeping = Housekeeping()
    for number, places in enumerate(batches, start=1):
        begun = time.perf_counter()
        batch = load_batch(examples, places)
        loss = learner.learn(batch, epoch, number)
        pace.learnt(len(places), batch.frames, time.perf_counter() - begun)
        total += loss * len(places)
        housekeeping.after_batch()
        yield BatchEnded(
            epoch=epoch,
            batch=number,
            batches=len(batches),
            loss=loss,
            utterances_per_s=pace.utterances_per_s,
            eta_epoch_s=pace.eta_s,
            memory_mib=memory_mib(),
            device_memory_mib=device_memory_mib(learner.device),
        )
    return total / len(examples)


def _validate(learner: Learner, sets: TrainingSets, epoch: int, pace: Pace) -> Steps[tuple[Figures, Figures]]:
    known = {id(example): place for place, example in enumerate(sets.validation_noisy)}
    # Examples of the clean set that are not among the others are heard behind them.
    apart = [example for example in sets.validation_clean if id(example) not in known]
    heard = [*sets.validation_noisy, *apart]
    places = {id(example): place for place, example in enumerate(heard)}
    steps = predict(learner.network, heard, learner.settings.batch_size, learner.device)
    while True:
        begun = time.perf_counter()
        try:
            event = next(steps)
        except StopIteration as end:
            predictions = end.value
            break
        assert isinstance(event, Progress)
        pace.validated(event.share, time.perf_counter() - begun)
        yield ValidationProgress(epoch, event.done, event.total, pace.eta_s)
    clean = predictions.take([places[id(example)] for example in sets.validation_clean]).figures
    noisy = predictions.take(range(len(sets.validation_noisy))).figures if sets.validation_noisy else clean
    return clean, noisy
