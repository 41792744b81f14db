# SPDX-License-Identifier: MIT
"""What the Inspect panel decides: which run is looked into, by which view, and when its points are made anew."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.jobs import Job
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.compare_rows import RunLine, list_runs
from ser_workbench.presenters.inspect_export import ExportView, InspectExport
from ser_workbench.presenters.inspect_options import Options
from ser_workbench.presenters.inspect_picking import Picking, PickingView
from ser_workbench.presenters.inspect_points import Cloud
from ser_workbench.presenters.inspect_reading import Look, confusion_of_probe, layers_of, read_look
from ser_workbench.presenters.inspect_sliders import Places, epoch_at, epoch_places, snr_at, snr_places
from ser_workbench.presenters.inspect_sound import hear_output
from ser_workbench.presenters.inspect_words import ProbeTable, probe_table
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Event, Progress
from ser_workbench.runs.run_row import FINISHED
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.studies.drawing import title_of_module

MOST_LOOKS = 12
"""So many looks are remembered, so that going back and forth between views takes no time."""
LOOKING = (
    "Looking into the network: its modules hear every utterance, then probes and projections are made.\n"
    "All of it is kept, so that the next look takes no time."
)
NO_WORKSPACE = "No workspace is open. Open one to look into its networks, or make a new one."
NO_RUN = "This workspace holds no trained network yet. Train one, and look here into what it knows."


class InspectView(PickingView, ExportView, Protocol):
    """What the presenter needs of the Inspect panel."""

    def show_page(self, text: str, button: str) -> None:
        """A text instead of the plots, with a button where it has a name; no text: the plots."""
        ...

    def show_runs(self, runs: Sequence[tuple[str, str]], chosen: str) -> None:
        """The trained runs, (id, title)."""
        ...

    def show_options(self, options: Options, side: str, *, has_noise: bool) -> None:
        """What is chosen above the plots."""
        ...

    def show_layers(self, layers: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Which layers a column may show, (name, title), and which each shows."""
        ...

    def show_cloud(self, row: int, column: int, cloud: Cloud | None, standing: NDArray[np.uint8], text: str) -> None:
        """The points of one plot, or why there are none."""
        ...

    def show_sliders(self, snrs: Places, epochs: Places) -> None:
        """Where noise and training stand."""
        ...

    def show_probes(self, table: ProbeTable) -> None:
        """Table 5's row."""
        ...

    def show_confusions(self, title: str) -> None:
        """The matrix of a probe instead of the plots."""
        ...

    def set_subtitle(self, text: str) -> None:
        """What is shown, or how far it is."""
        ...


