# SPDX-License-Identifier: MIT
"""The paper's protocol from the first epoch to the last, and trainings that go on to the same numbers."""

import dataclasses
import threading

import pytest
import torch

from ser_workbench.errors import DeviceError, FailedError, PartitionError
from ser_workbench.progress import run_steps
from ser_workbench.training.batches import Example
from ser_workbench.training.checkpoint import TrainingCheckpoint, load_checkpoint, save_checkpoint
from ser_workbench.training.events import BatchEnded, EpochEnded, TrainingEnded, TrainingStarted, ValidationProgress
from ser_workbench.training.settings import TrainingSettings
from ser_workbench.training.trainer import TrainingResult, TrainingSets, train
from tests.training.toy import QUICK, toy_network, toy_sets


def train_toy(
    settings: TrainingSettings = QUICK,
    checkpoint: TrainingCheckpoint | None = None,
    saved: list[TrainingCheckpoint] | None = None,
) -> TrainingResult:
    kept: list[TrainingCheckpoint] = [] if saved is None else saved
    return run_steps(train(toy_network(), toy_sets(), settings, checkpoint, kept.append))


def same_bits(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def without_seconds(epochs: tuple[EpochEnded, ...]) -> list[EpochEnded]:
    return [dataclasses.replace(epoch, seconds=0) for epoch in epochs]


def test_that_the_toy_is_learnt():
    result = train_toy(QUICK.changed({"max_epochs": 8}))
    assert result.epochs[-1].train_loss < result.epochs[0].train_loss
    assert max(epoch.ua_clean for epoch in result.epochs) > 0.8


def test_that_the_same_seed_gives_the_same_weights_and_another_seed_others():
    one, again = train_toy(), train_toy()
    assert same_bits(one.best_noisy, again.best_noisy)
    assert without_seconds(one.epochs) == without_seconds(again.epochs)
    assert not same_bits(one.best_noisy, train_toy(QUICK.changed({"seed": 1})).best_noisy)


def test_that_two_epochs_a_reload_and_two_more_end_with_the_bits_of_four_epochs(tmp_path):
    straight: list[TrainingCheckpoint] = []
    whole = train_toy(saved=straight)
    file = tmp_path / "checkpoint.safetensors"
    run_steps(
        train(
            toy_network(),
            toy_sets(),
            QUICK.changed({"max_epochs": 2}),
            None,
            lambda checkpoint: save_checkpoint(file, checkpoint),
        )
    )
    resumed: list[TrainingCheckpoint] = []
    result = train_toy(checkpoint=load_checkpoint(file), saved=resumed)
    assert same_bits(straight[-1].weights, resumed[-1].weights)
    assert same_bits(straight[-1].adam, resumed[-1].adam)
    assert same_bits(whole.best_clean, result.best_clean)
    assert same_bits(whole.best_noisy, result.best_noisy)
    assert without_seconds(whole.epochs) == without_seconds(result.epochs)


def test_that_a_training_closed_within_an_epoch_goes_on_to_the_same_bits(tmp_path):
    straight: list[TrainingCheckpoint] = []
    train_toy(saved=straight)
    file = tmp_path / "checkpoint.safetensors"
    steps = train(toy_network(), toy_sets(), QUICK, None, lambda checkpoint: save_checkpoint(file, checkpoint))
    for event in steps:
        if isinstance(event, BatchEnded) and (event.epoch, event.batch) == (3, 5):
            steps.close()
    resumed: list[TrainingCheckpoint] = []
    train_toy(checkpoint=load_checkpoint(file), saved=resumed)
    assert [checkpoint.epoch for checkpoint in resumed] == [3, 4]
    assert same_bits(straight[-1].weights, resumed[-1].weights)


def test_that_an_ended_training_resumed_gives_its_result_without_learning_more():
    saved: list[TrainingCheckpoint] = []
    whole = train_toy(saved=saved)
    more: list[TrainingCheckpoint] = []
    again = train_toy(checkpoint=saved[-1], saved=more)
    assert more == []
    assert same_bits(whole.best_noisy, again.best_noisy)


def test_that_events_tell_the_start_each_batch_each_epoch_and_the_end():
    events = []
    run_steps(train(toy_network(), toy_sets(), QUICK.changed({"max_epochs": 1}), None, lambda _: None), events.append)
    kinds = [type(event) for event in events]
    assert kinds == [TrainingStarted] + [BatchEnded] * 8 + [ValidationProgress] * 5 + [EpochEnded, TrainingEnded]
    started, last_batch = events[0], events[8]
    assert (started.train_items, started.batches, started.max_epochs) == (30, 8, 1)
    assert last_batch.utterances_per_s > 0
    assert last_batch.eta_epoch_s > 0
    assert last_batch.memory_mib > 50
    assert events[-3].eta_epoch_s == 0


def test_that_an_epoch_is_saved_before_it_is_told():
    order = []
    steps = train(toy_network(), toy_sets(), QUICK, None, lambda checkpoint: order.append(f"saved {checkpoint.epoch}"))
    run_steps(steps, lambda e: order.append(f"told {e.epoch}") if isinstance(e, EpochEnded) else None)
    assert order[:4] == ["saved 1", "told 1", "saved 2", "told 2"]


def test_that_training_stops_when_patience_is_used_up():
    settings = QUICK.changed({"max_epochs": 100, "patience": 1, "learning_rate": 0.2})
    result = train_toy(settings)
    assert result.epochs[-1].patience_left == 0
    assert all(epoch.patience_left == 1 for epoch in result.epochs[:-1])


def test_that_the_selected_states_are_those_of_the_best_epochs():
    saved: list[TrainingCheckpoint] = []
    result = train_toy(saved=saved)
    assert same_bits(result.best_clean, saved[result.best_clean_epoch - 1].weights)
    assert same_bits(result.best_noisy, saved[result.best_noisy_epoch - 1].weights)
    best = max(result.epochs, key=lambda epoch: (epoch.ua_noisy, -epoch.validation_loss_noisy))
    assert result.best_noisy_epoch == best.epoch


def test_that_shuffled_labels_are_not_learnt_on_the_validation_side():
    settings = QUICK.changed({"max_epochs": 8, "patience": 8})
    honest, shuffled = train_toy(settings), train_toy(settings.changed({"shuffle_labels": True}))
    assert shuffled.epochs[-1].validation_loss_clean > honest.epochs[-1].validation_loss_clean + 0.3


def test_that_class_weights_and_gradient_clipping_change_the_training():
    plain = train_toy()
    assert not same_bits(plain.best_noisy, train_toy(QUICK.changed({"clip_gradient": 0.01})).best_noisy)
    sets = toy_sets()
    uneven = TrainingSets(sets.train[:20], sets.validation_clean, sets.validation_noisy)
    weighed = QUICK.changed({"class_weights": True})
    results = [run_steps(train(toy_network(), uneven, s, None, lambda _: None)) for s in (QUICK, weighed)]
    assert not same_bits(results[0].best_noisy, results[1].best_noisy)


def test_that_threads_are_as_before_after_a_training_that_was_closed():
    before = torch.get_num_threads()
    steps = train(toy_network(), toy_sets(), QUICK.changed({"threads": before + 1}), None, lambda _: None)
    next(steps)
    assert torch.get_num_threads() == before + 1
    steps.close()
    assert torch.get_num_threads() == before


def test_that_a_loss_that_is_no_number_stops_with_a_sentence():
    sets = toy_sets()
    bad = Example("bad", 0, 5, lambda: sets.train[0].load() * float("nan"))
    with pytest.raises(FailedError, match=r"epoch 1.*lower the learning rate"):
        run_steps(train(toy_network(), TrainingSets([bad], sets.train, sets.train), QUICK, None, lambda _: None))


def test_that_an_empty_side_and_an_absent_device_are_refused():
    sets = toy_sets()
    with pytest.raises(PartitionError, match="training side"):
        run_steps(train(toy_network(), TrainingSets([], sets.train, sets.train), QUICK, None, lambda _: None))
    if not torch.cuda.is_available():
        with pytest.raises(DeviceError, match="no NVIDIA GPU"):
            train_toy(QUICK.changed({"device": "cuda"}))


def test_that_two_threads_resume_to_the_same_bits_and_leave_no_thread():
    settings = QUICK.changed({"threads": 2, "max_epochs": 2})
    straight: list[TrainingCheckpoint] = []
    train_toy(settings, saved=straight)
    resumed: list[TrainingCheckpoint] = []
    train_toy(settings, checkpoint=straight[0], saved=resumed)
    assert same_bits(straight[-1].weights, resumed[-1].weights)
    steps = train(toy_network(), toy_sets(), settings, None, lambda _: None)
    for _ in range(4):
        next(steps)
    assert any("lstm direction" in thread.name for thread in threading.enumerate())
    steps.close()
    assert not any("lstm direction" in thread.name for thread in threading.enumerate())


def test_that_another_thread_trains_to_the_same_bits():
    settings = QUICK.changed({"threads": 2, "max_epochs": 2})
    found: list[TrainingResult] = []
    thread = threading.Thread(target=lambda: found.append(train_toy(settings)))
    thread.start()
    thread.join()
    assert same_bits(found[0].best_noisy, train_toy(settings).best_noisy)
