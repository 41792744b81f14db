# SPDX-License-Identifier: MIT
"""Searches and their trials as the Sweep panel lists them; read on a job's thread."""

from dataclasses import dataclass

from ser_workbench.errors import RunError, SettingsError
from ser_workbench.models.catalog import FEATURE_TITLES, title_of
from ser_workbench.models.plan import TYPE_TITLES
from ser_workbench.presenters.sweep_maps import MapPage, pages_of
from ser_workbench.presenters.sweep_outlook import parts_of
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import FAILED, FINISHED
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import TrialBook, list_sweeps
from ser_workbench.search.propose import Combination
from ser_workbench.search.result import SKIPPED, SweepResult, TrialRow, look_up
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.values import sizes_text

OVER = (FINISHED, FAILED, SKIPPED)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A trial as the table shows it; `ua` of the validation side in %."""

    trial: int
    """From 0 on; the table counts from 1."""
    kind: str
    sizes: str
    seed: int
    state: str
    ua: float | None
    epochs: int
    seconds: float
    note: str
    run_id: str

    @property
    def title(self) -> str:
        """`FST w1=4 w2=2, seed 0`."""
        return f"{' '.join(filter(None, (self.kind, self.sizes)))}, seed {self.seed}"


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A search to open."""

    id: str
    text: str
    is_open: bool
    """Whether trials are left."""


@dataclass(frozen=True, slots=True)
class SearchState:
    """Everything that is shown of one search."""

    id: str
    plan: SweepPlan
    title: str
    lines: tuple[TrialLine, ...]
    pages: tuple[MapPage, ...]
    best: Combination | None
    """The best of the type that is searched; None while none of it is finished."""
    best_text: str
    total: int
    """Trials there will be, if none is left out."""

    def count(self, *states: str) -> int:
        """How many trials are in one of these states."""
        return sum(line.state in states for line in self.lines)

    @property
    def over(self) -> int:
        """Trials that are finished, failed or skipped."""
        return self.count(*OVER)

    @property
    def seconds_left(self) -> float | None:
        """One after the other, from the mean of those that are finished; None before the first."""
        took = [line.seconds for line in self.lines if line.state == FINISHED]
        return sum(took) / len(took) * (self.total - self.over) if took else None


def list_searches(workspace: Workspace) -> Steps[tuple[SearchLine, ...]]:
    """All searches of a workspace, the newest first."""
    found = []
    for sweep_id in list_sweeps(workspace):
        yield from ()
        found.append(_search_line(workspace, sweep_id))
    return tuple(found)


def read_search(workspace: Workspace, sweep_id: str) -> Steps[SearchState]:
    """How a search stands.

    Raises RunError for a search that is not there or is damaged.
    """
    yield from ()
    book = TrialBook(workspace, sweep_id)
    result = look_up(book, workspace.store)
    best = next((found for found, _ in result.ranking if found[0] == book.plan.model.convolution), None)
    return SearchState(
        id=sweep_id,
        plan=book.plan,
        title=searched_title(book.plan),
        lines=tuple(_trial_line(row, book.plan) for row in result.rows),
        pages=pages_of(result),
        best=best,
        best_text=_best_text(result, book.plan),
        total=max(len(result.rows), _trials_wanted(book.plan, result)),
    )


def searched_title(plan: SweepPlan) -> str:
    """The network whose sizes are searched: `FST-CLDNN (log-Mel)`."""
    if plan.model.name != "custom":
        return title_of(plan.model.name)
    return f"custom: {TYPE_TITLES[plan.model.convolution]} on {FEATURE_TITLES[plan.features.kind]}"


def _search_line(workspace: Workspace, sweep_id: str) -> SearchLine:
    try:
        book = TrialBook(workspace, sweep_id)
        rows = look_up(book, workspace.store).rows
    except RunError as error:
        return SearchLine(sweep_id, f"{sweep_id}: {error}", is_open=False)
    is_open = any(row.state not in OVER for row in rows)
    date = f"{sweep_id[:4]}-{sweep_id[4:6]}-{sweep_id[6:8]} {sweep_id[9:11]}:{sweep_id[11:13]}"
    trials = "1 trial" if len(rows) == 1 else f"{len(rows)} trials"
    text = f"{searched_title(book.plan)} · {date} · {trials}{', unfinished' if is_open else ''}"
    return SearchLine(sweep_id, text, is_open)


def _trial_line(row: TrialRow, plan: SweepPlan) -> TrialLine:
    trial = row.entry.trial
    note = row.error
    if not note and row.entry.parts > plan.training.batch_parts:
        note = f"memory was too small: mini-batches of {plan.training.batch_size} in {row.entry.parts} parts"
    return TrialLine(
        trial=trial.number,
        kind="LDNN" if trial.convolution == "none" else trial.convolution.upper(),
        sizes=sizes_text(trial.sizes),
        seed=trial.seed,
        state=row.state,
        ua=None if row.ua is None else 100 * row.ua,
        epochs=row.epochs,
        seconds=row.seconds,
        note=note,
        run_id=row.entry.run_id,
    )


def _best_text(result: SweepResult, plan: SweepPlan) -> str:
    """The winner in words; for ST, before it has been tried, those of S and of T."""
    if not result.ranking:
        return "No trial is finished yet."
    best: dict[str, str] = {}
    for (kind, sizes), mean in result.ranking:
        name = "LDNN" if kind == "none" else f"{kind.upper()}-Conv"
        best.setdefault(kind, f"{name} {sizes_text(sizes)}".strip() + f" with {100 * mean:.1f} %")
    wanted = [best[plan.model.convolution]] if plan.model.convolution in best else list(best.values())
    seeds = f", mean of {plan.sweep.seeds} seeds" if plan.sweep.seeds > 1 else ""
    return f"Best validation UA: {', '.join(wanted)}{seeds}."


def _trials_wanted(plan: SweepPlan, result: SweepResult) -> int:
    """All trials of the search, those included that are proposed later."""
    if any(row.entry.trial.convolution == "st" for row in result.rows) and plan.sweep.method == "all":
        return 0
    try:
        return sum(part.count for part in parts_of(plan)) * plan.sweep.seeds
    except SettingsError:  # It was begun by a program that knew other networks.
        return 0
