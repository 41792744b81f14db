# SPDX-License-Identifier: MIT
"""What a training tells while it runs: numbers and text only."""

from dataclasses import dataclass

from ser_workbench.progress import Event


@dataclass(frozen=True, slots=True)
class TrainingStarted(Event):
    """The training begins, or goes on after `epochs_done` epochs."""

    run_device: str
    parameters: int
    batches: int
    train_items: int
    max_epochs: int
    patience: int
    epochs_done: int = 0


@dataclass(frozen=True, slots=True)
class BatchEnded(Event):
    """One mini-batch is learnt; epochs and batches count from 1."""

    epoch: int
    batch: int
    batches: int
    loss: float
    utterances_per_s: float
    eta_epoch_s: float
    """Seconds until this epoch ends, its validation included."""
    memory_mib: float
    """Memory of this process."""
    device_memory_mib: float = 0.0
    """Memory on the GPU; 0 on the CPU."""


@dataclass(frozen=True, slots=True)
class ValidationProgress(Event):
    """So many of the validation utterances of this epoch are heard."""

    epoch: int
    done: int
    total: int
    eta_epoch_s: float


@dataclass(frozen=True, slots=True)
class EpochEnded(Event):
    """An epoch with its validation; this is a row of epochs.csv and a point of the curves.

    Losses are mean cross-entropies in nats. UA and WA are shares, 0 to 1. `ua_noisy` is measured in
    the noisy condition, clean and noisy utterances together.
    """

    epoch: int
    train_loss: float
    validation_loss_clean: float
    validation_loss_noisy: float
    ua_clean: float
    ua_noisy: float
    wa_clean: float
    wa_noisy: float
    is_best_clean: bool
    is_best_noisy: bool
    patience_left: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TrainingEnded(Event):
    """The training came to its end; `reason` is a sentence."""

    epochs: int
    reason: str