class InspectPresenter:
    """Looks into a run when somebody looks at the panel, never before."""

    def __init__(
        self, session: Session, view: InspectView, jobs: Jobs, listening: Listening, cells: AudibleCells
    ) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._cells = cells
        self.picking = Picking(session, view, listening)
        self.export = InspectExport(session, view, jobs, lambda: self.look, self.picking)
        self.look: Look | None = None
        """What is shown; None before the first."""
        self.options = Options()
        self.runs: tuple[RunLine, ...] = ()
        """Those with a network, the newest first."""
        self.run = ""
        """The id of the one that is looked into."""
        self._is_seen = False
        self._job: Job[Look] | None = None
        self._wanted: tuple[str, Options] | None = None
        self._question = 0
        """The number of what was asked last; answers to others come too late."""
        self._looks: OrderedDict[tuple[str, Options], Look] = OrderedDict()

    @property
    def is_busy(self) -> bool:
        """Whether what is shown is not what was asked for yet."""
        return self._job is not None

    def start(self) -> None:
        """Follow the runs of the session."""
        self._session.listen(Topic.RUNS, self.refresh)
        self._session.listen(Topic.RUN_CHOICE, self._follow_choice)
        self.refresh()

    def shown(self) -> None:
        """Somebody looks."""
        self._is_seen = True
        self._load()

    def refresh(self) -> None:
        """Read the runs again."""
        workspace = self._session.workspace
        if workspace is None:
            self._looks.clear()
            self._take_runs(())
            return
        self._jobs.start("Reading the runs", list_runs(workspace), watch(on_result=self._take_runs))

    def go_to_work(self) -> None:
        """Lead out of the empty page."""
        self._session.go_to("training" if self._session.workspace is not None else "start")

    def choose_run(self, run: str) -> None:
        """Look into another run."""
        self.run = run
        self.options = replace(self.options, snr_db=None, epoch=None)
        self._load()

    def choose_option(self, name: str, choice: str) -> None:
        """Another state of the network, view or condition; noise and training stand at rest again."""
        at_rest: dict[str, Any] = {"snr_db": None if name == "condition" else self.options.snr_db, "epoch": None}
        self._change(**{name: choice}, **at_rest)

    def choose_layer(self, column: int, layer: str) -> None:
        """Another layer in a column."""
        layers = list(self.options.layers)
        layers[column] = layer
        self._change(layers=tuple(layers))

    def choose_snr(self, place: int) -> None:
        """Let noise come in, or take it away."""
        self._change(snr_db=snr_at(place), epoch=None)

    def choose_epoch(self, place: int) -> None:
        """Go back in the training; the time-lapse is of LDA and clean."""
        if self.look is not None:
            epoch = epoch_at(self.look, place)
            if epoch is None:
                self._change(epoch=None)
            else:
                self._change(epoch=epoch, view="lda", condition="clean", snr_db=None)

    def open_probe(self, labeling: str, layer: str) -> None:
        """What the SVM on a layer took for what."""
        if self.look is not None:
            title = f"What an SVM on {title_of_module(layer)} took for what: {labeling}"
            self._view.show_confusions(title)
            self._cells.show(confusion_of_probe(self.look, labeling, layer))

    def _change(self, **changes: Any) -> None:
        self.options = replace(self.options, **changes)
        self._load()

    def _follow_choice(self) -> None:
        """A trained run that is chosen in another panel is looked into here."""
        known = {line.id for line in self.runs}
        chosen = next((run for run in self._session.run_ids if run in known), "")
        if chosen and chosen != self.run:
            self._view.show_runs(self._titles(), chosen)
            self.choose_run(chosen)

    def _take_runs(self, lines: Sequence[RunLine]) -> None:
        self.runs = tuple(line for line in lines if line.state == FINISHED)
        known = [line.id for line in self.runs]
        if self.run not in known:
            self.run = next((run for run in self._session.run_ids if run in known), known[0] if known else "")
            self.options = replace(self.options, snr_db=None, epoch=None)
        self._view.show_runs(self._titles(), self.run)
        if not self.run:
            self._stop()
            self.look = None
            has_workspace = self._session.workspace is not None
            self._view.show_page(
                *((NO_RUN, "Train a network") if has_workspace else (NO_WORKSPACE, "Open a workspace"))
            )
            self._view.set_subtitle("What each module knows of emotion, speaker and gender")
        self._load()

    def _titles(self) -> list[tuple[str, str]]:
        return [(line.id, f"{line.short_title} · {line.corpus} · {line.created}") for line in self.runs]

    def _load(self) -> None:
        workspace = self._session.workspace
        settings = next((line.settings for line in self.runs if line.id == self.run), None)
        if workspace is None or settings is None or not self._is_seen:
            return
        self.options = _possible(self.options, settings)
        wanted = (self.run, self.options)
        if wanted == self._wanted:
            return
        self._stop()
        self._wanted = wanted
        if wanted in self._looks:
            self._take(self._looks[wanted])
            return
        if self.look is None or self.look.run != self.run:
            self._view.show_page(LOOKING, "")
            self._view.show_options(self.options, self.picking.side, has_noise=settings.has_noise)
        question = self._question

        def mine(deed: Callable[..., None]) -> Callable[..., None]:
            return lambda *told: deed(*told) if question == self._question else None

        receive = watch(mine(self._tell), mine(self._take), mine(self._fail), mine(self._stopped))
        self._job = self._jobs.start("Inspecting", read_look(workspace, *wanted, self.look), receive)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job, self._wanted = None, None
        self._question += 1

    def _tell(self, event: Event) -> None:
        if isinstance(event, Progress):
            share = f" · {event.done:,} of {event.total:,} {event.unit}" if event.total else ""
            self._view.set_subtitle(f"{event.stage}{share}")

    def _take(self, look: Look) -> None:
        self._job, self.look = None, look
        self._looks[look.run, look.options] = look
        self._looks.move_to_end((look.run, look.options))
        while len(self._looks) > MOST_LOOKS:
            self._looks.popitem(last=False)
        self._show(look)

    def _show(self, look: Look) -> None:
        workspace = self._session.workspace
        assert workspace is not None
        view, snr_db = self._view, look.options.snr_db
        standing = self.picking.show(
            look.items,
            tuple(look.clouds.values()),
            lambda row: hear_output(workspace, look.run, look.settings, row, snr_db),
        )
        view.show_options(look.options, self.picking.side, has_noise=look.settings.has_noise)
        view.show_layers([(layer, title_of_module(layer)) for layer in look.layers], look.options.layers)
        for row in range(len(LABELINGS)):
            for column in range(len(look.options.layers)):
                place = (row, column)
                view.show_cloud(row, column, look.clouds.get(place), standing, look.texts.get(place, ""))
        view.show_item("marked", self.picking.marked)
        view.show_sliders(snr_places(look), epoch_places(look))
        view.show_probes(probe_table(look.inspection))
        view.set_subtitle(look.subtitle)
        view.show_page("", "")

    def _fail(self, sentence: str) -> None:
        self._job = None
        self._session.complain(sentence)
        self._fall_back(sentence)

    def _stopped(self) -> None:
        """Stopped by the user, at the status line."""
        self._job = None
        self._fall_back("The inspection was stopped; choose the run again to go on.")

    def _fall_back(self, sentence: str) -> None:
        """Show again what was shown before; without any, say why."""
        self._wanted = None
        if self.look is None or self.look.run != self.run:
            self._view.show_page(sentence, "")
            return
        self.options = self.look.options
        self._wanted = (self.run, self.options)
        self._show(self.look)


def _possible(options: Options, settings: ExperimentSettings) -> Options:
    """The same for a run that may have no noise, or other layers."""
    layers = layers_of(settings, options.layers)
    if settings.has_noise:
        return replace(options, layers=layers)
    return replace(options, layers=layers, state="clean", condition="clean", snr_db=None)
