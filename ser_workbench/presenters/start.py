# SPDX-License-Identifier: MIT
"""What the Start panel decides: which workspaces to offer, and how far the user is on the way of five steps."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.way import RecentWorkspace, WayStep, count_run_folders, way_of
from ser_workbench.progress import Note, Steps

if TYPE_CHECKING:
    from ser_workbench.runs.workspace import Workspace

SHOWN_WORKSPACES = 6


class StartView(Protocol):
    """What the presenter wants of the Start panel."""

    def show_recent(self, workspaces: Sequence[RecentWorkspace]) -> None:
        """List the workspaces."""

    def show_way(self, steps: Sequence[WayStep]) -> None:
        """Show the five steps."""


class StartPresenter:
    """Keeps the Start panel true to the session."""

    def __init__(self, session: Session, view: StartView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._opening = Opening(session, jobs)
        self._finished_runs = 0
        for topic in (Topic.CORPUS, Topic.NOISE, Topic.SETTINGS):
            session.listen(topic, self._show_way)
        session.listen(Topic.RUNS, self._look_at_runs)

    def start(self) -> None:
        """Show what there is; asks for the recent workspaces in the background."""
        self._show_way()
        self._look_at_runs()

    def try_demo(self) -> None:
        """Open the demo."""
        self._opening.try_demo()

    def open_workspace(self, folder: Path) -> None:
        """Open a workspace, or make one."""
        self._opening.open_workspace(folder)

    def open_corpus(self, folder: Path) -> None:
        """Open a corpus."""
        self._opening.open_corpus(folder)

    def open_dropped(self, folder: Path) -> None:
        """Open whatever was dropped on the window."""
        self._opening.open_dropped(folder)

    def go_to(self, panel: str) -> None:
        """Go to the panel of a step."""
        self._session.go_to(panel)

    def _look_at_runs(self) -> None:
        self._jobs.start(
            "Looking at the runs",
            _look_at_runs(self._session.workspace),
            watch(on_result=lambda found: self._runs_seen(*found), on_error=self._session.complain),
        )

    def _runs_seen(self, recent: Sequence[RecentWorkspace], finished: int) -> None:
        self._finished_runs = finished
        self._view.show_recent(recent)
        self._show_way()

    def _show_way(self) -> None:
        steps = way_of(self._session, self._finished_runs)
        following = next((step for step in steps if not step.is_done), None)
        self._view.show_way(
            [WayStep(s.panel, s.title, s.detail, s.is_done, is_next=s is following) for s in steps],
        )


def _look_at_runs(open_one: "Workspace | None") -> Steps[tuple[list[RecentWorkspace], int]]:
    yield Note("Looking at the workspaces")
    from ser_workbench.runs.recent import recent_workspaces

    finished = 0
    if open_one is not None:
        finished = sum(run.state == "finished" for run in open_one.store.list())
    here = open_one.folder if open_one is not None else None
    recent = [
        RecentWorkspace(folder, count_run_folders(folder), is_open=folder == here)
        for folder in recent_workspaces()[:SHOWN_WORKSPACES]
    ]
    return recent, finished
