# SPDX-License-Identifier: MIT
"""The Live panel's presenter: listening begins, ends, is interrupted and begins anew; nothing is lost on the way."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.microphone import MicrophoneFacts
from ser_workbench.audio.source import Back, Lost
from ser_workbench.errors import AudioDeviceError
from ser_workbench.presenters.live import NO_RUN, NO_WORKSPACE
from ser_workbench.presenters.live_choosing import NO_MICROPHONE
from ser_workbench.presenters.live_conductor import NOBODY, OVER
from ser_workbench.presenters.live_form import FORM
from ser_workbench.presenters.live_scene import Listens
from ser_workbench.presenters.live_view import Owner, key_of_neighbour, key_of_utterance
from ser_workbench.progress import Steps, run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.transfer import delete_run
from ser_workbench.runs.workspace import Workspace
from tests.corpora import make_tone, write_noise_folder, write_tone_corpus
from tests.corpus.opening import opened
from tests.presenters.live_desk import LiveDesk, recordings_of, speech
from tests.runs.trained import TINY

SPEAKERS = {f"s{number:02d}": "female" if number % 2 else "male" for number in range(1, 7)}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a run in noise and one without, which have listened before."""
    folder = tmp_path_factory.mktemp("live")
    corpus = write_tone_corpus(folder / "tones", speakers=SPEAKERS)
    noise = write_noise_folder(folder / "noise", count=12, seconds=1.0)
    shares = {"partition.validation_share": 0.34, "partition.test_share": 0.34}
    settings = ExperimentSettings().changed({**TINY, **shares, "corpus.folder": str(corpus)})
    workspace = Workspace(folder / "workspace")
    run_steps(run_experiment(settings.changed({"name": "quiet"}), workspace))
    run_steps(run_experiment(settings.changed({"name": "loud", "noise.folder": str(noise)}), workspace))
    desk = LiveDesk(workspace)
    desk.listen()
    desk.stop()
    return workspace.folder


@pytest.fixture
def desk(trained: Path, tmp_path: Path) -> LiveDesk:
    shutil.copytree(trained, tmp_path / "workspace")
    return LiveDesk(Workspace(tmp_path / "workspace"))


def end_by_closing_the_window(desk: LiveDesk) -> None:
    """As the pump does: cancel, wait, deliver nothing."""
    for job, _ in desk.jobs._running:
        job.cancel()
        job.join(10)
        assert not job.is_alive
    desk.jobs._running.clear()


def test_that_without_a_workspace_or_a_run_the_panel_leads_to_one(tmp_path):
    desk = LiveDesk(None)
    assert desk.view.page == NO_WORKSPACE
    desk.presenter.go_to_work()
    assert desk.session.panel == "start"
    desk.session.take_workspace(Workspace(tmp_path / "empty"))
    desk.jobs.finish()
    assert desk.view.page == NO_RUN
    assert not desk.view.controls.can_listen
    desk.presenter.listen()
    assert desk.session.complaint == NO_RUN
    desk.presenter.go_to_work()
    assert desk.session.panel == "training"


def test_that_the_newest_run_listens_through_the_systems_microphone(desk):
    choices = desk.view.choices
    assert [title.split(" · ")[0] for _, title in choices.runs] == ["loud", "quiet"]
    assert choices.run == choices.runs[0][0]
    assert choices.states == ("clean", "noisy")
    assert choices.devices == (("", "System default (Inner)"), ("Inner", "Inner"), ("Headset", "Headset"))
    assert desk.view.page == ""
    assert desk.view.controls.can_listen
    desk.presenter.choose_run(choices.runs[1][0])
    assert desk.view.choices.states == ("clean",)


