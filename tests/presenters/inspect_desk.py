# SPDX-License-Identifier: MIT
"""A run that kept its epochs, one without noise, and a view that remembers, for tests of the Inspect panel."""

from pathlib import Path

from ser_workbench.audio.playback import Player
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.inspect import InspectPresenter
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.waiting_jobs import WaitingJobs
from tests.runs.trained import TINY

SPEAKERS = {f"s{number:02d}": "female" if number % 2 else "male" for number in range(1, 9)}


def make_inspected(folder: Path) -> tuple[Workspace, str, str]:
    """The workspace, the run in noise that kept its epochs, and the run without noise."""
    write_tone_corpus(folder / "tones", speakers=SPEAKERS)
    write_noise_folder(folder / "noise")
    named = {"corpus.folder": str(folder / "tones"), "noise.folder": str(folder / "noise")}
    shares = {"partition.validation_share": 0.25, "partition.test_share": 0.25}
    settings = ExperimentSettings().changed({"model.name": "fst-cldnn-log-mel", **TINY, **named, **shares})
    workspace = Workspace(folder / "workspace")
    silent = run_steps(run_experiment(settings.changed({"noise.folder": "", "name": "silent"}), workspace)).run
    noisy = run_steps(run_experiment(settings.changed({"training.keep_epochs": True}), workspace)).run
    return workspace, noisy, silent


class FakeInspectView:
    """Keeps what it was shown last."""

    def __init__(self) -> None:
        self.clouds, self.texts, self.items = {}, {}, {}
        self.page = ("", "")
        self.words = self.asked = None
        self.taken = ()
        self.subtitles = []

    def show_page(self, text, button):
        self.page = (text, button)

    def show_runs(self, runs, chosen):
        self.runs, self.run = runs, chosen

    def show_options(self, options, side, *, has_noise):
        self.options, self.side, self.has_noise = options, side, has_noise

    def show_layers(self, layers, chosen):
        self.layers, self.chosen_layers = layers, chosen

    def show_cloud(self, row, column, cloud, standing, text):
        self.clouds[row, column], self.texts[row, column], self.standing = cloud, text, standing

    def show_sliders(self, snrs, epochs):
        self.snrs, self.epochs = snrs, epochs

    def show_probes(self, table):
        self.table = table

    def show_confusions(self, title):
        self.confusions = title

    def set_subtitle(self, text):
        self.subtitles.append(text)

    def show_standing(self, standing):
        self.standing = standing

    def show_names(self, name_of):
        self.name_of = name_of

    def show_item(self, role, item):
        self.items[role] = item

    def show_utterance(self, words, *, can_play):
        self.words, self.can_play = words, can_play

    def show_classes(self, groups):
        self.groups = {group.labeling: group for group in groups}

    def show_taken(self, taken, text):
        self.taken, self.taken_text = taken, text

    def show_playing(self, *, is_playing):
        self.is_playing = is_playing

    def ask_export(self, what, start):
        self.asked = (what, start.name)

    def draw_figure(self, place, file):
        yield from ()
        file.write_text(str(place))

    def show_matrix(self, names, counts):
        self.matrix_names = names

    def show_chosen_cell(self, true, predicted):
        self.cell = (true, predicted)

    def show_cell(self, title, rows):
        self.cell_rows = rows


class InspectDesk:
    """Session, jobs, presenter and view."""

    def __init__(self, workspace: Workspace | None) -> None:
        self.session, self.jobs, self.view = Session(ExperimentSettings()), WaitingJobs(), FakeInspectView()
        self.session.player = Player(SilentLoudspeaker())
        listening = Listening(self.session, self.jobs)
        cells = AudibleCells(self.session, MatrixView(self.view), self.jobs, listening)
        self.presenter = InspectPresenter(self.session, self.view, self.jobs, listening, cells)
        self.presenter.start()
        if workspace is not None:
            self.session.take_workspace(workspace)
        self.jobs.finish()

    def look(self) -> None:
        """Somebody looks at the panel until nothing is computed any more."""
        self.presenter.shown()
        self.jobs.finish()


class MatrixView:
    """The part of the view that a matrix has; what is heard in it is told there."""

    def __init__(self, view: FakeInspectView) -> None:
        self._view = view
        self.show_matrix, self.show_chosen_cell, self.show_cell = (
            view.show_matrix,
            view.show_chosen_cell,
            view.show_cell,
        )

    def show_playing(self, row):
        self._view.heard = row
