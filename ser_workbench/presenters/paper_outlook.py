# SPDX-License-Identifier: MIT
"""How much a paper has to do and how long that takes, measured and put into words before it has begun."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ser_workbench.jobs import Job
from ser_workbench.paper.agenda import RUNNING, WAITING, Agenda, AgendaItem
from ser_workbench.paper.heard import settle_plan
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.paper.work import list_work
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.time_left import time_text
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace

NAMES = {
    "run": ("training", "trainings"),
    "baseline": ("baseline", "baselines"),
    "inspection": ("inspection", "inspections"),
    "report": ("report", "reports"),
}


@dataclass(frozen=True, slots=True)
class PaperOutlook:
    """What Start would begin; `refusal` says why it cannot."""

    time_text: str = ""
    count_text: str = ""
    notes: tuple[str, ...] = ()
    refusal: str = ""


MEASURING = PaperOutlook("Time expected: …", "A few steps of each network are being measured.")


def outlook_of(agenda: Agenda) -> PaperOutlook:
    """The words of an agenda that has been measured."""
    waiting = [item for item in agenda.items if item.state in (WAITING, RUNNING)]
    counts = Counter(item.kind for item in waiting)
    told = ", ".join(f"{count} {NAMES[kind][count > 1]}" for kind, count in counts.items())
    done = len(agenda.items) - len(waiting)
    count_text = f"{told}; {done} of {len(agenda.items)} are done already" if done else told
    return PaperOutlook(f"Time expected: about {time_text(agenda.seconds_left)}", count_text, agenda.notes)


class PaperMeasuring:
    """Measures one plan at a time, each once; calls `show` with what is known of it."""

    def __init__(self, session: Session, jobs: Jobs, show: Callable[[PaperOutlook], None]) -> None:
        self.agenda: Agenda | None = None
        """What the plan comes to."""
        self.expected: Agenda | None = None
        """The same with measured times; None while they are unknown."""
        self._session = session
        self._jobs = jobs
        self._show = show
        self._plan: PaperPlan | None = None
        """The plan that has been measured, or is being measured."""
        self._job: Job[Agenda] | None = None

    def measure(self, plan: PaperPlan) -> None:
        """Find out how long a plan would take, where it is another one than the last."""
        if plan == self._plan:
            return
        self.forget()
        self._plan = plan
        self.agenda = Agenda(tuple(AgendaItem(work.key, work.kind, work.title) for work in list_work(plan)))
        self._show(MEASURING)
        steps = _look_ahead(plan, self._session.workspace)
        receive = watch(
            on_result=lambda agenda: self._take(plan, agenda),
            on_error=lambda sentence: self._refuse(plan, sentence),
        )
        self._job = self._jobs.start("Measuring the time", steps, receive)

    def stop(self) -> None:
        """Leave a measurement that is going on; what has been measured stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = self._plan = None

    def forget(self) -> None:
        """Measure again when it is asked next: the workspace holds other things now."""
        self.stop()
        self._plan = self.agenda = self.expected = None

    def _take(self, plan: PaperPlan, agenda: Agenda) -> None:
        if plan == self._plan:  # Another may be asked for since.
            self._job = None
            self.agenda = self.expected = agenda
            self._show(outlook_of(agenda))

    def _refuse(self, plan: PaperPlan, sentence: str) -> None:
        if plan == self._plan:
            self._job = None
            self._show(PaperOutlook(refusal=sentence))


def _look_ahead(plan: PaperPlan, workspace: Workspace | None) -> Steps[Agenda]:
    from ser_workbench.paper.reproduce import look_ahead  # Imports torch: not while the window is made.

    settled = yield from settle_plan(plan)
    return (yield from look_ahead(settled, workspace))
