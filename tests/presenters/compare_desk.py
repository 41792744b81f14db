# SPDX-License-Identifier: MIT
"""A workspace with finished runs and one that was cancelled, for tests that only look."""

from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.playback import Player
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.compare import ComparePresenter
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.training_desk import tiny_settings
from tests.presenters.waiting_jobs import WaitingJobs


def make_runs(folder: Path) -> tuple[Workspace, ExperimentSettings]:
    """Two finished runs that differ in their seed, and one that was cancelled after an epoch."""
    settings, workspace = tiny_settings(folder), Workspace(folder / "workspace")
    run_steps(run_experiment(settings, workspace))
    run_steps(run_experiment(settings.changed({"training.seed": 7, "name": "other seed"}), workspace))
    steps = run_experiment(settings.changed({"training.max_epochs": 9}), workspace)
    for event in steps:
        if isinstance(event, EpochEnded):
            break
    steps.close()
    return workspace, settings


class FakeCompareView:
    """Keeps what it was shown last."""

    def __init__(self) -> None:
        self.lines = ()
        self.playing = None
        self.asked = None
        self.opened = None
        self.folder_asked = None
        self.table = None
        self.table_file_asked = None

    def show_runs(self, lines, empty, button):
        self.lines, self.empty, self.button = lines, empty, button

    def show_chosen(self, run_ids):
        self.chosen_ids = list(run_ids)

    def show_details(self, chosen):
        self.chosen = chosen

    def show_conditions(self, conditions, chosen):
        self.conditions, self.condition = conditions, chosen

    def show_curves(self, accuracy, loss, condition):
        self.accuracy, self.loss = accuracy, loss

    def show_differences(self, titles, differences):
        self.titles, self.differences = titles, differences

    def show_confusion(self, run, text):
        self.confusion, self.score_text = run, text

    def show_matrix(self, names, counts):
        self.names, self.counts = names, counts

    def show_chosen_cell(self, true, predicted):
        self.chosen_cell = (true, predicted)

    def show_cell(self, title, rows):
        self.cell_title, self.cell = title, rows

    def show_playing(self, row):
        self.playing = row

    def ask_delete(self, sentence, run_ids):
        self.asked = (sentence, list(run_ids))

    def ask_export_folder(self, start):
        self.folder_asked = start

    def show_table_choices(self, choices, chosen):
        self.table_choices, self.table_choice = choices, chosen

    def show_table_4(self, table, text):
        self.table, self.table_text = table, text

    def show_pair(self, text):
        self.pair = text

    def ask_table_file(self, start):
        self.table_file_asked = start

    def open_outside(self, path):
        self.opened = path


@dataclass
class CompareDesk:
    """What the presenter is given, and what it showed."""

    session: Session
    view: FakeCompareView
    jobs: WaitingJobs
    presenter: ComparePresenter
    cells: AudibleCells


def sit_down(workspace: Workspace | None) -> CompareDesk:
    """The presenter before a fake view, everything read."""
    session, view, jobs = Session(ExperimentSettings()), FakeCompareView(), WaitingJobs()
    session.player = Player(SilentLoudspeaker())
    if workspace is not None:
        session.take_workspace(workspace)
    cells = AudibleCells(session, view, jobs, Listening(session, jobs))
    presenter = ComparePresenter(session, view, jobs, cells)
    presenter.start()
    jobs.finish()
    return CompareDesk(session, view, jobs, presenter, cells)
