# SPDX-License-Identifier: MIT
"""A program of its own: trains the demo in the real window and tells the gaps of a 10 ms timer meanwhile.

Call it as `python -m tests.gui.gaps_while_training [SECONDS]` on a quiet machine; it measures and judges nothing.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer

from ser_workbench.gui.app import App
from ser_workbench.gui.launch import make_application
from ser_workbench.presenters.training import TrainingPresenter
from ser_workbench.runs.workspace import Workspace
from tests.gui.gap_watch import GapWatch
from tests.gui.open_window import an_open_window

LOOK_MS = 50


class Measurement:
    """Opens the demo, starts a training, and watches from its first mini-batch on."""

    def __init__(self, app: App, folder: Path, seconds: float) -> None:
        self.watch = GapWatch()
        self._app, self._folder, self._seconds = app, folder, seconds
        self._stage = self._open
        self._timer = QTimer(interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._stage()

    def _open(self) -> None:
        if self._app.is_ready and self._app.desk is not None:
            self._app.desk.session.take_workspace(Workspace(self._folder / "workspace"))
            self._app.desk.opening.try_demo()
            self._stage = self._start

    def _start(self) -> None:
        session = self._app.desk.session
        if session.partition is not None and session.noises is not None:
            session.go_to("training")
            self._presenter.run()
            self._stage = self._measure

    def _measure(self) -> None:
        ledger = self._presenter.conductor.ledger
        if ledger is not None and ledger.is_training:
            self._timer.stop()
            self.watch.start()
            QTimer.singleShot(round(self._seconds * 1000), self._app.window.close_without_question)

    @property
    def _presenter(self) -> TrainingPresenter:
        presenter = self._app.introduced["training"].presenter
        assert isinstance(presenter, TrainingPresenter)
        return presenter


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    application = make_application()
    with tempfile.TemporaryDirectory() as folder, an_open_window(application, Path(folder) / "window.ini") as app:
        measurement = Measurement(app, Path(folder), seconds)
        QTimer.singleShot(300_000, application.quit)
        application.exec()
        measurement.watch.stop()
    gaps = sorted(measurement.watch.gaps_ms, reverse=True)
    above = {limit: sum(gap > limit for gap in gaps) for limit in (50, 100, 200)}
    sys.stdout.write(f"ticks={len(gaps)} longest_gaps_ms={[round(gap) for gap in gaps[:8]]} above={above}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
