# SPDX-License-Identifier: MIT
"""What the Noise panel decides about problems: what is known on opening, and what a check of all files finds."""

from collections.abc import Sequence
from typing import Protocol

from ser_workbench.audio.noise import NoiseCollection
from ser_workbench.audio.noise_report import NoiseProblem, NoiseReport, check_noise_collection, problems_on_opening
from ser_workbench.jobs import Job
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress

UNCHECKED = "By their headers alone; check them to find silence, clipping and copies."


class NoiseProblemsView(Protocol):
    """What the presenter needs of the panel."""

    def show_noise_problems(self, problems: Sequence[NoiseProblem], note: str) -> None:
        """What is known to be wrong."""

    def show_checking_noises(self, progress: Progress | None) -> None:
        """How far the check is; None when none runs."""


class NoiseProblemsPresenter:
    """Checks the open noises when asked to; a check of a folder that was closed meanwhile is given up."""

    def __init__(self, session: Session, view: NoiseProblemsView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._job: Job[NoiseReport] | None = None
        self._checked: NoiseCollection | None = None

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.NOISE, self._follow)
        self._follow()

    def check(self) -> None:
        """Listen to every noise."""
        noises = self._session.noises
        if noises is None or self._job is not None:
            return
        self._checked = noises
        self._view.show_checking_noises(Progress("Checking noises", 0, len(noises.noises), "files"))
        self._job = self._jobs.start(
            f"Checking {noises.folder.name}",
            check_noise_collection(noises),
            watch(
                on_event=lambda event: self._follow_job(noises, event),
                on_result=lambda report: self._take(noises, report),
                on_error=lambda sentence: self._refuse(noises, sentence),
                on_cancel=lambda: self._end(noises),
            ),
        )

    def cancel(self) -> None:
        """Stop the check."""
        if self._job is not None:
            self._job.cancel()

    def _follow(self) -> None:
        noises = self._session.noises
        if noises is self._checked and noises is not None:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._checked = None
        self._view.show_checking_noises(None)
        if noises is not None:
            self._view.show_noise_problems(problems_on_opening(noises), UNCHECKED)

    def _follow_job(self, noises: NoiseCollection, event: Event) -> None:
        if noises is self._checked and isinstance(event, Progress):
            self._view.show_checking_noises(event)

    def _take(self, noises: NoiseCollection, report: NoiseReport) -> None:
        if noises is self._checked:
            count = len(noises.noises)
            self._view.show_noise_problems(report.problems, f"All {count:,} files were listened to.")
            self._end(noises)

    def _refuse(self, noises: NoiseCollection, sentence: str) -> None:
        if noises is self._checked:
            self._session.complain(sentence)
            self._end(noises)

    def _end(self, noises: NoiseCollection) -> None:
        if noises is self._checked:
            self._job = self._checked = None
            self._view.show_checking_noises(None)
