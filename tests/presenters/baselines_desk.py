# SPDX-License-Identifier: MIT
"""A session ready to try rivals on tones that are hard to tell apart, and a view that keeps what it is shown."""

from pathlib import Path

from ser_workbench.audio.playback import Player
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.baselines import BaselinesPresenter
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_tone_corpus
from tests.presenters.corpus_desk import SilentLoudspeaker
from tests.presenters.training_desk import WatchedJobs

SPEAKERS = {f"s{number}": "female" if number % 2 else "male" for number in range(4)}
CLOSE_HZ = {"anger": 320.0, "happiness": 310.0, "sadness": 300.0}
QUICK = {
    "sets": "EC",
    "svm.kernel": "linear",
    "svm.costs": "1",
    "skrrr.penalties": "0.03",
    "skrrr.ridges": "1",
    "skrrr.ranks": "2",
}


class FakeBaselinesView:
    """Keeps what it was shown last."""

    def __init__(self) -> None:
        self.errors: dict[str, str | None] = {}
        self.asked = None

    def show_summary(self, lines):
        self.summary = {line.title: line.text for line in lines}

    def show_form(self, form):
        self.form = form
        self.errors.clear()

    def show_setting_error(self, key, sentence):
        self.errors[key] = sentence

    def show_outlook(self, outlook):
        self.outlook = outlook

    def show_controls(self, controls, *, is_running):
        self.controls, self.is_running = controls, is_running

    def show_status(self, status):
        self.status = status

    def show_baselines(self, lines, chosen, table_3):
        self.lines, self.chosen, self.table_3 = lines, chosen, table_3

    def show_score(self, text):
        self.score = text

    def ask_delete(self, sentence, baseline_id):
        self.asked = (sentence, baseline_id)


class FakeCellsView:
    """Keeps the matrix and the cell."""

    def show_matrix(self, names, counts):
        self.names, self.counts = names, counts

    def show_chosen_cell(self, true, predicted):
        self.cell = (true, predicted)

    def show_cell(self, title, rows):
        self.title, self.rows = title, rows

    def show_playing(self, row):
        self.playing = row


class BaselinesDesk:
    """Everything of one presenter."""

    def __init__(self, session: Session) -> None:
        session.player = Player(SilentLoudspeaker())
        self.session, self.view, self.matrix, self.jobs = session, FakeBaselinesView(), FakeCellsView(), WatchedJobs()
        self.cells = AudibleCells(session, self.matrix, self.jobs, Listening(session, self.jobs))
        self.presenter = BaselinesPresenter(session, self.view, self.jobs, self.cells)
        self.presenter.start()
        self.jobs.finish()

    def change(self, **changes: object) -> None:
        for key, value in changes.items():
            self.presenter.change({f"baselines.{key.replace('__', '.')}": value})

    def run_to_end(self) -> None:
        self.presenter.run()
        self.jobs.finish()


def sit_down(folder: Path) -> BaselinesDesk:
    """A desk with a workspace, a corpus of tones, and a form that is quickly worked off."""
    corpus = write_tone_corpus(folder / "tones", speakers=SPEAKERS, emotions=CLOSE_HZ)
    session = Session(ExperimentSettings().changed({"corpus.folder": str(corpus)}))
    session.take_workspace(Workspace(folder / "workspace"))
    desk = BaselinesDesk(session)
    for key, value in QUICK.items():
        desk.presenter.change({f"baselines.{key}": value})
    return desk
