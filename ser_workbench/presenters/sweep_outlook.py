# SPDX-License-Identifier: MIT
"""How many trainings a search would take, and how long, before it has begun. No torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from ser_workbench.errors import SettingsError
from ser_workbench.models.settings import Convolution
from ser_workbench.presenters.model_pace import Pace, measure_pace, work_of
from ser_workbench.presenters.time_left import time_text
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import FINISHED
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.values import Sizes, combinations, vary

LOOKED_AT = 40
"""So many combinations tell the mean work of all."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What an epoch goes through: seconds of clean speech to train and to validate on, and how many emotions."""

    train_s: float
    validation_s: float
    emotions: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What Start would begin; `refusal` says why it cannot."""

    trainings: int = 0
    count_text: str = ""
    time_text: str = "–"
    time_reason: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Combinations of one type of convolution, of which `count` are tried."""

    kind: Convolution
    every: Sequence[Sizes]
    count: int


def parts_of(plan: SweepPlan) -> list[Part]:
    """What the search goes through, in its order.

    Raises SettingsError when there is nothing to try.
    """
    kind, sweep = plan.model.convolution, plan.sweep
    every = combinations(plan, kind)
    if sweep.method != "all":
        return [Part(kind, every, min(sweep.trials, len(every)))]
    if kind != "st":
        return [Part(kind, every, len(every))]
    spectral, temporal = combinations(plan, "s"), combinations(plan, "t")
    joined = min(sweep.top, len(spectral)) * min(sweep.top, len(temporal))
    return [Part("s", spectral, len(spectral)), Part("t", temporal, len(temporal)), Part("st", every, joined)]


def look_ahead(plan: SweepPlan, speech: Speech | None, workspace: Workspace | None) -> Steps[Outlook]:
    """Count the trainings and foresee their time, from the pace of the workspace's last training."""
    yield from ()
    try:
        parts = parts_of(plan)
    except SettingsError as error:
        return Outlook(refusal=str(error))
    trainings, count_text = sum(part.count for part in parts) * plan.sweep.seeds, _count_text(plan, parts)
    if workspace is None:
        return Outlook(trainings, count_text, time_reason="Known once a workspace is open.")
    pace = yield from measure_pace(workspace)
    if pace is None:
        reason = "Known once a network has been trained in this workspace."
        return Outlook(trainings, count_text, time_reason=reason)
    if speech is None:
        return Outlook(trainings, count_text, time_reason="Known once a corpus is open.")
    epochs, around_s = _last_training(workspace, pace.run)
    epochs = min(epochs, plan.training.max_epochs)
    seconds = _seconds(plan, parts, speech, pace) * epochs + around_s * trainings
    each = "1 epoch each" if epochs == 1 else f"{epochs} epochs each"
    reason = f"One after the other on this machine, {each}, as in the last finished run."
    return Outlook(trainings, count_text, f"about {time_text(seconds)}", reason)


def _count_text(plan: SweepPlan, parts: Sequence[Part]) -> str:
    found = " + ".join(f"{part.count} of {part.kind.upper()}" for part in parts) if len(parts) > 1 else ""
    total = sum(part.count for part in parts)
    words = "1 combination" if total == 1 else f"{total} combinations"
    seeds = "1 seed" if plan.sweep.seeds == 1 else f"{plan.sweep.seeds} seeds"
    return f"{found} = {words} × {seeds}" if found else f"{words} × {seeds}"


def _last_training(workspace: Workspace, otherwise: str) -> tuple[int, float]:
    """Epochs, and seconds before and after them, of the last run that came to its end, or else of the other one."""
    runs = workspace.store.list()
    run = next((run for run in runs if run.state == FINISHED), None) or next(r for r in runs if r.id == otherwise)
    learning_s = sum(epoch.seconds for epoch in workspace.store.epochs(run.id))
    return max(1, run.epochs), max(0.0, run.seconds - learning_s)


def _seconds(plan: SweepPlan, parts: Sequence[Part], speech: Speech, pace: Pace) -> float:
    """Of one epoch of every training together."""
    work = 0.0
    for part in parts:
        looked_at = part.every[:: max(1, len(part.every) // LOOKED_AT)]
        heard = (speech.emotions, speech.train_s, speech.validation_s)
        work += part.count * fmean(work_of(vary(plan, part.kind, sizes), *heard) for sizes in looked_at)
    return work * plan.sweep.seeds / pace.multiply_adds_per_s
