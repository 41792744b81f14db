# SPDX-License-Identifier: MIT
"""What the Sweep panel decides: which search begins or goes on, where, and what is shown of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ser_workbench.errors import SettingsError
from ser_workbench.models.catalog import SIZE_KEYS
from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.model_pace import heard_in_epoch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.sweep_conductor import Place, SweepConductor
from ser_workbench.presenters.sweep_form import FORM, placeholders, read_form, unused_choices, unused_sizes
from ser_workbench.presenters.sweep_outlook import Outlook, Speech, look_ahead
from ser_workbench.presenters.sweep_reading import SweepReading
from ser_workbench.presenters.sweep_rows import SearchLine, SearchState, TrialLine
from ser_workbench.presenters.sweep_status import SweepControls, SweepStatus, controls_of, status_of_search
from ser_workbench.presenters.training_summary import SummaryLine, missing_from, summary_of
from ser_workbench.search.result import SKIPPED, WAITING
from ser_workbench.search.settings import SweepPlan, SweepSettings
from ser_workbench.search.values import parse_values

BEST_SEEDS = 5


class SweepView(Protocol):
    """What the presenter needs of the Sweep panel."""

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What a new search would train, but for the sizes."""
        ...

    def show_settings(self, sweep: SweepSettings) -> None:
        """Fill the form."""
        ...

    def show_fields(self, unused: Mapping[str, str], placeholders: Mapping[str, str]) -> None:
        """Grey out {key: reason}; say what an empty range means."""
        ...

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        ...

    def show_outlook(self, outlook: Outlook) -> None:
        """How many trainings, how long."""
        ...

    def show_controls(self, controls: SweepControls, *, is_running: bool) -> None:
        """Enable what makes sense; `is_running`: ask for `redraw` once a second."""
        ...

    def show_status(self, status: SweepStatus) -> None:
        """How far the search is."""
        ...

    def show_searches(self, searches: Sequence[SearchLine], chosen: str) -> None:
        """The searches of the workspace, the chosen one selected."""
        ...

    def show_search(self, state: SearchState | None) -> None:
        """Trials, maps, the best; None: an invitation."""
        ...

    def show_chosen(self, trial: int) -> None:
        """Select a trial in the table and on the map, silently."""
        ...


