# SPDX-License-Identifier: MIT
"""The Live panel's presenter: listening begins, ends, is interrupted and begins anew; nothing is lost on the way."""

import numpy as np

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.presenters.live import NO_RUN, NO_WORKSPACE
from ser_workbench.presenters.live_conductor import NOBODY, OVER
from ser_workbench.presenters.live_form import FORM
from ser_workbench.presenters.live_scene import Listens
from ser_workbench.presenters.live_view import Owner, key_of_neighbour, key_of_utterance
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.transfer import delete_run
from ser_workbench.runs.workspace import Workspace
from tests.corpora import make_tone
from tests.corpus.opening import opened
from tests.presenters.live_desk import LiveDesk, recordings_of, speech
from tests.runs.trained import TINY


def end_by_closing_the_window(live_desk: LiveDesk) -> None:
    """As the pump does: cancel, wait, deliver nothing."""
    for job, _ in live_desk.jobs._running:
        job.cancel()
        job.join(10)
        assert not job.is_alive
    live_desk.jobs._running.clear()


def test_that_without_a_workspace_or_a_run_the_panel_leads_to_one(tmp_path):
    live_desk = LiveDesk(None)
    assert live_desk.view.page == NO_WORKSPACE
    live_desk.presenter.go_to_work()
    assert live_desk.session.panel == "start"
    live_desk.session.take_workspace(Workspace(tmp_path / "empty"))
    live_desk.jobs.finish()
    assert live_desk.view.page == NO_RUN
    assert not live_desk.view.controls.can_listen
    live_desk.presenter.listen()
    assert live_desk.session.complaint == NO_RUN
    live_desk.presenter.go_to_work()
    assert live_desk.session.panel == "training"


def test_that_the_newest_run_listens_through_the_systems_microphone(live_desk):
    choices = live_desk.view.choices
    assert [title.split(" · ")[0] for _, title in choices.runs] == ["loud", "quiet"]
    assert choices.run == choices.runs[0][0]
    assert choices.states == ("clean", "noisy")
    assert choices.devices == (("", "System default (Inner)"), ("Inner", "Inner"), ("Headset", "Headset"))
    assert live_desk.view.page == ""
    assert live_desk.view.controls.can_listen
    live_desk.presenter.choose_run(choices.runs[1][0])
    assert live_desk.view.choices.states == ("clean",)


def test_that_an_utterance_is_heard_and_listening_goes_on(live_desk):
    live_desk.listen()
    assert "a new speaker is not drawn from the same hat" in live_desk.session.message
    assert live_desk.view.scene is live_desk.scene
    assert live_desk.scene.source == "Given"
    assert live_desk.view.labels[:3] == ("anger", "happiness", "sadness")
    assert live_desk.hear_an_utterance() == 1
    assert live_desk.scene.voice.rows(30, 60)[:, 0].max() > 0.5
    assert np.isfinite(live_desk.scene.log_mel.rows(100, 200)).all()
    assert np.isfinite(live_desk.scene.running.rows(20, 21)).all()
    assert live_desk.view.controls.can_stop
    assert not live_desk.view.controls.can_listen
    live_desk.stop()
    assert live_desk.source.is_closed
    assert (live_desk.scene.state, live_desk.scene.sentence) == (Listens.IDLE, "")
    assert live_desk.view.controls.can_listen


def test_that_an_utterance_under_way_is_told_when_listening_is_stopped(live_desk):
    live_desk.listen()
    live_desk.hear(speech()[:40000])
    assert live_desk.scene.is_speaking
    live_desk.stop()
    assert [one.ended.is_cut for one in live_desk.scene.utterances] == [True]


def test_that_a_file_is_listened_to_until_it_is_over(live_desk, tmp_path):
    write_audio(tmp_path / "said.wav", speech())
    live_desk.presenter.choose_file(tmp_path / "said.wav")
    assert live_desk.view.choices.file == tmp_path / "said.wav"
    live_desk.presenter.listen()
    live_desk.jobs.finish()
    assert (live_desk.scene.sentence, len(live_desk.scene.utterances)) == (OVER, 1)
    assert live_desk.session.message == OVER
    write_audio(tmp_path / "silent.wav", np.zeros(16000, np.float32))
    live_desk.presenter.choose_file(tmp_path / "silent.wav")
    live_desk.presenter.listen()
    live_desk.jobs.finish()
    assert live_desk.session.message == live_desk.scene.sentence == NOBODY
    live_desk.presenter.choose_device("Headset")
    assert live_desk.view.choices.file is None
    assert live_desk.view.choices.channels == 2


