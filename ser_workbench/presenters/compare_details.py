# SPDX-License-Identifier: MIT
"""What is known of the chosen runs: their curves over each other, where their settings differ, their confusions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ser_workbench.presenters.compare_rows import RunLine, line_of_run
from ser_workbench.presenters.compare_settings import SettingDifference, differing_settings
from ser_workbench.presenters.training_curves import Line
from ser_workbench.progress import Steps
from ser_workbench.runs.compare import compare_runs
from ser_workbench.runs.intervals import ua_interval
from ser_workbench.runs.result import CONDITIONS, Score
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded

INTERVAL_SEED = 0
MOST_IN_INTERVAL = 20_000
"""Predictions above which the interval is left out: it would take seconds."""


@dataclass(frozen=True, slots=True)
class RunDetails:
    """One chosen run; by condition its score and the 95 % interval of UA over speakers, in percent."""

    line: RunLine
    emotions: tuple[str, ...]
    epochs: tuple[EpochEnded, ...]
    scores: Mapping[str, Score]
    intervals: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class CompareDetails:
    """All chosen runs, in the order in which they were chosen."""

    runs: tuple[RunDetails, ...]
    differences: tuple[SettingDifference, ...]

    def conditions(self) -> tuple[str, ...]:
        """The conditions under which any of them was trained."""
        has_noise = any(run.line.settings.has_noise for run in self.runs)
        return CONDITIONS if has_noise else CONDITIONS[:1]

    def accuracy_lines(self, condition: str) -> tuple[Line, ...]:
        """Validation UA in percent, a line a run."""
        return self._lines(f"ua_{condition}", condition, 100.0)

    def loss_lines(self, condition: str) -> tuple[Line, ...]:
        """Validation loss, a line a run."""
        return self._lines(f"validation_loss_{condition}", condition, 1.0)

    def _lines(self, field: str, condition: str, factor: float) -> tuple[Line, ...]:
        lines = []
        for number, run in enumerate(self.runs):
            if not run.epochs or (condition == CONDITIONS[1] and not run.line.settings.has_noise):
                continue
            x = tuple(float(epoch.epoch) for epoch in run.epochs)
            y = tuple(getattr(epoch, field) * factor for epoch in run.epochs)
            lines.append(Line(run.line.short_title, x, y, number))
        return tuple(lines)


def load_details(workspace: Workspace, run_ids: Sequence[str]) -> Steps[CompareDetails]:
    """Read what the store knows of these runs.

    Raises RunError for a run that is not there.
    """
    yield from ()
    comparison = compare_runs(workspace, run_ids)
    runs = []
    for row, epochs, scores in zip(comparison.runs, comparison.curves, comparison.scores, strict=True):
        intervals = _intervals(workspace, row.id, scores)
        runs.append(RunDetails(line_of_run(row), row.emotions, epochs, scores, intervals))
    return CompareDetails(tuple(runs), differing_settings([row.settings for row in comparison.runs]))


def score_text(run: RunDetails, condition: str) -> str:
    """What the test said: `UA 86.2 % (95 %: 81.0 to 90.4 %), WA 85.9 %, 240 utterances`."""
    score = run.scores.get(condition)
    if score is None:
        return f"Not tested in the {condition} condition yet"
    interval = run.intervals.get(condition)
    sure = f" (95 % interval over speakers: {interval[0]:.1f} to {interval[1]:.1f} %)" if interval else ""
    return f"UA {100 * score.ua:.1f} %{sure}, WA {100 * score.wa:.1f} %, {score.items:,} test utterances"


def _intervals(workspace: Workspace, run_id: str, scores: Mapping[str, Score]) -> dict[str, tuple[float, float]]:
    found = {}
    for condition, score in scores.items():
        if score.items > MOST_IN_INTERVAL:
            continue
        rows = workspace.store.predictions(run_id, condition)
        interval = ua_interval(rows, np.random.default_rng(INTERVAL_SEED))
        if interval is not None:
            found[condition] = (100 * interval[0], 100 * interval[1])
    return found
