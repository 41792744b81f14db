# SPDX-License-Identifier: MIT
"""Which papers the workspace holds, which of them is open, and what it has come to; all read on jobs' threads."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ser_workbench.paper.agenda import RUNNING, WAITING, Agenda
from ser_workbench.paper.book import list_papers
from ser_workbench.paper.result import PaperResult
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace


class PaperReading:
    """Calls `on_list` when other papers are known or another is open, `on_result` when one has been read."""

    def __init__(
        self, session: Session, jobs: Jobs, on_list: Callable[[], None], on_result: Callable[[], None]
    ) -> None:
        self.papers: tuple[str, ...] = ()
        """Their ids, the one worked on last first."""
        self.result: PaperResult | None = None
        """What the open paper has come to; None while none is open, or before it has been read."""
        self.opened = ""
        """Empty: the plan that has not begun."""
        self._session = session
        self._jobs = jobs
        self._on_list = on_list
        self._on_result = on_result
        self._is_reading = self._is_stale = False

    @property
    def agenda(self) -> Agenda | None:
        """How the open paper stands; its report is finished once it is there and nothing else is left."""
        if self.result is None:
            return None
        agenda, others = self.result.agenda, [item for item in self.result.agenda.items if item.kind != "report"]
        if self.result.report.is_file() and not any(item.state in (WAITING, RUNNING) for item in others):
            items = (replace(item, state="finished") if item.kind == "report" else item for item in agenda.items)
            return replace(agenda, items=tuple(items))
        return agenda

    def open(self, paper_id: str) -> None:
        """Look at another paper; empty: at the plan."""
        self.opened, self.result = paper_id, None
        self._on_list()
        self._on_result()
        self.read()

    def list(self, *, opens_last: bool = False) -> None:
        """Look again which papers there are; opens_last: and open the one that was worked on last."""
        workspace = self._session.workspace
        if workspace is None:
            self._take_papers((), opens_last=False)
            return
        receive = watch(
            on_result=lambda papers: self._take_papers(papers, opens_last=opens_last), on_error=self._session.complain
        )
        self._jobs.start("Reading the papers", _list(workspace), receive)

    def read(self) -> None:
        """Read the open paper; while that is being done already, once more after it."""
        workspace, paper_id = self._session.workspace, self.opened
        if workspace is None or not paper_id:
            return
        self._is_stale = self._is_reading
        if not self._is_reading:
            self._is_reading = True
            receive = watch(
                on_result=lambda result: self._take(paper_id, result),
                on_error=self._fail,
                on_cancel=lambda: self._take(paper_id, None),
            )
            self._jobs.start("Reading the paper", _read(workspace, paper_id), receive)

    def _take_papers(self, papers: Sequence[str], *, opens_last: bool) -> None:
        self.papers = tuple(papers)
        if self.opened and self.opened not in papers:
            self.open("")
        elif opens_last and papers and not self.opened:
            self.open(papers[0])
        else:
            self._on_list()

    def _take(self, paper_id: str, result: PaperResult | None) -> None:
        self._is_reading = False
        if result is not None and paper_id == self.opened:  # Another may have been opened since.
            self.result = result
            self._on_result()
        if self._is_stale or paper_id != self.opened:
            self.read()

    def _fail(self, sentence: str) -> None:
        self._is_reading = False
        self._session.complain(sentence)


def _list(workspace: Workspace) -> Steps[list[str]]:
    yield from ()
    return list_papers(workspace)


def _read(workspace: Workspace, paper_id: str) -> Steps[PaperResult]:
    from ser_workbench.paper.reproduce import read_paper  # Imports torch: not while the window is made.

    return (yield from read_paper(workspace, paper_id))
