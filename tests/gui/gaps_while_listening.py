# SPDX-License-Identifier: MIT
"""A program of its own: listens in the real window and tells frames a second, their cost, and gaps of a 10 ms timer.

Call it as `python -m tests.gui.gaps_while_listening WORKSPACE [RECORDING] [SECONDS]`; without a recording it listens
to the microphone. It measures and judges nothing.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from ser_workbench.gui.app import App
from ser_workbench.gui.launch import make_application
from ser_workbench.presenters.live import LivePresenter
from ser_workbench.runs.workspace import Workspace
from tests.gui.gap_watch import GapWatch
from tests.gui.open_window import an_open_window

LOOK_MS = 50


class Measurement(QObject):
    """Opens the workspace, listens with its newest run, and watches from the first sound on."""

    def __init__(self, app: App, workspace: Path, recording: Path | None, seconds: float) -> None:
        super().__init__()
        self.watch, self.frames, self.cpu_s = GapWatch(), 0, 0.0
        self.words = "nothing was heard"
        self._app, self._workspace, self._recording, self._seconds = app, workspace, recording, seconds
        self._stage = self._open
        self._timer = QTimer(interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name.
        """Each frame paints the waveform once."""
        self.frames += event.type() == QEvent.Type.Paint
        return False

    def _look(self) -> None:
        self._stage()

    def _open(self) -> None:
        if self._app.is_ready and self._app.desk is not None:
            self._app.desk.session.take_workspace(Workspace(self._workspace))
            self._app.desk.session.go_to("live")
            self._stage = self._start

    def _start(self) -> None:
        if self._presenter.offer.runs and self._presenter.offer.devices is not None:
            if self._recording is not None:
                self._presenter.choose_file(self._recording)
            self._presenter.listen()
            self._stage = self._measure

    def _measure(self) -> None:
        if self._presenter.conductor.is_listening:
            self._timer.stop()
            self._app.introduced["live"].panel.picture.signal.wave.installEventFilter(self)
            self._began, self._cpu_began, self._process_began = time.monotonic(), time.thread_time(), cpu_s()
            self.watch.start()
            QTimer.singleShot(round(self._seconds * 1000), self._end)

    def _end(self) -> None:
        self.watch.stop()
        took_s = time.monotonic() - self._began
        scene = self._presenter.conductor.scene
        self.words = (
            f"seconds={took_s:.0f} frames_per_s={self.frames / took_s:.1f} "
            f"window_ms_a_frame={1000 * (time.thread_time() - self._cpu_began) / self.frames:.2f} "
            f"cores={(cpu_s() - self._process_began) / took_s:.2f} "
            f"latency_ms={scene.median_latency_ms or 0:.0f} median, {scene.longest_latency_ms or 0:.0f} longest "
            f"overruns={scene.overruns} utterances={len(scene.utterances)}"
        )
        self._app.window.close_without_question()

    @property
    def _presenter(self) -> LivePresenter:
        presenter = self._app.introduced["live"].presenter
        assert isinstance(presenter, LivePresenter)
        return presenter


def cpu_s() -> float:
    """Of all threads of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    workspace, *rest = sys.argv[1:]
    recording = Path(rest.pop(0)) if rest and not rest[0].replace(".", "").isdigit() else None
    seconds = float(rest[0]) if rest else 60.0
    application = make_application()
    with tempfile.TemporaryDirectory() as folder, an_open_window(application, Path(folder) / "window.ini") as app:
        measurement = Measurement(app, Path(workspace), recording, seconds)
        QTimer.singleShot(round(1000 * (seconds + 240)), application.quit)
        application.exec()
    gaps = sorted(measurement.watch.gaps_ms, reverse=True)
    above = {limit: sum(gap > limit for gap in gaps) for limit in (50, 100, 200)}
    late = f"median={statistics.median(gaps or [0]):.0f} longest={[round(gap) for gap in gaps[:8]]} above={above}"
    sys.stdout.write(f"{measurement.words}\ngaps_ms of {len(gaps)} ticks: {late}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
