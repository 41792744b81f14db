# SPDX-License-Identifier: MIT
"""What the Baselines panel decides: which rivals are tried, and whose answers are shown and heard."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ser_workbench.errors import SettingsError
from ser_workbench.paper.shown import ShownCell, ShownTable
from ser_workbench.presenters.audible_cells import AudibleCells, Confusion
from ser_workbench.presenters.baselines_conductor import BaselinesConductor
from ser_workbench.presenters.baselines_form import (
    FORM,
    BaselinesForm,
    BaselinesOutlook,
    baselines_of,
    look_ahead,
    read_form,
    summary_of_baselines,
)
from ser_workbench.presenters.baselines_rows import BaselineLine, line_of, read_baselines, score_text, table_3_of
from ser_workbench.presenters.baselines_status import BaselinesControls, BaselinesStatus, controls_of, status_of
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.training_summary import SummaryLine
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, delete_baseline, load_baseline_predictions


class BaselinesView(Protocol):
    """What the presenter needs of the Baselines panel."""

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What they are tried on."""
        ...

    def show_form(self, form: BaselinesForm) -> None:
        """Fill the form; old errors are forgotten."""
        ...

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        ...

    def show_outlook(self, outlook: BaselinesOutlook) -> None:
        """How many baselines, or why none."""
        ...

    def show_controls(self, controls: BaselinesControls, *, is_running: bool) -> None:
        """Enable what makes sense; `is_running`: ask for `redraw` a few times a second."""
        ...

    def show_status(self, status: BaselinesStatus) -> None:
        """How far it is."""
        ...

    def show_baselines(self, lines: Sequence[BaselineLine], chosen: str, table_3: ShownTable) -> None:
        """What is kept, the chosen one selected, silently; Table 3 of the corpus."""
        ...

    def show_score(self, text: str) -> None:
        """What the chosen one reached; empty: none is chosen."""
        ...

    def ask_delete(self, sentence: str, baseline_id: str) -> None:
        """Ask before a baseline is deleted; the answer comes as `delete_confirmed`."""
        ...


