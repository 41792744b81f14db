# SPDX-License-Identifier: MIT
"""How a search stands: each trial with its run and its score, the best combinations, the map of UA over two sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ser_workbench.models.settings import Convolution
from ser_workbench.runs.run_row import FAILED, FINISHED, RunRow
from ser_workbench.runs.store import RunStore
from ser_workbench.search.book import Entry, TrialBook
from ser_workbench.search.propose import Combination, mean_scores, rank
from ser_workbench.search.trial import Scores
from ser_workbench.search.values import sizes_text
from ser_workbench.training.events import EpochEnded

WAITING, SKIPPED = "waiting", "skipped"
"""States of a trial whose run has not begun, and of one that nobody wants; all others are states of runs."""


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A trial as a table shows it; `ua` is the validation UA of its best epoch, 0 to 1, None before it is finished."""

    entry: Entry
    state: str
    ua: float | None
    epochs: int
    seconds: float
    error: str


@dataclass(frozen=True, slots=True)
class SweepResult:
    """All trials of a search, finished or not."""

    sweep_id: str
    rows: tuple[TrialRow, ...]

    @property
    def scores(self) -> Scores:
        """Of the trials that are over."""
        return {r.entry.trial.number: r.ua for r in self.rows if r.ua is not None or r.state in (FAILED, SKIPPED)}

    @property
    def ranking(self) -> list[tuple[Combination, float]]:
        """Combinations and their mean validation UA, the best first."""
        return rank([row.entry.trial for row in self.rows], self.scores)

    def map_over(self, kind: Convolution, key_1: str, key_2: str) -> Mapping[tuple[int, int], float]:
        """The best mean UA for each pair of values of two sizes, over all values of the others."""
        best: dict[tuple[int, int], float] = {}
        for (convolution, sizes), mean in mean_scores([row.entry.trial for row in self.rows], self.scores).items():
            values = dict(sizes)
            if convolution == kind and key_1 in values and key_2 in values:
                place = values[key_1], values[key_2]
                best[place] = max(mean, best.get(place, 0.0))
        return best

    def to_json(self) -> dict[str, Any]:
        """The search as `sweep --json` prints it."""
        return {
            "sweep": self.sweep_id,
            "trials": [_trial_json(row) for row in self.rows],
            "best": [
                {"convolution": kind, "sizes": dict(sizes), "validation_ua": mean}
                for (kind, sizes), mean in self.ranking
            ],
        }


def look_up(book: TrialBook, store: RunStore) -> SweepResult:
    """Ask the run store how each trial of the book stands."""
    runs, skipped = {run.id: run for run in store.list()}, book.skipped.numbers
    rows = (_row(entry, runs.get(entry.run_id), store) for entry in book.entries)
    return SweepResult(
        book.sweep_id, tuple(_pass_over(row) if row.entry.trial.number in skipped else row for row in rows)
    )


def validation_ua(epochs: Sequence[EpochEnded], has_noise: bool) -> float:
    """UA on the validation side of the epoch that was selected under the noisy condition, or the clean one alone."""
    if has_noise:
        return next(epoch.ua_noisy for epoch in reversed(epochs) if epoch.is_best_noisy)
    return next(epoch.ua_clean for epoch in reversed(epochs) if epoch.is_best_clean)


def _row(entry: Entry, run: RunRow | None, store: RunStore) -> TrialRow:
    if run is None:
        return TrialRow(entry, WAITING, None, 0, 0.0, "")
    ua = validation_ua(store.epochs(run.id), run.settings.has_noise) if run.state == FINISHED else None
    return TrialRow(entry, run.state, ua, run.epochs, run.seconds, run.error)


def _pass_over(row: TrialRow) -> TrialRow:
    """A trial that somebody does not want, which holds nothing up; one that is finished has been tried all the same."""
    return row if row.state == FINISHED else replace(row, state=SKIPPED, error="")


def _trial_json(row: TrialRow) -> dict[str, Any]:
    trial = row.entry.trial
    facts = {"trial": trial.number, "convolution": trial.convolution, "sizes": dict(trial.sizes), "seed": trial.seed}
    return {**facts, "run": row.entry.run_id, "state": row.state, "validation_ua": row.ua, "error": row.error}


def title_of(combination: Combination) -> str:
    """`ST h1=6 w1=4 h2=3 w2=2`."""
    kind, sizes = combination
    return f"{kind.upper()} {sizes_text(sizes)}".strip()
