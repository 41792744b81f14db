# SPDX-License-Identifier: MIT
"""A session ready to search sizes on the tone corpus, a view that keeps what it is shown, and a presenter at work."""

from ser_workbench.presenters.session import Session
from ser_workbench.presenters.sweep import SweepPresenter
from ser_workbench.runs.workspace import Workspace
from tests.presenters.training_desk import WatchedJobs, tiny_settings

SMALL = {"sweep.width_1": "3-4", "sweep.width_2": "2"}


class FakeSweepView:
    """Keeps what it was shown last."""

    def __init__(self):
        self.errors = {}
        self.search = self.outlook = self.chosen = None
        self.searches = ()

    def show_summary(self, lines):
        self.summary = {line.title: line.text for line in lines}

    def show_settings(self, sweep):
        self.sweep = sweep
        self.errors.clear()

    def show_fields(self, unused, placeholders):
        self.unused, self.placeholders = unused, placeholders

    def show_setting_error(self, key, sentence):
        self.errors[key] = sentence

    def show_outlook(self, outlook):
        self.outlook = outlook

    def show_controls(self, controls, *, is_running):
        self.controls, self.is_running = controls, is_running

    def show_status(self, status):
        self.status = status

    def show_searches(self, searches, chosen):
        self.searches, self.opened = searches, chosen

    def show_search(self, state):
        self.search = state

    def show_chosen(self, trial):
        self.chosen = trial


class SweepDesk:
    """Everything of one presenter; `until` delivers events and lets the view's timer tick."""

    def __init__(self, session: Session) -> None:
        self.session, self.view, self.jobs = session, FakeSweepView(), WatchedJobs()
        self.presenter = SweepPresenter(session, self.view, self.jobs)
        self.presenter.start()
        self.presenter.shown()
        self.jobs.finish()

    def set_sizes(self, **sizes: str) -> None:
        for key, text in sizes.items():
            self.presenter.change({f"sweep.{key}": text})
        self.jobs.finish()

    def until(self, condition) -> None:
        def ticks_and_holds():
            self.presenter.redraw()
            return condition()

        self.jobs.until(ticks_and_holds)

    def run_to_end(self) -> None:
        self.until(lambda: not self.presenter.conductor.is_running)
        self.jobs.finish()


def sit_down(folder, **changes):
    """A desk with a workspace and tiny settings."""
    session = Session(tiny_settings(folder).changed(changes))
    session.take_workspace(Workspace(folder / "workspace"))
    return SweepDesk(session)
