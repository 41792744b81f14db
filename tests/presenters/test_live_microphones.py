# SPDX-License-Identifier: MIT
"""The Live panel and its microphones: one that goes, one that cannot be opened, none at all."""

import numpy as np
import pytest

from ser_workbench.audio.microphone import MicrophoneFacts
from ser_workbench.audio.source import Back, Lost
from ser_workbench.errors import AudioDeviceError
from ser_workbench.presenters.live_choosing import NO_MICROPHONE
from ser_workbench.presenters.live_scene import Listens
from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from tests.corpora import make_tone
from tests.presenters.live_desk import LiveDesk


def test_that_a_device_that_goes_is_waited_for(live_desk):
    live_desk.listen()
    live_desk.hear(make_tone(440, seconds=1.5))
    live_desk.source.put(Lost("The microphone is gone."))
    live_desk.jobs.until(lambda: live_desk.scene.state is Listens.LOST)
    assert live_desk.scene.sentence == "The microphone is gone."
    assert live_desk.view.controls.can_stop
    live_desk.source.first += 5 * 16000
    live_desk.source.put(Back("Given", 5.0))
    live_desk.hear_an_utterance()
    assert (live_desk.scene.state, live_desk.scene.sentence) == (Listens.LISTENING, "")
    assert live_desk.scene.utterances[0].ended.start_s > 6.5
    assert np.isnan(live_desk.scene.envelope.rows(200, 600)).all()
    live_desk.stop()


def test_that_listening_can_be_stopped_while_the_device_is_away(live_desk):
    live_desk.listen()
    live_desk.source.put(Lost("The microphone is gone."))
    live_desk.jobs.until(lambda: live_desk.scene.state is Listens.LOST)
    live_desk.stop()
    assert live_desk.scene.state is Listens.IDLE


def test_that_a_microphone_that_cannot_be_opened_is_told(live_desk):
    live_desk.refusal = AudioDeviceError("There is no microphone 'Headset'; there are Inner.")
    live_desk.presenter.choose_device("Headset")
    live_desk.presenter.listen()
    live_desk.jobs.finish()
    assert live_desk.session.complaint == live_desk.scene.sentence == str(live_desk.refusal)
    assert live_desk.scene.state is Listens.IDLE
    assert live_desk.view.controls.can_listen


def no_portaudio() -> Steps[tuple[MicrophoneFacts, ...]]:
    yield from ()
    raise AudioDeviceError("The PortAudio library is missing; install it.")


def none_found() -> Steps[tuple[MicrophoneFacts, ...]]:
    yield from ()
    return ()


@pytest.mark.parametrize(
    ("find", "sentence"), [(no_portaudio, "The PortAudio library is missing; install it."), (none_found, NO_MICROPHONE)]
)
def test_that_without_a_microphone_a_file_can_be_listened_to(trained_to_listen, tmp_path, find, sentence):
    live_desk = LiveDesk(Workspace(trained_to_listen), find)
    assert live_desk.view.controls.refusal == sentence
    assert not live_desk.view.controls.can_listen
    assert live_desk.view.controls.can_refresh
    live_desk.presenter.choose_file(tmp_path / "said.wav")
    assert live_desk.view.controls.refusal == ""
    assert live_desk.view.controls.can_listen


def test_that_microphones_are_not_looked_for_while_one_is_open(live_desk):
    live_desk.listen()
    assert not live_desk.view.controls.can_refresh
    before = len(live_desk.jobs.names)
    live_desk.presenter.refresh_devices()
    assert len(live_desk.jobs.names) == before
    live_desk.stop()
