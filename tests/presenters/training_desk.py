# SPDX-License-Identifier: MIT
"""A session that is ready to train the tone corpus, and jobs that can be watched while they run."""

from collections.abc import Callable
from pathlib import Path

from ser_workbench.jobs import Cancelled, Failed, Finished
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.presenters.waiting_jobs import WaitingJobs
from tests.runs.trained import TINY

LONG = {"training.max_epochs": 500, "training.patience": 500}
"""Longer than any test waits; it must be stopped."""


class WatchedJobs(WaitingJobs):
    """Can also deliver what has come so far, until a condition holds."""

    def until(self, condition: Callable[[], bool]) -> None:
        """Deliver events as they come; fails when all work has ended before the condition held."""
        while not condition():
            assert self._running, "all work has ended"
            for entry in tuple(self._running):
                job, receive = entry
                job.join(0.005)
                events = job.poll()
                if events and isinstance(events[-1], Finished | Failed | Cancelled):
                    self._running.remove(entry)
                if events:
                    receive(events)


def tiny_settings(folder: Path) -> ExperimentSettings:
    """Tones in white noise, a network of a few hundred weights, two epochs."""
    named = {
        "corpus.folder": str(write_tone_corpus(folder / "tones", takes=4)),
        "noise.folder": str(write_noise_folder(folder / "noise")),
    }
    return ExperimentSettings().changed({"model.name": "fst-cldnn-log-mel", **TINY, **named, "noise.snrs": 1})


def ready_session(folder: Path) -> Session:
    """A session with a workspace and these settings."""
    session = Session(tiny_settings(folder))
    session.take_workspace(Workspace(folder / "workspace"))
    return session