class SweepPresenter:
    """Decides for the panel; what is shown of trials is read in the workspace, at most once a second."""

    def __init__(self, session: Session, view: SweepView, jobs: Jobs) -> None:
        self.reading = SweepReading(session, jobs, self._show_searches, self._show_search)
        self.conductor = SweepConductor(session, jobs, self._changed, self.reading.take_news)
        self.sweep = SweepSettings()
        self.place = Place()
        self._session = session
        self._view = view
        self._jobs = jobs
        self._chosen: int | None = None
        self._begun = ""
        self._outlook = Outlook()
        self._question = 0
        self._has_been_shown = False
        self._faults: set[str] = set()  # Settings whose fields hold what cannot be.
        self._formed: object = None

    @property
    def state(self) -> SearchState | None:
        """The search that is shown."""
        return self.reading.state

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        for topic in (Topic.CORPUS, Topic.PARTITION, Topic.NOISE, Topic.SETTINGS):
            self._session.listen(topic, self._show_form)
        self._session.listen(Topic.FORMS, self._recall)
        self._session.listen(Topic.WORKSPACE, self._change_workspace)
        self._session.listen(Topic.RUNS, self._follow_runs)
        self._show_form()
        self._change_workspace()

    def shown(self) -> None:
        """Somebody looks at the panel: how long would the search take, and how do the trials stand?"""
        self._has_been_shown = True
        self._look_ahead()
        self._follow_runs()

    def change(self, changes: Mapping[str, Any]) -> None:
        """Take another setting of the search, by dotted name."""
        (name, value), *_ = changes.items()
        key = name.removeprefix("sweep.")
        try:
            if key in SIZE_KEYS and value.strip():
                parse_values(value, key)
            sweep = self.sweep.changed({key: value})
        except SettingsError as error:
            self._faults.add(key)
            self._view.show_setting_error(key, str(error))
            self._show_controls()
            return
        self._faults.clear()  # The form is filled anew, and forgets what it was told.
        self.sweep = sweep
        self._session.keep_form(FORM, sweep.to_toml())
        self._show_form(is_filled_anew=True)

    def change_place(self, place: Place) -> None:
        """Train elsewhere, or so many at once, from the next start on."""
        self.place = place

    def run(self) -> None:
        """Begin a new search over the settings as they stand."""
        missing = missing_from(self._session)
        if missing is not None:
            self._session.complain(missing.sentence)
        elif self._outlook.refusal:
            self._session.complain(self._outlook.refusal)
        else:
            self._begin(self._plan())

    def pause(self) -> None:
        """Hold the search."""
        self.conductor.pause()

    def resume(self) -> None:
        """Let the paused search go on, or the one that is shown."""
        workspace = self._session.workspace
        if self.conductor.phase is Phase.PAUSED:
            self.conductor.resume()
        elif self.state is not None and workspace is not None:
            self.conductor.go_on(self.state.id, workspace, self.place)

    def stop(self) -> None:
        """End here; Resume goes on later."""
        self.conductor.stop()

    def retry_failed(self) -> None:
        """Try those that failed once more, beside those that are left."""
        if self.state is not None and self._session.workspace is not None:
            self.conductor.go_on(self.state.id, self._session.workspace, self.place, retry_failed=True)

    def skip(self) -> None:
        """Pass the chosen trial over, in its middle too; or take that back."""
        line = self._chosen_line()
        if line is not None:
            self.reading.skip(line.trial, is_skipped=line.state != SKIPPED)

    def train_best(self) -> None:
        """A search over the best combination alone, from the seeds 0 to 4."""
        if self.state is None or self.state.best is None:
            return
        _, sizes = self.state.best
        one = {f"sweep.{key}": str(value) for key, value in sizes}
        changes = {"sweep.method": "random", "sweep.trials": 1, "sweep.seeds": BEST_SEEDS, "training.seed": 0}
        self._begin(self.state.plan.changed({**one, **changes}))

    def open(self, sweep_id: str) -> None:
        """Show another search."""
        if sweep_id != self.reading.opened:
            self._chosen = None
            self.reading.open(sweep_id)

    def choose(self, trial: int) -> None:
        """A trial was chosen, in the table or on a map."""
        self._chosen = trial
        self._view.show_chosen(trial)
        self._show_controls()

    def compare(self, line: TrialLine) -> None:
        """Open the run of a trial in the Compare panel."""
        if line.state == WAITING:
            self._session.say(f"Trial {line.trial + 1} has not begun; Compare shows it once it has.")
            return
        self._session.select_runs([line.run_id])
        self._session.go_to("compare")

    def go_to(self, panel: str) -> None:
        """Show where something can be changed."""
        self._session.go_to(panel)

    def question_before_closing(self) -> str:
        """What closing the window would stop; empty where nothing runs."""
        running = "A search is running. It stops here, and Resume in the Sweep panel goes on with it."
        return running if self.conductor.is_running else ""

    def redraw(self) -> None:
        """Show how far it is; the view's timer calls this once a second while a search is in hand."""
        self._show_status()
        self.reading.refresh()

    def _recall(self) -> None:
        self.sweep = read_form(self._session.forms.get(FORM, ""), self.sweep)
        self._show_form(is_filled_anew=True)

    def _begin(self, plan: SweepPlan) -> None:
        if self._session.workspace is not None and not self.conductor.is_running:
            self._chosen = None
            self.reading.open("")
            self.conductor.begin(plan, self._session.workspace, self.place)

    def _plan(self) -> SweepPlan:
        return SweepPlan.model_validate({**self._session.settings.model_dump(), "sweep": self.sweep.model_dump()})

    def _show_form(self, *, is_filled_anew: bool = False) -> None:
        settings = self._session.settings
        now = (settings.model, settings.features)
        if is_filled_anew or now != self._formed:
            self._formed = now
            self._faults.clear()
            self._view.show_settings(self.sweep)
            unused = unused_sizes(settings.model, settings.features) | unused_choices(self.sweep, settings.model)
            self._view.show_fields(unused, placeholders(settings.model))
        self._view.show_summary(summary_of(self._session))
        self._look_ahead()
        self._show_controls()

    def _look_ahead(self) -> None:
        if not self._has_been_shown:
            return
        self._question += 1
        question = self._question

        def show(outlook: Outlook) -> None:
            if question == self._question:  # Other settings may have been chosen since.
                self._outlook = outlook
                self._view.show_outlook(outlook)
                self._show_controls()

        heard, corpus = heard_in_epoch(self._session), self._session.corpus
        emotions = len(corpus.emotions) if corpus is not None else 0
        speech = Speech(*heard, emotions) if heard is not None and emotions else None
        steps = look_ahead(self._plan(), speech, self._session.workspace)
        self._jobs.start("Counting trials", steps, watch(on_result=show, on_error=self._session.complain))

    def _change_workspace(self) -> None:
        self._chosen = None
        self.reading.open("")
        self.reading.list()

    def _follow_runs(self) -> None:
        if self.conductor.is_running:
            self.reading.take_news()
        elif self._has_been_shown:
            self.reading.list()

    def _changed(self) -> None:
        """The conductor's phase, or its search, is another."""
        conductor = self.conductor
        if not conductor.is_running:
            self._look_ahead()
        elif conductor.sweep_id and conductor.sweep_id != self._begun:
            self._begun = conductor.sweep_id  # Shown once; then everybody may look at others meanwhile.
            self.reading.open(conductor.sweep_id)
            self.reading.list()
        self._show_status()
        self._show_controls()

    def _show_searches(self) -> None:
        self._view.show_searches(self.reading.searches, self.reading.opened)

    def _show_search(self) -> None:
        self._view.show_search(self.state)
        if self._chosen is not None and self.state is not None:
            self._view.show_chosen(self._chosen)
        self._show_status()
        self._show_controls()

    def _show_status(self) -> None:
        self._view.show_status(status_of_search(self.conductor, self.state))

    def _show_controls(self) -> None:
        is_ready = missing_from(self._session) is None and not self._outlook.refusal and not self._faults
        controls = controls_of(self.conductor, self.state, self._chosen_line(), is_ready=is_ready)
        self._view.show_controls(controls, is_running=self.conductor.is_running)

    def _chosen_line(self) -> TrialLine | None:
        lines = self.state.lines if self.state is not None else ()
        return next((line for line in lines if line.trial == self._chosen), None)
