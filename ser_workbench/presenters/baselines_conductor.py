# SPDX-License-Identifier: MIT
"""Tries one baseline after another: start, pause, resume, stop; what was not tried is gone on with. No view, no Qt."""

from collections.abc import Callable, Sequence

from ser_workbench.jobs import Finished
from ser_workbench.presenters.baselines_form import title_of
from ser_workbench.presenters.conductor import Conductor, Phase
from ser_workbench.presenters.jobs_wanted import Jobs
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.time_left import StageClock
from ser_workbench.progress import Event, Note, Progress, Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult
from ser_workbench.studies.baseline_settings import BaselineSettings


class BaselinesConductor(Conductor):
    """Owns the job of the baseline in hand and the queue of those that wait.

    Calls `on_result` with each baseline that is kept. Stopped, it keeps the functionals computed so far.
    """

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        on_change: Callable[[], None],
        on_result: Callable[[BaselineResult], None],
    ) -> None:
        super().__init__(session, jobs, on_change)
        self.waiting: tuple[BaselineSettings, ...] = ()
        """What was asked for and is not over, the one in hand first."""
        self.total = 0
        self.progress_text = ""
        self.share = 0.0
        """How far the stage of the baseline in hand is, 0 to 1."""
        self._on_result = on_result
        self._clock = StageClock()
        self._workspace: Workspace | None = None

    @property
    def done(self) -> int:
        """How many of those that were asked for are over."""
        return self.total - len(self.waiting)

    def begin(self, asked: Sequence[BaselineSettings], workspace: Workspace) -> None:
        """Try these, in their order; what waited from before is forgotten."""
        if not self.is_running and asked:
            self.waiting, self.total, self._workspace = tuple(asked), len(asked), workspace
            self._begin_next()

    def resume(self) -> None:
        """Let a paused baseline go on, or begin anew with the one that was stopped."""
        super().resume()
        if not self.is_running and self.waiting:
            self._begin_next()

    def forget(self) -> None:
        """Give up what waits."""
        if not self.is_running:
            self.waiting, self.total = (), 0

    def _begin_next(self) -> None:
        assert self._workspace is not None
        now = self.waiting[0]
        self.progress_text, self.share = "", 0.0
        self._clock.restart()
        self._start(title_of(now), try_baseline(self._workspace, now))

    def _take(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.progress_text, self.share = self._clock.words_of(event), event.share
        elif isinstance(event, Note):
            self._session.say(event.text)

    def _end(self, event: Event) -> None:
        self.share = 0.0
        was_stopped = self.phase is Phase.STOPPING
        if isinstance(event, Finished):
            self.waiting = self.waiting[1:]
            self._on_result(event.result)
        if isinstance(event, Finished) and self.waiting and not was_stopped:
            self._begin_next()
        else:
            self._enter(Phase.IDLE)


def try_baseline(workspace: Workspace, settings: BaselineSettings) -> Steps[BaselineResult]:
    """The steps of one baseline; the same that the command line takes."""
    yield Progress("Opening the corpus", 0, 0)
    from ser_workbench.studies.baseline import run_baseline  # Imports torch: not while the window is made.

    return (yield from run_baseline(workspace, settings))
