# SPDX-License-Identifier: MIT
"""Runs one paper: start, pause, resume, stop; knows at any time how far it is. No view, no Qt."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ser_workbench.paper.agenda import RUNNING, Agenda
from ser_workbench.paper.events import ItemEnded, ItemStarted, PaperStarted
from ser_workbench.paper.heard import settle_plan
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.presenters.conductor import Conductor, Phase
from ser_workbench.presenters.jobs_wanted import Jobs
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training_ledger import TrainingLedger
from ser_workbench.progress import Event, Note, Progress, Steps
from ser_workbench.runs.events import RunStarted
from ser_workbench.runs.workspace import Workspace


class PaperConductor(Conductor):
    """Owns the job of a paper, held at its next mini-batch; calls `on_news` after every item."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        on_change: Callable[[], None],
        on_news: Callable[[], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(session, jobs, on_change)
        self.paper_id = ""
        """The paper in hand, or the last one."""
        self.started: ItemStarted | None = None
        """The item in hand."""
        self.ledger = TrainingLedger()
        """What the item in hand has told."""
        self._on_news = on_news
        self._now = now
        self._since_s = 0.0
        self._agenda: Agenda | None = None
        self._expected_s: Mapping[str, float | None] = {}

    @property
    def agenda(self) -> Agenda | None:
        """How the paper in hand stands, with the times expected where they are known; None before it is known."""
        if self._agenda is None:
            return None
        items = []
        for item in self._agenda.items:
            known = item if item.expected_s is not None else replace(item, expected_s=self._expected_s.get(item.key))
            is_now = self.started is not None and item.key == self.started.item.key and item.state == RUNNING
            spent_s = self._now() - self._since_s if is_now and self.phase is not Phase.PAUSED else 0.0
            items.append(replace(known, seconds=known.seconds + spent_s))
        return replace(self._agenda, items=tuple(items))

    def begin(self, plan: PaperPlan, workspace: Workspace, expected: Agenda | None) -> None:
        """Start the paper of a plan, or go on with it where it has begun; expected: what has been measured before."""
        if not self.is_running:
            self.paper_id = ""
            self._expected_s = {item.key: item.expected_s for item in expected.items} if expected is not None else {}
            self._work_on(begin_and_work(plan, workspace))

    def go_on(self, paper_id: str, workspace: Workspace, *, retry_failed: bool = False) -> None:
        """Work on the items of a paper that are not over."""
        if not self.is_running:
            self.paper_id = paper_id
            self._work_on(work_on(workspace, paper_id, retry_failed=retry_failed))

    def pause(self) -> None:
        """Hold the paper; its clock stands still."""
        if self.phase is Phase.RUNNING:
            self._keep_time()
        super().pause()

    def resume(self) -> None:
        """Let a paused paper go on."""
        if self.phase is Phase.PAUSED:
            self._since_s = self._now()
        super().resume()

    def _work_on(self, steps: Steps[PaperResult]) -> None:
        self.started, self._agenda, self.ledger = None, None, TrainingLedger()
        self._start("Reproducing the paper", steps)

    def _keep_time(self) -> None:
        """What has been spent on the item so far goes into the agenda, which stands still while it is paused."""
        if self._agenda is not None and self.started is not None:
            item = self._agenda.item(self.started.item.key)
            self._agenda = self._agenda.with_item(replace(item, seconds=item.seconds + self._now() - self._since_s))

    def _tell_news(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, RunStarted | ItemEnded) for event in events):
            self._session.tell_runs_changed()
        if any(isinstance(event, ItemStarted | ItemEnded) for event in events):
            self._on_news()

    def _take(self, event: Event) -> None:
        match event:
            case PaperStarted():
                self.paper_id, self._agenda = event.paper_id, event.agenda
                self._on_change()
            case ItemStarted():
                self.started, self.ledger, self._since_s = event, TrainingLedger(title=event.item.title), self._now()
                self._enter_item(event)
            case ItemEnded():
                self._enter_item(event)
            case Note():
                self._session.say(event.text)
            case _:
                self.ledger.take(event)

    def _enter_item(self, event: ItemStarted | ItemEnded) -> None:
        if self._agenda is not None:
            self._agenda = self._agenda.with_item(event.item)

    def _end(self, event: Event) -> None:  # noqa: ARG002  # However it ended.
        self.started = None
        self._enter(Phase.IDLE)
        self._session.tell_runs_changed()
        self._on_news()


def begin_and_work(plan: PaperPlan, workspace: Workspace) -> Steps[PaperResult]:
    """Enter a paper and work on it."""
    yield Progress("Opening the corpus", 0, 0)
    from ser_workbench.paper.reproduce import begin_paper  # Imports torch: not while the window is made.

    settled = yield from settle_plan(plan)
    return (yield from work_on(workspace, begin_paper(settled, workspace)))


def work_on(workspace: Workspace, paper_id: str, *, retry_failed: bool = False) -> Steps[PaperResult]:
    """The steps of a paper; the same that the command line takes."""
    yield Progress("Opening the paper", 0, 0)
    from ser_workbench.paper.reproduce import reproduce

    return (yield from reproduce(workspace, paper_id, retry_failed=retry_failed))
