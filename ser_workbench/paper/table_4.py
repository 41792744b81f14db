# SPDX-License-Identifier: MIT
"""Table 4 of this workspace: models × conditions, mean over seeds, interval over speakers, beside the published UA."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ser_workbench.errors import RunError
from ser_workbench.models.catalog import MODEL_NAMES
from ser_workbench.paper.cell import Cell, cell_of
from ser_workbench.paper.differing import tell_apart
from ser_workbench.paper.joining import CountedRun, JoinedRuns, join_runs
from ser_workbench.paper.published import RIVALS_UA_PERCENT, TABLE_4_UA_PERCENT
from ser_workbench.paper.rivals import RivalTest, find_rivals
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.compare import model_title
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.intervals import ENOUGH_SPEAKERS, RELIABLE_SPEAKERS
from ser_workbench.runs.protocol import Protocol, protocol_of
from ser_workbench.runs.result import CLEAN, CONDITIONS
from ser_workbench.runs.run_row import FINISHED, RunRow
from ser_workbench.runs.tally import Tally
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import digest_of

SEED = 0
"""Of the bootstraps: the same runs give the same table."""
LACKING_TOLD = 0.01


@dataclass(frozen=True, slots=True)
class Table4Row:
    """One model under one protocol."""

    model: str
    title: str
    corpus: str
    differs: str
    """What sets it off from the other rows besides the model: `width of the first filters 5 frames`."""
    runs: tuple[str, ...]
    seeds: tuple[int, ...]
    speakers: tuple[str, ...]
    """Who was tested."""
    cells: Mapping[str, Cell]
    """By condition; `noisy` is absent where there was no noise."""
    tallies: Mapping[str, Tally]
    published_percent: Mapping[str, float]
    """By condition, the paper's UA in percent; empty for a model that is none of the eight."""
    remarks: tuple[str, ...]
    baseline: str = ""
    """The id of a rival; a rival has neither runs nor seeds."""


@dataclass(frozen=True, slots=True)
class Table4:
    """Rows in the paper's order of models; notes tell which runs are in none of them."""

    rows: tuple[Table4Row, ...]
    notes: tuple[str, ...]
    rivals: tuple[Table4Row, ...] = ()
    """Baselines that were tested on the same as these runs."""

    @property
    def lines(self) -> tuple[Table4Row, ...]:
        """Rivals and models, in the paper's order."""
        return (*self.rivals, *self.rows)

    @property
    def conditions(self) -> tuple[str, ...]:
        """Those under which any row was tested."""
        return tuple(condition for condition in CONDITIONS if any(condition in row.cells for row in self.rows))


def build_table_4(workspace: Workspace, run_ids: Sequence[str] | None = None) -> Steps[Table4]:
    """Table 4 of these runs; None: of all that are finished.

    Raises RunError for a run that is not there, or when none is finished.
    """
    known = workspace.store.list()  # Newest first.
    wanted = None if run_ids is None else {workspace.store.find(run_id).id for run_id in run_ids}
    chosen = [run for run in known if (run.state == FINISHED if wanted is None else run.id in wanted)]
    counted, notes = [], []
    for number, run in enumerate(chosen, start=1):
        try:
            counted.append(_count(workspace, run))
        except RunError as error:
            notes.append(f"{run.id} is left out: {error}")
        yield Progress("Counting answers", number, len(chosen), "runs")
    if not counted:
        raise RunError(" ".join(["There is no finished run to make Table 4 of; train a network first.", *notes]))
    groups: dict[Protocol, list[CountedRun]] = defaultdict(list)
    for counted_run in counted:
        groups[counted_run.protocol].append(counted_run)
    rows = []
    apart = tell_apart({protocol: runs[0].run for protocol, runs in groups.items()})
    for protocol, runs in groups.items():
        rows.append(_row(protocol, join_runs(runs), apart[protocol]))
        yield Progress("Drawing speakers", len(rows), len(groups), "rows")
    rivals = yield from find_rivals(workspace, {_data_of(workspace, runs[0].run) for runs in groups.values()})
    return Table4(tuple(sorted(rows, key=_order)), tuple(notes), tuple(map(_rival_row, rivals)))