class BaselinesPresenter:
    """Decides for the panel; what is kept is read in the workspace, in jobs."""

    def __init__(self, session: Session, view: BaselinesView, jobs: Jobs, cells: AudibleCells) -> None:
        self.conductor = BaselinesConductor(session, jobs, self._changed, self._take_result)
        self.form = BaselinesForm()
        self.results: tuple[BaselineResult, ...] = ()
        """Newest first."""
        self._session = session
        self._view = view
        self._jobs = jobs
        self._cells = cells
        self._outlook = BaselinesOutlook()
        self._heard = ""
        """Whose answers are shown."""
        self._faults: set[str] = set()
        """Settings whose fields hold what cannot be."""

    @property
    def chosen(self) -> BaselineResult | None:
        """The one whose answers are shown; None where there is none."""
        return next((result for result in self.results if result.id == self._session.baseline_id), None)

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        for topic in (Topic.CORPUS, Topic.PARTITION, Topic.SETTINGS):
            self._session.listen(topic, self._follow)
        self._session.listen(Topic.FORMS, self._recall)
        self._session.listen(Topic.WORKSPACE, self._change_workspace)
        self._session.listen(Topic.BASELINE_CHOICE, self._follow_choice)
        self._view.show_form(self.form)
        self._change_workspace()

    def shown(self) -> None:
        """Somebody looks at the panel; the command line or the paper may have kept something since."""
        self._read()

    def change(self, changes: Mapping[str, Any]) -> None:
        """Take another setting, by dotted name."""
        (name, value), *_ = changes.items()
        key = name.removeprefix("baselines.")
        try:
            self.form = self.form.changed({key: value})
        except SettingsError as error:
            self._faults.add(key)
            self._view.show_setting_error(key, str(error))
            self._show_controls()
            return
        self._faults.clear()  # The form is filled anew, and forgets what it was told.
        self._session.keep_form(FORM, self.form.to_toml())
        self._view.show_form(self.form)
        self._look_ahead()

    def run(self) -> None:
        """Try what the form describes."""
        workspace = self._session.workspace
        if self._outlook.refusal or workspace is None:
            self._session.complain(self._outlook.refusal)
        elif not self.conductor.is_running and not self._faults:
            self.conductor.begin(baselines_of(self.form, self._session.settings), workspace)

    def pause(self) -> None:
        """Hold it."""
        self.conductor.pause()

    def resume(self) -> None:
        """Go on with what was paused or stopped."""
        self.conductor.resume()

    def stop(self) -> None:
        """End here; Resume goes on later."""
        self.conductor.stop()

    def choose(self, baseline_id: str) -> None:
        """Show the confusions of another baseline."""
        self._session.select_baseline(baseline_id)

    def open_cell(self, cell: ShownCell) -> None:
        """Show the baseline that a number of Table 3 comes from."""
        if cell.made:
            self.choose(cell.made)
        else:
            self._session.say("This baseline has not been tried yet; tick its feature set and its test, and start.")

    def delete(self) -> None:
        """Ask before the chosen one is deleted."""
        result = self.chosen
        if result is not None:
            sentence = f"Delete {line_of(result).title} with all its answers? This cannot be undone."
            self._view.ask_delete(sentence, result.id)

    def delete_confirmed(self, baseline_id: str) -> None:
        """Delete it for good."""
        workspace = self._session.workspace
        if workspace is not None:
            receive = watch(on_result=lambda _: self._read(), on_error=self._session.complain)
            self._jobs.start("Deleting a baseline", _delete(workspace, baseline_id), receive)

    def go_to(self, panel: str) -> None:
        """Show where something can be changed."""
        self._session.go_to(panel)

    def question_before_closing(self) -> str:
        """What closing the window would stop; empty where nothing runs."""
        running = "A baseline is being tried. It stops here; its functionals are kept."
        return running if self.conductor.is_running else ""

    def redraw(self) -> None:
        """Show how far it is; the view's timer calls this while something is tried."""
        self._view.show_status(status_of(self.conductor))

    def _recall(self) -> None:
        self.form = read_form(self._session.forms.get(FORM, ""), self.form)
        self._view.show_form(self.form)
        self._look_ahead()

    def _follow(self) -> None:
        self._look_ahead()
        self._show_baselines()

    def _look_ahead(self) -> None:
        self._view.show_summary(summary_of_baselines(self._session))
        self._outlook = look_ahead(self.form, self._session)
        self._view.show_outlook(self._outlook)
        self._show_controls()

    def _change_workspace(self) -> None:
        self.conductor.forget()
        self.results = ()
        self._follow()
        self._show_chosen()
        self._read()

    def _read(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return

        def take(results: Sequence[BaselineResult]) -> None:
            if workspace is self._session.workspace:
                self._take(results)

        self._jobs.start(
            "Reading baselines", read_baselines(workspace), watch(on_result=take, on_error=self._session.complain)
        )

    def _take(self, results: Sequence[BaselineResult]) -> None:
        if tuple(results) == self.results and self.chosen is not None:
            return
        self.results = tuple(results)
        if self.chosen is None:
            self.choose(results[0].id if results else "")
        self._follow_choice()

    def _take_result(self, result: BaselineResult) -> None:
        self._take((result, *self.results))
        self.choose(result.id)
        self._session.say(score_text(result))

    def _changed(self) -> None:
        """The conductor's phase is another."""
        self.redraw()
        self._show_controls()

    def _follow_choice(self) -> None:
        """Another panel may have chosen one that this one has not read yet."""
        if self._session.baseline_id and self.chosen is None:
            self._read()
            return
        self._show_chosen()
        self._show_baselines()
        self._show_controls()

    def _show_baselines(self) -> None:
        shown, corpus = self.chosen, self._session.corpus
        name = shown.corpus if shown is not None else corpus.name if corpus is not None else ""
        lines, table_3 = [line_of(one) for one in self.results], table_3_of(self.results, name)
        self._view.show_baselines(lines, shown.id if shown is not None else "", table_3)

    def _show_chosen(self) -> None:
        result, workspace = self.chosen, self._session.workspace
        if result is None or workspace is None:
            self._heard = ""
            self._view.show_score("")
            self._cells.show(None)
            return
        if result.id == self._heard:
            return
        self._heard = result.id
        self._view.show_score(score_text(result))

        def show(confusion: Confusion) -> None:
            if result.id == self._heard:  # Another one may have been chosen since.
                self._cells.show(confusion)

        steps = _read_confusion(workspace, result)
        self._jobs.start("Reading answers", steps, watch(on_result=show, on_error=self._session.complain))

    def _show_controls(self) -> None:
        is_ready = not self._outlook.refusal and not self._faults
        controls = controls_of(self.conductor, is_ready=is_ready, is_chosen=self.chosen is not None)
        self._view.show_controls(controls, is_running=self.conductor.is_running)


def _read_confusion(workspace: Workspace, result: BaselineResult) -> Steps[Confusion]:
    yield from ()
    rows = load_baseline_predictions(workspace, result.id)
    return Confusion.of_answers(result.id, result.emotions, rows, result.settings.corpus.folder)


def _delete(workspace: Workspace, baseline_id: str) -> Steps[None]:
    yield from ()
    delete_baseline(workspace, baseline_id)
