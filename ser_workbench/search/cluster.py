# SPDX-License-Identifier: MIT
"""The search on a Dask cluster: several trials at once, workers come and die; the client alone writes the store."""

import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from ser_workbench.errors import FailedError, SettingsError
from ser_workbench.progress import Event, Note, Progress, Steps
from ser_workbench.runs.begin import begin_run
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.run_row import CANCELLED, FAILED, FINISHED, INTERRUPTED
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import Entry, TrialBook
from ser_workbench.search.conduct import (
    SweepStarted,
    TrialEnded,
    TrialSkipped,
    TrialStarted,
    in_more_parts,
    parts_text,
    write_proposals,
)
from ser_workbench.search.result import SKIPPED, WAITING, SweepResult, TrialRow, look_up, validation_ua
from ser_workbench.search.worker import Order, Outcome, give_to, work_on

LOOK_EVERY_S = 0.5
WAIT_FOR_WORKERS_S = 60.0
DEATHS_ALLOWED = 5
"""So many workers may die on one trial before the trial is taken for the cause."""


@dataclass(slots=True)
class _Sent:
    """A trial under way."""

    entry: Entry
    folder: RunFolder
    future: Any
    epochs: int = 0


@dataclass(slots=True)
class _Campaign:
    """What the client knows while the search works."""

    workspace: Workspace
    book: TrialBook
    client: Any
    sent: dict[int, _Sent] = field(default_factory=dict)
    given_up: set[int] = field(default_factory=set)
    """Trials that failed, and are not tried again in this session."""


@contextmanager
def open_cluster(compute: str, at_once: int) -> Iterator[Any]:
    """A Dask client: of a scheduler (`dask://host:port`), of a cluster that SLURM runs (`slurm`), or of this machine.

    Raises SettingsError for another word, FailedError when nobody answers.
    """
    import dask
    from distributed import Client

    with dask.config.set({"distributed.scheduler.allowed-failures": DEATHS_ALLOWED}), ExitStack() as stack:
        if compute == "local":
            from distributed import LocalCluster

            target = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=at_once, threads_per_worker=1, processes=True, dashboard_address=None
                )
            )
        elif compute == "slurm":
            target = stack.enter_context(_slurm(at_once))
        elif compute.startswith("dask://") and compute[7:]:
            target = f"tcp://{compute[7:]}"
        else:
            raise SettingsError(f"'{compute}' is no place to compute; choose local, slurm or dask://host:port.")
        try:
            yield stack.enter_context(Client(target, timeout=20))  # type: ignore[no-untyped-call]
        except OSError as error:
            raise FailedError(
                f"No scheduler answers at {compute} ({error}); start one with 'dask scheduler'."
            ) from None


def serve(scheduler: str) -> None:
    """Work for a scheduler (`dask://host:port`) until it ends; one trial at a time, on all cores.

    Raises FailedError when it does not answer.
    """
    import asyncio

    from distributed import Worker

    async def work() -> None:
        async with Worker(f"tcp://{scheduler[7:]}", nthreads=1, dashboard_address=None) as worker:
            await worker.finished()

    try:
        asyncio.run(work())
    except OSError as error:
        raise FailedError(f"No scheduler answers at {scheduler} ({error}); start one with 'dask scheduler'.") from None


def conduct_on_cluster(
    workspace: Workspace, sweep_id: str, client: Any, retry_failed: bool = False
) -> Steps[SweepResult]:
    """Work on all trials that are not over, as many at once as the cluster has workers.

    Closed or killed, it goes on later where each trial stood. Raises what `conduct_sweep` raises, and FailedError when
    no worker comes within a minute.
    """
    book = TrialBook(workspace, sweep_id)
    yield SweepStarted(sweep_id, str(book.folder), workspace.store.has(book.entries[0].run_id))
    campaign = _Campaign(workspace, book, client)
    if not retry_failed:
        campaign.given_up = {row.entry.trial.number for row in _look(campaign).rows if row.state == FAILED}
    try:
        return (yield from _work(campaign))
    finally:
        for sent in campaign.sent.values():
            give_to(sent.folder, "")
            workspace.store.end(sent.entry.run_id, CANCELLED, 0.0)
        client.cancel([sent.future for sent in campaign.sent.values()])


def _work(campaign: _Campaign) -> Steps[SweepResult]:
    last_worker_s = time.monotonic()
    while True:
        workers = sum(campaign.client.nthreads().values())
        last_worker_s = time.monotonic() if workers else last_worker_s
        if time.monotonic() - last_worker_s > WAIT_FOR_WORKERS_S:
            raise FailedError("The cluster has had no worker for a minute; start some with 'ser-workbench worker'.")
        write_proposals(campaign.book, _look(campaign), max(1, workers))
        result = _look(campaign)
        waiting = [row for row in result.rows if _is_open(campaign, row)]
        if not waiting and not campaign.sent:
            return result
        for row in waiting[: max(0, workers - len(campaign.sent))]:
            yield from _send(campaign, row)
        for sent in list(campaign.sent.values()):
            yield from _follow(campaign, sent)
        yield from _hear(campaign)


