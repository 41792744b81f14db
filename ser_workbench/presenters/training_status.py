# SPDX-License-Identifier: MIT
"""How far a training is, in words and shares: epoch, whole, time left, speed, memory, patience."""

from dataclasses import dataclass

from ser_workbench.presenters.model_facts import Fact, size_text
from ser_workbench.presenters.time_left import time_text
from ser_workbench.presenters.training_ledger import TrainingLedger
from ser_workbench.presenters.training_log import percent, result_text
from ser_workbench.training.events import EpochEnded


@dataclass(frozen=True, slots=True)
class TrainingStatus:
    """What stands above the plots; a share of None means that nobody knows."""

    headline: str
    epoch_share: float | None
    epoch_text: str
    whole_share: float | None
    whole_text: str
    facts: tuple[Fact, ...]
    is_finished: bool = False
    run_text: str = ""
    """Which run; empty before it has a name."""


def status_of(ledger: TrainingLedger, *, is_running: bool, is_paused: bool = False) -> TrainingStatus:
    """The status after the events that came so far."""
    headline = _headline(ledger, is_running=is_running)
    if is_paused:
        headline = f"Paused – {headline[0].lower()}{headline[1:]}"
    part, part_text = _part(ledger) if is_running else (1.0 if ledger.result else 0.0, "")
    whole, whole_text = _whole(ledger) if is_running else (1.0 if ledger.result else 0.0, "")
    if ledger.result is not None and not is_running:
        whole_text = f"{ledger.result.epochs} epochs in {time_text(ledger.result.seconds)}"
    run_text = f"Run {ledger.run_id}" if ledger.run_id else ledger.title
    is_finished = ledger.result is not None and not is_running
    return TrainingStatus(headline, part, part_text, whole, whole_text, _facts(ledger), is_finished, run_text)


def _headline(ledger: TrainingLedger, *, is_running: bool) -> str:
    if not is_running:
        return f"Finished: {result_text(ledger.result)}" if ledger.result else "Nothing is being trained"
    if ledger.is_training and ledger.training is not None:
        return f"Epoch {_epoch_now(ledger)} of at most {ledger.training.max_epochs}"
    return ledger.stage or "Begins"


def _epoch_now(ledger: TrainingLedger) -> int:
    done = ledger.epochs[-1].epoch if ledger.epochs else 0
    learnt = ledger.batch.epoch if ledger.batch else 1
    return max(learnt, 1) if learnt > done else done + 1


def _part(ledger: TrainingLedger) -> tuple[float | None, str]:
    """The share of what is going on now: an epoch, or the stage before and after them."""
    if not ledger.is_training:
        progress = ledger.progress
        if progress is None or not progress.total:
            return None, progress.stage if progress else ""
        return progress.share, ledger.progress_text
    if ledger.validation is not None:
        heard = ledger.validation
        return heard.done / max(1, heard.total), f"validation: {heard.done:,} of {heard.total:,} utterances heard"
    batch = ledger.batch
    if batch is None or batch.epoch != _epoch_now(ledger):
        return 0.0, "the epoch begins"
    left = f", {time_text(batch.eta_epoch_s)} left" if batch.eta_epoch_s > 0 else ""
    return batch.batch / max(1, batch.batches), f"mini-batch {batch.batch:,} of {batch.batches:,}{left}"


def _whole(ledger: TrainingLedger) -> tuple[float | None, str]:
    training = ledger.training
    if training is None or not ledger.is_training:
        return None, ""
    done = ledger.epochs[-1].epoch if ledger.epochs else 0
    within = 0.0
    if ledger.batch is not None and ledger.batch.epoch > done:
        within = ledger.batch.batch / max(1, ledger.batch.batches)
    share = min(1.0, (done + within) / max(1, training.max_epochs))
    if not ledger.mean_epoch_s:
        return share, "time left is known after the first epoch"
    each = ledger.mean_epoch_s
    most = max(0.0, training.max_epochs - done - within) * each
    patience = ledger.epochs[-1].patience_left if ledger.epochs else training.patience
    least = max(0.0, min(training.max_epochs - done, patience) - within) * each
    if time_text(least) == time_text(most):
        return share, f"about {time_text(most)} left"
    return share, f"{time_text(least)} to {time_text(most)} left, as patience allows"


def _facts(ledger: TrainingLedger) -> tuple[Fact, ...]:
    batch, training, last = ledger.batch, ledger.training, ledger.epochs[-1] if ledger.epochs else None
    speed = f"{batch.utterances_per_s:.0f} / s" if batch else "–"
    memory = size_text(batch.memory_mib) if batch else "–"
    if batch and batch.device_memory_mib:
        memory += f" + {size_text(batch.device_memory_mib)} GPU"
    patience = training.patience if training else 0
    left = f"{last.patience_left} of {patience}" if last and training else (str(patience) if training else "–")
    facts = [
        Fact("Utterances", speed, "Utterances learnt a second"),
        Fact("Memory", memory, "Memory of this program, and of the GPU where one is used"),
        Fact("Device", training.run_device if training else "–", "Where the network is computed"),
        Fact("Patience left", left, "Epochs that may still pass without a better one before the training ends"),
        Fact("Best clean", _best(ledger, "clean"), "UA on clean validation speech at the best epoch so far"),
    ]
    if ledger.has_noise:
        facts.append(Fact("Best noisy", _best(ledger, "noisy"), "UA in the noisy condition at the best epoch so far"))
    return tuple(facts)


def _best(ledger: TrainingLedger, condition: str) -> str:
    bests: list[EpochEnded] = [epoch for epoch in ledger.epochs if getattr(epoch, f"is_best_{condition}")]
    return f"{percent(getattr(bests[-1], f'ua_{condition}'))} · {bests[-1].epoch}" if bests else "–"