def test_that_another_choice_begins_anew(live_desk):
    live_desk.listen()
    live_desk.hear(make_tone(440))
    live_desk.presenter.choose_device("Headset")
    assert live_desk.scene.state is Listens.STOPPING
    live_desk.jobs.until(lambda: live_desk.scene.state is Listens.LISTENING)
    live_desk.presenter.choose_channel(2)
    live_desk.presenter.choose_window(3.0)
    live_desk.jobs.until(lambda: live_desk.scene.state is Listens.LISTENING)
    quiet = live_desk.view.choices.runs[1][0]
    live_desk.presenter.choose_run(quiet)
    live_desk.jobs.until(lambda: live_desk.scene.state is Listens.LISTENING)
    last = live_desk.opened[-1]
    assert (last.device, last.channel, last.hear.window_s, last.run) == ("Headset", 2, 3.0, quiet)
    assert live_desk.scene.now_s == 0
    live_desk.stop()


def test_that_stopping_while_it_is_made_ready_ends_it(live_desk):
    live_desk.presenter.listen()
    assert live_desk.scene.state is Listens.PREPARING
    live_desk.stop()
    assert live_desk.scene.state is Listens.IDLE
    assert live_desk.view.controls.can_listen


def test_that_a_frozen_picture_stands_while_listening_goes_on(live_desk):
    live_desk.listen()
    live_desk.hear(make_tone(440))
    live_desk.presenter.toggle_freeze()
    still = live_desk.view.scene
    assert live_desk.view.controls.is_frozen
    number = live_desk.hear_an_utterance()
    assert live_desk.presenter.scene is still
    assert not still.utterances
    live_desk.presenter.toggle_freeze()
    assert live_desk.view.scene.utterances[-1].number == number
    live_desk.stop()


def test_that_a_recording_has_its_sound_and_what_was_said(live_desk):
    live_desk.listen()
    live_desk.hear(make_tone(440, seconds=0.6))
    live_desk.presenter.toggle_recording()
    assert live_desk.view.controls.is_recording
    live_desk.hear_an_utterance()
    live_desk.hear(np.zeros(1600, np.float32))
    live_desk.presenter.toggle_recording()
    live_desk.jobs.until(lambda: live_desk.scene.recording is None)
    assert "Recorded" in live_desk.session.message
    live_desk.stop()
    grid, table, sound = recordings_of(live_desk.session.workspace)
    assert (grid.suffix, table.suffix, sound.suffix) == (".TextGrid", ".csv", ".wav")
    heard = read_audio(sound)
    assert np.abs(heard[:12000]).max() < 0.4
    assert 3 < len(heard) / 16000 < 5
    start_s = float(table.read_text(encoding="utf-8").splitlines()[1].split(",")[1])
    ended = live_desk.scene.utterances[0].ended
    first = round(start_s * 16000)
    np.testing.assert_allclose(heard[first : first + len(ended.samples)], ended.samples, atol=1e-4)


def test_that_a_recording_is_finished_when_the_window_is_closed(live_desk):
    live_desk.listen()
    live_desk.presenter.toggle_recording()
    live_desk.hear(speech()[:40000])
    live_desk.jobs.until(lambda: live_desk.scene.recording is not None and live_desk.scene.recording.seconds >= 2.4)
    end_by_closing_the_window(live_desk)
    assert live_desk.source.is_closed
    _, table, sound = recordings_of(live_desk.session.workspace)
    assert len(read_audio(sound)) == 40000
    assert "ended before the utterance did" in table.read_text(encoding="utf-8")


