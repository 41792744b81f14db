# SPDX-License-Identifier: MIT
"""The ledger of one training: takes the events of the run, and knows at any time how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.presenters.time_left import StageClock
from ser_workbench.presenters.training_curves import BatchLosses, TrainingCurves, curves_of
from ser_workbench.presenters.training_log import LogLine, line_of
from ser_workbench.progress import Event, Progress
from ser_workbench.runs.events import RunEnded, RunStarted, StageStarted
from ser_workbench.runs.result import RunResult
from ser_workbench.training.events import (
    BatchEnded,
    EpochEnded,
    TrainingEnded,
    TrainingStarted,
    ValidationProgress,
)


@dataclass(frozen=True, slots=True)
class EarlierEpochs(Event):
    """The epochs that a resumed run had behind it."""

    epochs: tuple[EpochEnded, ...]


class TrainingLedger:
    """Plain numbers that `training_status` puts into words; `has_noise` is false where only clean speech is heard."""

    def __init__(self, *, has_noise: bool = True, title: str = "") -> None:
        self.title = title
        self.has_noise = has_noise
        self.run_id = ""
        self.stage = ""
        self.progress: Progress | None = None
        self.progress_text = ""
        self.training: TrainingStarted | None = None
        self.batch: BatchEnded | None = None
        self.validation: ValidationProgress | None = None
        self.result: RunResult | None = None
        self.epochs: list[EpochEnded] = []
        self.losses = BatchLosses()
        self.is_training = False
        """Whether epochs are being learnt now: neither preparing nor testing."""
        self._new_lines: list[LogLine] = []
        self._clock = StageClock()

    def take(self, event: Event) -> None:
        """Enter one event."""
        self._enter(event)
        line = line_of(event, has_noise=self.has_noise)
        if line is not None:
            self._new_lines.append(line)

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Enter a line of our own into the log."""
        self._new_lines.append(LogLine.now(text, is_warning=is_warning))

    def take_lines(self) -> Sequence[LogLine]:
        """The lines of the log since the last call."""
        lines, self._new_lines = self._new_lines, []
        return lines

    def curves(self) -> TrainingCurves:
        """What the plots show now."""
        return curves_of(self.epochs, self.losses, has_noise=self.has_noise)

    @property
    def mean_epoch_s(self) -> float:
        """Seconds an epoch takes, over those learnt; 0 before the first has ended."""
        return sum(epoch.seconds for epoch in self.epochs) / len(self.epochs) if self.epochs else 0.0

    def _enter(self, event: Event) -> None:
        match event:
            case RunStarted(run_id=run_id):
                self.run_id = run_id
            case StageStarted(title=title):
                self.stage, self.progress, self.is_training = title, None, False
            case Progress():
                self.progress, self.progress_text = event, self._clock.words_of(event)
            case EarlierEpochs(epochs=epochs):
                self.epochs = list(epochs)
            case TrainingStarted(epochs_done=done):
                self.training, self.is_training = event, True
                self.losses = BatchLosses(batches=event.batches)
                # A run that was killed may have written an epoch for which there is no checkpoint.
                self.epochs = [epoch for epoch in self.epochs if epoch.epoch <= done]
            case BatchEnded():
                self.batch, self.validation = event, None
                self.losses.add(event.epoch - 1 + event.batch / max(1, event.batches), event.loss)
            case ValidationProgress():
                self.validation = event
            case EpochEnded():
                self.epochs = [epoch for epoch in self.epochs if epoch.epoch < event.epoch] + [event]
                self.validation = None
            case TrainingEnded():
                self.is_training = False
            case RunEnded(result=result):
                self.result = result
            case _:
                pass
