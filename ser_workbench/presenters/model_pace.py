# SPDX-License-Identifier: MIT
"""How long an epoch would take: measured on this network, or from how fast this workspace's last training was.

The time of an epoch is taken to grow with the multiply-adds of the network and the seconds of audio. Small networks
wait more for overhead than for arithmetic, so it is called `about`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ser_workbench.models.shapes import count_multiply_adds
from ser_workbench.presenters.model_facts import Fact
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.time_left import time_text
from ser_workbench.progress import Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace

if TYPE_CHECKING:
    from ser_workbench.training.probe import MeasuredPace

LEARNING = 3.0
"""Learning from a second of audio costs about three times as much as hearing it: forwards, and twice backwards."""
TITLE = "Time an epoch"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a training did in a second, and which one it was."""

    multiply_adds_per_s: float
    run: str


def measure_pace(workspace: Workspace) -> Steps[Pace | None]:
    """The pace of the newest run that learnt an epoch; None where there is none."""
    for run in workspace.store.list():
        yield from ()
        if run.epochs:
            return _pace_of(workspace, run)
    return None


def epoch_fact(session: Session, emotions: int, pace: Pace | None, measured: "MeasuredPace | None" = None) -> Fact:
    """About how long an epoch of the settings as they stand would take; what was measured on the network goes first."""
    seconds = heard_in_epoch(session)
    if seconds is None:
        return Fact(TITLE, "–", "Known once a corpus is open")
    if measured is not None:
        settings = session.settings
        frames = [copies_of(settings) * part * 1000 / settings.features.hop_ms for part in seconds]
        return Fact(
            TITLE, time_text(measured.epoch_s(*frames)), f"Validation included; measured on {measured.device}, scaled"
        )
    if pace is None:
        return Fact(TITLE, "–", "Press “Measure”, or train a network in this workspace")
    work = work_of(session.settings, emotions, *seconds)
    return Fact(
        TITLE,
        f"about {time_text(work / pace.multiply_adds_per_s)}",
        f"Validation included, on this machine; from the pace of run {pace.run}",
    )


def work_of(settings: ExperimentSettings, emotions: int, train_s: float, validation_s: float) -> float:
    """Multiply-adds of an epoch over so many seconds of clean speech and their noisy copies."""
    a_second = count_multiply_adds(settings.model, settings.features, emotions)
    return a_second * copies_of(settings) * (LEARNING * train_s + validation_s)


def copies_of(settings: ExperimentSettings) -> int:
    """How many times each utterance is there, clean and noisy together."""
    return 1 + (settings.noise.copies if settings.has_noise else 0)


def _pace_of(workspace: Workspace, run: RunRow) -> Pace:
    partition = RunFolder(workspace.run_folder(run.id)).load_partition()
    train_s, validation_s = (sum(row.seconds for row in partition.side(name)) for name in ("train", "validation"))
    epochs = workspace.store.epochs(run.id)
    mean_s = sum(epoch.seconds for epoch in epochs) / len(epochs)
    work = work_of(run.settings, len(run.emotions), train_s, validation_s)
    return Pace(work / max(mean_s, 1e-6), run.id)


def heard_in_epoch(session: Session) -> tuple[float, float] | None:
    """Seconds of clean speech to train and to validate on."""
    if session.partition is not None:
        train_s, validation_s = (
            sum(row.seconds for row in session.partition.side(name)) for name in ("train", "validation")
        )
        return train_s, validation_s
    if session.corpus is None:
        return None
    shares = session.settings.partition
    return session.corpus.seconds * shares.train_share, session.corpus.seconds * shares.validation_share
