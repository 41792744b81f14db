# SPDX-License-Identifier: MIT
"""What the Training panel decides: when it may start, what it shows, what the queue holds."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ser_workbench.errors import SettingsError
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.training_conductor import Controls, Phase, TrainingConductor
from ser_workbench.presenters.training_curves import TrainingCurves
from ser_workbench.presenters.training_devices import Devices, look_for_devices
from ser_workbench.presenters.training_log import LogLine
from ser_workbench.presenters.training_rows import (
    InterruptedRun,
    QueueRow,
    interrupted_run,
    list_resumable,
    queue_row,
)
from ser_workbench.presenters.training_status import TrainingStatus, status_of
from ser_workbench.presenters.training_summary import (
    READY,
    SOON,
    Invitation,
    SummaryLine,
    missing_from,
    summary_of,
)
from ser_workbench.runs.run_row import RunRow
from ser_workbench.training.settings import TrainingSettings

MOST_SEEDS = 100


class TrainingView(Protocol):
    """What the presenter needs of the Training panel."""

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What Start would train."""
        ...

    def show_invitation(self, invitation: Invitation) -> None:
        """What stands where no curve can be drawn yet."""
        ...

    def show_settings(self, settings: TrainingSettings) -> None:
        """Fill the form."""
        ...

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        ...

    def show_devices(self, devices: Devices) -> None:
        """Grey out the devices that are not there."""
        ...

    def show_controls(self, controls: Controls, *, is_running: bool) -> None:
        """Enable what makes sense; `is_running`: ask for `redraw` ten times a second."""
        ...

    def show_status(self, status: TrainingStatus) -> None:
        """How far it is."""
        ...

    def show_curves(self, curves: TrainingCurves) -> None:
        """Loss and UA, never empty."""
        ...

    def clear_log(self) -> None:
        """Begin a new log."""
        ...

    def add_log_lines(self, lines: Sequence[LogLine]) -> None:
        """Append to the log."""
        ...

    def show_queue(self, rows: Sequence[QueueRow]) -> None:
        """The runs that wait."""
        ...

    def show_interrupted(self, runs: Sequence[InterruptedRun]) -> None:
        """Runs that can be resumed, newest first."""
        ...