def test_that_a_recording_that_cannot_be_written_is_told_and_listening_goes_on(live_desk):
    (live_desk.session.workspace.folder / "recordings").touch()
    live_desk.listen()
    live_desk.presenter.toggle_recording()
    live_desk.source.speak(make_tone(440))
    live_desk.jobs.until(lambda: not live_desk.view.controls.is_recording)
    assert "cannot be written" in live_desk.session.complaint
    live_desk.hear_an_utterance()
    live_desk.stop()


def test_that_a_run_trained_meanwhile_does_not_take_the_place_of_the_one_that_listens(live_desk, trained_to_listen):
    live_desk.listen()
    listens = live_desk.view.choices.run
    settings = ExperimentSettings().changed({**TINY, "corpus.folder": str(trained_to_listen.parent / "tones")})
    run_steps(run_experiment(settings, live_desk.session.workspace))
    live_desk.session.tell_runs_changed()
    live_desk.jobs.until(lambda: len(live_desk.view.choices.runs) == 3)
    assert live_desk.view.choices.runs[0][0] != listens
    assert live_desk.view.choices.run == listens
    live_desk.stop()
    assert live_desk.view.choices.run == listens


def test_that_a_run_may_be_deleted_while_it_listens(live_desk):
    live_desk.listen()
    for run, _ in live_desk.view.choices.runs:
        delete_run(live_desk.session.workspace, run)
    live_desk.session.tell_runs_changed()
    live_desk.jobs.until(lambda: not live_desk.view.choices.runs)
    assert live_desk.view.page == ""
    live_desk.hear_an_utterance()
    live_desk.stop()
    assert live_desk.view.page == NO_RUN
    assert not live_desk.view.controls.can_listen


def test_that_who_speaks_is_asked_once_and_the_utterances_are_a_corpus(live_desk, tmp_path):
    live_desk.listen()
    number = live_desk.hear_an_utterance()
    live_desk.presenter.keep(number, "Joy")
    assert live_desk.view.asked.owner == Owner()
    live_desk.presenter.keeping.take_owner(Owner(str(live_desk.session.workspace.folder), "me", "female"))
    assert "not kept here" in live_desk.view.asked.sentence
    live_desk.view.asked = None
    live_desk.presenter.keeping.take_owner(Owner(str(tmp_path / "mine"), " me ", "female"))
    live_desk.jobs.until(lambda: live_desk.scene.utterances[0].kept_as == "happiness")
    second = live_desk.hear_an_utterance()
    live_desk.presenter.keep(second, "anger")
    live_desk.jobs.until(lambda: live_desk.scene.utterances[1].kept_as == "anger")
    live_desk.stop()
    assert live_desk.view.asked is None
    assert live_desk.view.owner == Owner(str(tmp_path / "mine"), "me", "female")
    assert opened(tmp_path / "mine").count_emotions() == {"anger": 1, "happiness": 1}
    live_desk.presenter.keeping.open()
    live_desk.jobs.finish()
    assert live_desk.session.corpus.folder == tmp_path / "mine"


def test_that_an_utterance_and_its_neighbours_can_be_heard(live_desk):
    live_desk.listen()
    number = live_desk.hear_an_utterance()
    live_desk.stop()
    live_desk.presenter.play_utterance(number)
    live_desk.jobs.finish()
    assert live_desk.view.playing == key_of_utterance(number)
    live_desk.presenter.play_neighbour(number, 0)
    live_desk.jobs.finish()
    assert live_desk.view.playing == key_of_neighbour(number, 0)
    live_desk.presenter.play_neighbour(number, 0)
    assert live_desk.view.playing is None


def test_that_choices_come_back_with_the_session(live_desk, trained_to_listen):
    live_desk.presenter.choose_run(live_desk.view.choices.runs[1][0])
    live_desk.presenter.choose_device("Gone")
    live_desk.presenter.choose_level(0.95)
    live_desk.presenter.keeping.take_owner(Owner("/somewhere/mine", "me", "male"))
    again = LiveDesk(Workspace(trained_to_listen))
    again.session.take_forms({FORM: live_desk.session.forms[FORM]})
    assert again.view.choices.run == live_desk.view.choices.runs[1][0]
    assert again.view.choices.level == 0.95
    assert again.view.choices.devices[-1] == ("Gone", "Gone · not connected")
    assert again.view.owner == Owner("/somewhere/mine", "me", "male")