def _count(workspace: Workspace, run: RunRow) -> CountedRun:
    if run.state != FINISHED:
        raise RunError(f"it is {run.state}, not finished.")
    settings = run.settings
    protocol = protocol_of(settings, RunFolder(workspace.run_folder(run.id)))
    conditions = CONDITIONS if settings.has_noise else (CLEAN,)
    tallies = {condition: Tally.count(workspace.store.answers(run.id, condition)) for condition in conditions}
    if not all(tally.speakers for tally in tallies.values()):
        raise RunError("the workspace holds no predictions of it.")
    return CountedRun(run, settings.training.seed, protocol, tallies)


def _row(protocol: Protocol, joined: JoinedRuns, differs: str) -> Table4Row:
    first = joined.runs[0]
    cells = {condition: cell_of(tally, np.random.default_rng(SEED)) for condition, tally in joined.tallies.items()}
    return Table4Row(
        model=first.model,
        title=model_title(first.settings),
        corpus=first.corpus,
        differs=differs,
        runs=tuple(run.id for run in joined.runs),
        seeds=joined.seeds,
        speakers=joined.tallies[CLEAN].speakers,
        cells=cells,
        tallies=joined.tallies,
        published_percent=TABLE_4_UA_PERCENT.get(first.model, {}),
        remarks=(*_untested(protocol, joined), *_doubts(joined.tallies, cells), *joined.remarks),
    )


def _rival_row(rival: RivalTest) -> Table4Row:
    tallies = {CLEAN: rival.tally}
    cells = {CLEAN: cell_of(rival.tally, np.random.default_rng(SEED))}
    return Table4Row(
        model=rival.method,
        title=rival.title,
        corpus=rival.corpus,
        differs=rival.differs,
        runs=(),
        seeds=(),
        speakers=rival.tally.speakers,
        cells=cells,
        tallies=tallies,
        published_percent={CLEAN: RIVALS_UA_PERCENT[rival.method]},
        remarks=tuple(_doubts(tallies, cells)),
        baseline=rival.baseline,
    )


def _data_of(workspace: Workspace, run: RunRow) -> str:
    is_loso = run.settings.partition.scheme == "loso"
    return digest_of(RunFolder(workspace.run_folder(run.id)).load_partition(), is_loso)


def _untested(protocol: Protocol, joined: JoinedRuns) -> list[str]:
    speakers = len(joined.tallies[CLEAN].speakers)
    if protocol.is_loso and speakers < protocol.speakers:
        return [f"{speakers} of {protocol.speakers} speakers left out in turn so far"]
    return []


def _doubts(tallies: Mapping[str, Tally], cells: Mapping[str, Cell]) -> list[str]:
    speakers, doubts = len(tallies[CLEAN].speakers), []
    if speakers == 1:
        doubts.append("one test speaker, so no interval")
    elif speakers < RELIABLE_SPEAKERS:
        doubts.append(f"only {speakers} test speakers, so the interval is unreliable")
    elif speakers < ENOUGH_SPEAKERS:
        doubts.append(f"{speakers} test speakers, so the interval is narrow: nearer to 90 % than to 95 %")
    lacking = max(cell.lacking for cell in cells.values())
    if lacking >= LACKING_TOLD:
        doubts.append(f"{lacking:.0%} of the draws of speakers lacked an emotion, left out of their mean")
    return doubts


def _order(row: Table4Row) -> tuple[int, str, str, str]:
    place = MODEL_NAMES.index(row.model) if row.model in MODEL_NAMES else len(MODEL_NAMES)
    return place, row.title, row.corpus, row.differs