class TrainingPresenter:
    """Decides for the panel; `redraw` is called on a timer, so that no event of a mini-batch ever draws."""

    def __init__(self, session: Session, view: TrainingView, jobs: Jobs) -> None:
        self.conductor = TrainingConductor(session, jobs, self._changed)
        self._session = session
        self._view = view
        self._jobs = jobs
        self._is_stale = True
        self._shown_ledger: object = None
        self._shown_phase: Phase | None = None
        self._has_devices = False
        self._dismissed: set[str] = set()
        self._resumable: tuple[RunRow, ...] = ()

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        for topic in (Topic.CORPUS, Topic.PARTITION, Topic.NOISE, Topic.SETTINGS):
            self._session.listen(topic, self._show_settings)
        self._session.listen(Topic.WORKSPACE, self._show_settings)
        self._session.listen(Topic.RUNS, self._look_for_interrupted)
        self._show_settings()
        self._changed()
        self.redraw()
        self._look_for_interrupted()

    def shown(self) -> None:
        """Somebody looks at the panel."""
        # Whoever comes from Compare with a run that can be resumed wants to resume it.
        self._dismissed -= set(self._session.run_ids)
        self._show_interrupted()
        if not self._has_devices:  # Asking torch imports it; that waits until somebody looks.
            self._has_devices = True
            self._jobs.start("Looking for devices", look_for_devices(), watch(on_result=self._view.show_devices))

    def change(self, changes: Mapping[str, Any]) -> None:
        """Take other hyperparameters, by dotted name."""
        key = next(iter(changes))
        try:
            self._session.change_settings(changes)
        except SettingsError as error:
            self._view.show_setting_error(key, str(error))
            return
        self._view.show_setting_error(key, None)

    def run(self) -> None:
        """Start: the queue, or the settings as they stand."""
        missing = missing_from(self._session)
        if missing is not None:
            self._session.complain(missing.sentence)
            return
        self.conductor.start(self._session.settings)

    def pause(self) -> None:
        """Hold the run."""
        self.conductor.pause()

    def resume(self) -> None:
        """Let the paused run go on."""
        self.conductor.resume()

    def stop_and_keep(self) -> None:
        """End the training and test what it has learnt."""
        self.conductor.stop_and_keep()

    def cancel(self) -> None:
        """Break off."""
        self.conductor.cancel()

    def add_to_queue(self, seeds: int) -> None:
        """Put the settings as they stand into the queue, once for each of `seeds` seeds that follow one another."""
        if seeds <= 1:
            self.conductor.queue.add(self._session.settings)
        else:
            self.conductor.queue.add_seeds(self._session.settings, min(seeds, MOST_SEEDS))
        self._changed()

    def move_in_queue(self, number: int, by: int) -> None:
        """Change whose turn comes first."""
        self.conductor.queue.move(number, by)
        self._changed()

    def remove_from_queue(self, number: int) -> None:
        """Take a run out of the queue."""
        self.conductor.queue.remove(number)
        self._changed()

    def resume_run(self, run_id: str) -> None:
        """Go on with a run that stopped before its end."""
        run = next((run for run in self._resumable if run.id == run_id), None)
        if run is not None:
            self._dismissed.add(run_id)
            self.conductor.resume_run(run_id, run.settings)
            self._show_interrupted()

    def dismiss(self, run_id: str) -> None:
        """Offer this run no more; it stays in the workspace, and Compare can resume it."""
        self._dismissed.add(run_id)
        self._show_interrupted()

    def question_before_closing(self) -> str:
        """What closing the window would stop or lose; empty where nothing runs and nothing waits."""
        waiting = len(self.conductor.queue)
        runs = f"{waiting} waiting run{'s' if waiting > 1 else ''}"
        if self.conductor.is_running:
            lost = f"; the queue with {runs} is lost" if waiting else ""
            return f"A training is running. It stops here and can be resumed at the next start{lost}."
        return f"The queue holds {runs}, which would be lost." if waiting else ""

    def go_to(self, panel: str) -> None:
        """Show where something can be changed."""
        self._session.go_to(panel)

    def compare(self) -> None:
        """Look at the finished run beside the others."""
        ledger = self.conductor.ledger
        if ledger is not None and ledger.run_id:
            self._session.select_runs([ledger.run_id])
        self._session.go_to("compare")

    def redraw(self) -> None:
        """Draw what has come since the last time; the view's timer calls this."""
        if not self._is_stale:
            return
        self._is_stale = False
        ledger = self.conductor.ledger
        if ledger is None:
            self._show_curves(None)
            return
        if ledger is not self._shown_ledger:
            self._shown_ledger = ledger
            self._view.clear_log()
        lines = ledger.take_lines()
        if lines:
            self._view.add_log_lines(lines)
        phase = self.conductor.phase
        self._view.show_status(status_of(ledger, is_running=phase is not Phase.IDLE, is_paused=phase is Phase.PAUSED))
        self._show_curves(ledger.curves())

    def _show_curves(self, curves: TrainingCurves | None) -> None:
        if curves is not None and not curves.is_empty:
            self._view.show_curves(curves)
        elif self.conductor.is_running:
            self._view.show_invitation(SOON)
        else:
            self._view.show_invitation(missing_from(self._session) or READY)

    def _changed(self) -> None:
        self._is_stale = True
        is_ready = missing_from(self._session) is None
        self._view.show_controls(self.conductor.controls(is_ready=is_ready), is_running=self.conductor.is_running)
        self._show_queue()
        if self.conductor.phase is not self._shown_phase:
            self._shown_phase = self.conductor.phase
            self.redraw()
            self._show_interrupted()

    def _show_queue(self) -> None:
        self._view.show_queue([queue_row(run, self._session.settings) for run in self.conductor.queue.runs])

    def _show_settings(self) -> None:
        self._view.show_summary(summary_of(self._session))
        self._view.show_settings(self._session.settings.training)
        self._changed()
        if not self.conductor.is_running:
            self.redraw()

    def _look_for_interrupted(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            self._take_resumable(())
            return
        self._jobs.start(
            "Looking for interrupted runs", list_resumable(workspace), watch(on_result=self._take_resumable)
        )

    def _take_resumable(self, runs: Sequence[RunRow]) -> None:
        self._resumable = tuple(runs)
        self._show_interrupted()

    def _show_interrupted(self) -> None:
        queued = {run.resumes for run in self.conductor.queue.runs}
        hidden = self._dismissed | queued | {self.conductor.run_id}
        offered = [run for run in self._resumable if run.id not in hidden]
        offered.sort(key=lambda run: run.id not in self._session.run_ids)
        self._view.show_interrupted([interrupted_run(run) for run in offered])