def test_that_an_utterance_is_heard_and_listening_goes_on(desk):
    desk.listen()
    assert "a new speaker is not drawn from the same hat" in desk.session.message
    assert desk.view.scene is desk.scene
    assert desk.scene.source == "Given"
    assert desk.view.labels[:3] == ("anger", "happiness", "sadness")
    assert desk.hear_an_utterance() == 1
    assert desk.scene.voice.rows(30, 60)[:, 0].max() > 0.5
    assert np.isfinite(desk.scene.log_mel.rows(100, 200)).all()
    assert np.isfinite(desk.scene.running.rows(20, 21)).all()
    assert desk.view.controls.can_stop
    assert not desk.view.controls.can_listen
    desk.stop()
    assert desk.source.is_closed
    assert (desk.scene.state, desk.scene.sentence) == (Listens.IDLE, "")
    assert desk.view.controls.can_listen


def test_that_an_utterance_under_way_is_told_when_listening_is_stopped(desk):
    desk.listen()
    desk.hear(speech()[:40000])
    assert desk.scene.is_speaking
    desk.stop()
    assert [one.ended.is_cut for one in desk.scene.utterances] == [True]


def test_that_a_file_is_listened_to_until_it_is_over(desk, tmp_path):
    write_audio(tmp_path / "said.wav", speech())
    desk.presenter.choose_file(tmp_path / "said.wav")
    assert desk.view.choices.file == tmp_path / "said.wav"
    desk.presenter.listen()
    desk.jobs.finish()
    assert (desk.scene.sentence, len(desk.scene.utterances)) == (OVER, 1)
    assert desk.session.message == OVER
    write_audio(tmp_path / "silent.wav", np.zeros(16000, np.float32))
    desk.presenter.choose_file(tmp_path / "silent.wav")
    desk.presenter.listen()
    desk.jobs.finish()
    assert desk.session.message == desk.scene.sentence == NOBODY
    desk.presenter.choose_device("Headset")
    assert desk.view.choices.file is None
    assert desk.view.choices.channels == 2


def test_that_a_device_that_goes_is_waited_for(desk):
    desk.listen()
    desk.hear(make_tone(440, seconds=1.5))
    desk.source.put(Lost("The microphone is gone."))
    desk.jobs.until(lambda: desk.scene.state is Listens.LOST)
    assert desk.scene.sentence == "The microphone is gone."
    assert desk.view.controls.can_stop
    desk.source.first += 5 * 16000
    desk.source.put(Back("Given", 5.0))
    desk.hear_an_utterance()
    assert (desk.scene.state, desk.scene.sentence) == (Listens.LISTENING, "")
    assert desk.scene.utterances[0].ended.start_s > 6.5
    assert np.isnan(desk.scene.envelope.rows(200, 600)).all()
    desk.stop()


def test_that_listening_can_be_stopped_while_the_device_is_away(desk):
    desk.listen()
    desk.source.put(Lost("The microphone is gone."))
    desk.jobs.until(lambda: desk.scene.state is Listens.LOST)
    desk.stop()
    assert desk.scene.state is Listens.IDLE


def test_that_another_choice_begins_anew(desk):
    desk.listen()
    desk.hear(make_tone(440))
    desk.presenter.choose_device("Headset")
    assert desk.scene.state is Listens.STOPPING
    desk.jobs.until(lambda: desk.scene.state is Listens.LISTENING)
    desk.presenter.choose_channel(2)
    desk.presenter.choose_window(3.0)
    desk.jobs.until(lambda: desk.scene.state is Listens.LISTENING)
    quiet = desk.view.choices.runs[1][0]
    desk.presenter.choose_run(quiet)
    desk.jobs.until(lambda: desk.scene.state is Listens.LISTENING)
    last = desk.opened[-1]
    assert (last.device, last.channel, last.hear.window_s, last.run) == ("Headset", 2, 3.0, quiet)
    assert desk.scene.now_s == 0
    desk.stop()


def test_that_stopping_while_it_is_made_ready_ends_it(desk):
    desk.presenter.listen()
    assert desk.scene.state is Listens.PREPARING
    desk.stop()
    assert desk.scene.state is Listens.IDLE
    assert desk.view.controls.can_listen


