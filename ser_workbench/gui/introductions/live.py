# SPDX-License-Identifier: MIT
"""The Live panel meets its presenter, and the actions of the window meet both."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.live import LivePanel
from ser_workbench.presenters.live import LivePresenter

SPOKEN, PAUSE_S = 6, 0.9
"""What the tour listens to: so many utterances, with pauses between them."""
SPEAKING_S, WHOLE_S = 7.0, 30.0


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = LivePanel(desk.theme, desk.actions)
    presenter = LivePresenter(desk.session, panel, desk.jobs, desk.listening, desk.opening)
    keeping, bar, utterance, actions = presenter.keeping, panel.bar, panel.utterance, desk.actions
    actions.live_listen.triggered.connect(presenter.listen)
    actions.live_stop.triggered.connect(presenter.stop)
    actions.live_freeze.triggered.connect(presenter.toggle_freeze)
    actions.live_record.triggered.connect(presenter.toggle_recording)
    actions.live_refresh.triggered.connect(presenter.refresh_devices)
    actions.live_file.triggered.connect(panel.ask_recording)
    panel.shown.connect(presenter.shown)
    panel.empty_clicked.connect(presenter.go_to_work)
    panel.file_chosen.connect(presenter.choose_file)
    panel.owner_taken.connect(keeping.take_owner)
    bar.run_chosen.connect(presenter.choose_run)
    bar.state_chosen.connect(presenter.choose_state)
    bar.device_chosen.connect(presenter.choose_device)
    bar.channel_chosen.connect(presenter.choose_channel)
    bar.level_chosen.connect(presenter.choose_level)
    bar.window_chosen.connect(presenter.choose_window)
    utterance.play_clicked.connect(presenter.play_utterance)
    utterance.neighbour_clicked.connect(presenter.play_neighbour)
    utterance.keep_clicked.connect(presenter.keep)
    utterance.owner_clicked.connect(keeping.change_owner)
    utterance.corpus_clicked.connect(keeping.open)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """Before anything is heard; while somebody speaks; frozen; and when all is said."""
    presenter = introduced.presenter
    assert isinstance(presenter, LivePresenter)
    conductor = presenter.conductor
    yield Until(lambda: bool(presenter.offer.runs), "the runs are listed")
    yield Shot("live-ready")
    presenter.choose_file(_spoken(desk))
    presenter.listen()
    yield Until(lambda: conductor.is_listening or not conductor.is_running, "the network listens", 600)
    yield Until(lambda: conductor.scene.now_s > SPEAKING_S and conductor.scene.is_speaking, "somebody speaks", 60)
    yield Shot("live")
    yield Until(lambda: not conductor.is_running, "all is said", WHOLE_S + 60)
    yield Shot("live-finished")
    presenter.choose_file(None)


def _spoken(desk: Desk) -> Path:
    """Utterances of one speaker, one after the other with pauses, as a file in the tour's own workspace."""
    assert desk.session.corpus is not None
    assert desk.session.workspace is not None
    utterances = desk.session.corpus.utterances
    one = [utterance for utterance in utterances if utterance.speaker == utterances[-1].speaker][:SPOKEN]
    pause = np.zeros(round(PAUSE_S * SAMPLE_RATE_HZ), np.float32)
    parts = [part for utterance in one for part in (pause, read_audio(utterance.file))]
    file = desk.session.workspace.folder / "spoken.wav"
    write_audio(file, np.concatenate([*parts, pause]))
    return file
