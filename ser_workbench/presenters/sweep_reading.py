# SPDX-License-Identifier: MIT
"""Which searches the workspace holds, which of them is open, and how its trials stand; all read on jobs' threads."""

from collections.abc import Callable, Sequence

from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.sweep_rows import SearchLine, SearchState, list_searches, read_search
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.search.book import TrialBook


class SweepReading:
    """Calls `on_list` when other searches are known or another is open, `on_state` when one has been read."""

    def __init__(self, session: Session, jobs: Jobs, on_list: Callable[[], None], on_state: Callable[[], None]) -> None:
        self.searches: tuple[SearchLine, ...] = ()
        self.state: SearchState | None = None
        """The search that is open; None while none is, or before it has been read."""
        self.opened = ""
        self._session = session
        self._jobs = jobs
        self._on_list = on_list
        self._on_state = on_state
        self._is_stale = self._is_reading = False

    def open(self, sweep_id: str) -> None:
        """Look at another search; empty: at none."""
        self.opened, self.state = sweep_id, None
        self._on_list()
        self._on_state()
        self.read()

    def list(self) -> None:
        """Look again which searches there are, and how the open one stands."""
        workspace = self._session.workspace
        if workspace is None:
            self._take_searches(())
            return
        receive = watch(on_result=self._take_searches, on_error=self._session.complain)
        self._jobs.start("Reading the searches", list_searches(workspace), receive)

    def take_news(self) -> None:
        """Something may have changed; `refresh` will look."""
        self._is_stale = True

    def refresh(self) -> None:
        """Read the open search again if something may have changed, never twice at a time."""
        if self._is_stale and not self._is_reading:
            self.read()

    def read(self) -> None:
        """Read the open search."""
        workspace, sweep_id = self._session.workspace, self.opened
        if workspace is None or not sweep_id:
            return
        self._is_stale, self._is_reading = False, True
        receive = watch(on_result=self._take_state, on_error=self._fail)
        self._jobs.start("Reading the search", read_search(workspace, sweep_id), receive)

    def skip(self, trial: int, *, is_skipped: bool) -> None:
        """Pass a trial of the open search over, in its middle too; or take that back."""
        workspace = self._session.workspace
        if workspace is not None and self.opened:
            steps = skip_trial(workspace, self.opened, trial, is_skipped=is_skipped)
            receive = watch(on_result=lambda _: self.read(), on_error=self._session.complain)
            self._jobs.start("Skipping a trial", steps, receive)

    def _take_searches(self, searches: Sequence[SearchLine]) -> None:
        self.searches = tuple(searches)
        known = [one.id for one in searches]
        if self.opened not in known:  # The newest that has something left, or the newest.
            unfinished = [one.id for one in searches if one.is_open]
            self.opened, self.state = next(iter(unfinished or known), ""), None
        self._on_list()
        self.read()

    def _take_state(self, state: SearchState) -> None:
        self._is_reading = False
        if state.id == self.opened:  # Another may have been opened since.
            self.state = state
            self._on_state()

    def _fail(self, sentence: str) -> None:
        self._is_reading = False
        self._session.complain(sentence)


def skip_trial(workspace: Workspace, sweep_id: str, trial: int, *, is_skipped: bool) -> Steps[None]:
    """Enter it where whoever works on the search sees it."""
    yield from ()
    TrialBook(workspace, sweep_id).skipped.write(trial, is_skipped)