def test_that_a_frozen_picture_stands_while_listening_goes_on(desk):
    desk.listen()
    desk.hear(make_tone(440))
    desk.presenter.toggle_freeze()
    still = desk.view.scene
    assert desk.view.controls.is_frozen
    number = desk.hear_an_utterance()
    assert desk.presenter.scene is still
    assert not still.utterances
    desk.presenter.toggle_freeze()
    assert desk.view.scene.utterances[-1].number == number
    desk.stop()


def test_that_a_recording_has_its_sound_and_what_was_said(desk):
    desk.listen()
    desk.hear(make_tone(440, seconds=0.6))
    desk.presenter.toggle_recording()
    assert desk.view.controls.is_recording
    desk.hear_an_utterance()
    desk.hear(np.zeros(1600, np.float32))
    desk.presenter.toggle_recording()
    desk.jobs.until(lambda: desk.scene.recording is None)
    assert "Recorded" in desk.session.message
    desk.stop()
    grid, table, sound = recordings_of(desk.session.workspace)
    assert (grid.suffix, table.suffix, sound.suffix) == (".TextGrid", ".csv", ".wav")
    heard = read_audio(sound)
    assert np.abs(heard[:12000]).max() < 0.4
    assert 3 < len(heard) / 16000 < 5
    start_s = float(table.read_text(encoding="utf-8").splitlines()[1].split(",")[1])
    ended = desk.scene.utterances[0].ended
    first = round(start_s * 16000)
    np.testing.assert_allclose(heard[first : first + len(ended.samples)], ended.samples, atol=1e-4)


def test_that_a_recording_is_finished_when_the_window_is_closed(desk):
    desk.listen()
    desk.presenter.toggle_recording()
    desk.hear(speech()[:40000])
    desk.jobs.until(lambda: desk.scene.recording is not None and desk.scene.recording.seconds >= 2.4)
    end_by_closing_the_window(desk)
    assert desk.source.is_closed
    _, table, sound = recordings_of(desk.session.workspace)
    assert len(read_audio(sound)) == 40000
    assert "ended before the utterance did" in table.read_text(encoding="utf-8")


def test_that_a_recording_that_cannot_be_written_is_told_and_listening_goes_on(desk):
    (desk.session.workspace.folder / "recordings").touch()
    desk.listen()
    desk.presenter.toggle_recording()
    desk.source.speak(make_tone(440))
    desk.jobs.until(lambda: not desk.view.controls.is_recording)
    assert "cannot be written" in desk.session.complaint
    desk.hear_an_utterance()
    desk.stop()


def test_that_a_run_trained_meanwhile_does_not_take_the_place_of_the_one_that_listens(desk, trained):
    desk.listen()
    listens = desk.view.choices.run
    settings = ExperimentSettings().changed({**TINY, "corpus.folder": str(trained.parent / "tones")})
    run_steps(run_experiment(settings, desk.session.workspace))
    desk.session.tell_runs_changed()
    desk.jobs.until(lambda: len(desk.view.choices.runs) == 3)
    assert desk.view.choices.runs[0][0] != listens
    assert desk.view.choices.run == listens
    desk.stop()
    assert desk.view.choices.run == listens


def test_that_a_run_may_be_deleted_while_it_listens(desk):
    desk.listen()
    for run, _ in desk.view.choices.runs:
        delete_run(desk.session.workspace, run)
    desk.session.tell_runs_changed()
    desk.jobs.until(lambda: not desk.view.choices.runs)
    assert desk.view.page == ""
    desk.hear_an_utterance()
    desk.stop()
    assert desk.view.page == NO_RUN
    assert not desk.view.controls.can_listen