def _look(campaign: _Campaign) -> SweepResult:
    return look_up(campaign.book, campaign.workspace.store)


def _is_open(campaign: _Campaign, row: TrialRow) -> bool:
    number = row.entry.trial.number
    return row.state not in (FINISHED, SKIPPED) and number not in campaign.sent and number not in campaign.given_up


def _send(campaign: _Campaign, row: TrialRow) -> Steps[None]:
    entry, workspace = row.entry, campaign.workspace
    trial = entry.trial
    yield TrialStarted(trial.number, len(campaign.book.entries), trial.title, entry.run_id)
    if row.state == WAITING:
        yield from begin_run(trial.settings(campaign.book.plan, entry.parts), workspace, entry.run_id)
    else:
        workspace.store.claim(entry.run_id)
    folder, token = RunFolder(workspace.run_folder(entry.run_id)), secrets.token_hex(8)
    give_to(folder, token)
    order = Order(
        run_folder=str(folder.path),
        features_folder=str(workspace.features_folder),
        token=token,
        seconds_before=row.seconds,
        is_resumed=row.state != WAITING,
    )
    future = campaign.client.submit(work_on, order, pure=False)
    campaign.sent[trial.number] = _Sent(entry, folder, future)


def _follow(campaign: _Campaign, sent: _Sent) -> Iterator[Event]:
    """Enter the epochs that have come since the last look."""
    epochs = sent.folder.load_epochs()
    if len(epochs) > sent.epochs:
        campaign.workspace.store.save_epochs(sent.entry.run_id, epochs)
        yield from epochs[sent.epochs :]
        sent.epochs = len(epochs)


def _hear(campaign: _Campaign) -> Steps[None]:
    """Take in what has ended; wait a moment where nothing has."""
    skipped = campaign.book.skipped.numbers
    for sent in campaign.sent.values():
        if sent.entry.trial.number in skipped:
            give_to(sent.folder, "")  # Its worker stops at the next mini-batch.
    ended = [sent for sent in campaign.sent.values() if sent.future.done()]
    if not ended:
        time.sleep(LOOK_EVERY_S)
        over = sum(row.state in (FINISHED, FAILED, SKIPPED) for row in _look(campaign).rows)
        yield Progress("trials", over, len(campaign.book.entries))
    for sent in ended:
        del campaign.sent[sent.entry.trial.number]
        outcome = _outcome_of(sent)
        if outcome.state == FINISHED:
            yield from _take_result(campaign, sent, outcome)
        elif sent.entry.trial.number in skipped:
            campaign.workspace.store.end(sent.entry.run_id, CANCELLED, outcome.seconds)
            yield TrialSkipped(sent.entry.trial.number, sent.entry.trial.title, sent.entry.run_id)
        else:
            yield from _take_failure(campaign, sent, outcome)


def _outcome_of(sent: _Sent) -> Outcome:
    from distributed import KilledWorker

    try:
        outcome: Outcome = sent.future.result()
    except KilledWorker:
        return Outcome(INTERRUPTED, 0.0, "Its workers died, one after the other; see the log of the cluster.")
    except Exception as error:  # noqa: BLE001 - Dask raises what it likes where versions differ.
        told = " ".join(str(error).split(". ")[0].split()).rstrip(".")
        same = "scheduler and workers need the same version of SER Workbench as this machine"
        return Outcome(INTERRUPTED, 0.0, f"The cluster could not take it ({type(error).__name__}: {told}); {same}.")
    return outcome


def _take_result(campaign: _Campaign, sent: _Sent, outcome: Outcome) -> Steps[None]:
    trial, run_id, store = sent.entry.trial, sent.entry.run_id, campaign.workspace.store
    yield from _follow(campaign, sent)
    result = sent.folder.load_result()
    if result is None:
        raise FailedError(
            f"{sent.folder.path} does not show what the worker wrote; client and workers need a folder in common."
        )
    store.finish(result, sent.folder.load_predictions(result.emotions), outcome.seconds)
    ua = validation_ua(store.epochs(run_id), campaign.book.plan.has_noise)
    yield TrialEnded(trial.number, trial.title, run_id, ua)


def _take_failure(campaign: _Campaign, sent: _Sent, outcome: Outcome) -> Steps[None]:
    trial, run_id = sent.entry.trial, sent.entry.run_id
    campaign.workspace.store.end(run_id, FAILED, outcome.seconds, outcome.error)
    smaller = in_more_parts(sent.entry, campaign.book.plan) if outcome.is_out_of_memory else None
    if smaller is not None:
        campaign.book.write(smaller)
        yield Note(f"Trial {trial.number}: memory was too small; {parts_text(smaller, campaign.book.plan)}", True)
        return
    campaign.given_up.add(trial.number)
    yield TrialEnded(trial.number, trial.title, run_id, None, outcome.error)


def _slurm(at_once: int) -> Any:
    try:
        from dask_jobqueue import SLURMCluster
    except ImportError:
        raise FailedError("SLURM needs the package dask-jobqueue; install ser-workbench[slurm].") from None
    cluster = SLURMCluster()  # As ~/.config/dask/jobqueue.yaml says.
    cluster.scale(at_once)
    return cluster