def test_that_a_microphone_that_cannot_be_opened_is_told(desk):
    desk.refusal = AudioDeviceError("There is no microphone 'Headset'; there are Inner.")
    desk.presenter.choose_device("Headset")
    desk.presenter.listen()
    desk.jobs.finish()
    assert desk.session.complaint == desk.scene.sentence == str(desk.refusal)
    assert desk.scene.state is Listens.IDLE
    assert desk.view.controls.can_listen


def no_portaudio() -> Steps[tuple[MicrophoneFacts, ...]]:
    yield from ()
    raise AudioDeviceError("The PortAudio library is missing; install it.")


def none_found() -> Steps[tuple[MicrophoneFacts, ...]]:
    yield from ()
    return ()


@pytest.mark.parametrize(
    ("find", "sentence"), [(no_portaudio, "The PortAudio library is missing; install it."), (none_found, NO_MICROPHONE)]
)
def test_that_without_a_microphone_a_file_can_be_listened_to(trained, tmp_path, find, sentence):
    desk = LiveDesk(Workspace(trained), find)
    assert desk.view.controls.refusal == sentence
    assert not desk.view.controls.can_listen
    assert desk.view.controls.can_refresh
    desk.presenter.choose_file(tmp_path / "said.wav")
    assert desk.view.controls.refusal == ""
    assert desk.view.controls.can_listen


def test_that_microphones_are_not_looked_for_while_one_is_open(desk):
    desk.listen()
    assert not desk.view.controls.can_refresh
    before = len(desk.jobs.names)
    desk.presenter.refresh_devices()
    assert len(desk.jobs.names) == before
    desk.stop()


def test_that_who_speaks_is_asked_once_and_the_utterances_are_a_corpus(desk, tmp_path):
    desk.listen()
    number = desk.hear_an_utterance()
    desk.presenter.keep(number, "Joy")
    assert desk.view.asked.owner == Owner()
    desk.presenter.keeping.take_owner(Owner(str(desk.session.workspace.folder), "me", "female"))
    assert "not kept here" in desk.view.asked.sentence
    desk.view.asked = None
    desk.presenter.keeping.take_owner(Owner(str(tmp_path / "mine"), " me ", "female"))
    desk.jobs.until(lambda: desk.scene.utterances[0].kept_as == "happiness")
    second = desk.hear_an_utterance()
    desk.presenter.keep(second, "anger")
    desk.jobs.until(lambda: desk.scene.utterances[1].kept_as == "anger")
    desk.stop()
    assert desk.view.asked is None
    assert desk.view.owner == Owner(str(tmp_path / "mine"), "me", "female")
    assert opened(tmp_path / "mine").count_emotions() == {"anger": 1, "happiness": 1}
    desk.presenter.keeping.open()
    desk.jobs.finish()
    assert desk.session.corpus.folder == tmp_path / "mine"


def test_that_an_utterance_and_its_neighbours_can_be_heard(desk):
    desk.listen()
    number = desk.hear_an_utterance()
    desk.stop()
    desk.presenter.play_utterance(number)
    desk.jobs.finish()
    assert desk.view.playing == key_of_utterance(number)
    desk.presenter.play_neighbour(number, 0)
    desk.jobs.finish()
    assert desk.view.playing == key_of_neighbour(number, 0)
    desk.presenter.play_neighbour(number, 0)
    assert desk.view.playing is None


def test_that_choices_come_back_with_the_session(desk, trained):
    desk.presenter.choose_run(desk.view.choices.runs[1][0])
    desk.presenter.choose_device("Gone")
    desk.presenter.choose_level(0.8)
    desk.presenter.keeping.take_owner(Owner("/somewhere/mine", "me", "male"))
    again = LiveDesk(Workspace(trained))
    again.session.take_forms({FORM: desk.session.forms[FORM]})
    assert again.view.choices.run == desk.view.choices.runs[1][0]
    assert again.view.choices.level == 0.8
    assert again.view.choices.devices[-1] == ("Gone", "Gone · not connected")
    assert again.view.owner == Owner("/somewhere/mine", "me", "male")
