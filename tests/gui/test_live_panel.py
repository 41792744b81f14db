# SPDX-License-Identifier: MIT
"""The Live panel: what is seen of a scene, what is clicked, and that all fits into the window."""

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import live as introduction
from ser_workbench.gui.panels.live import LivePanel
from ser_workbench.gui.panels.live_owner import OwnerDialog
from ser_workbench.live.events import Interrupted, RunningView
from ser_workbench.presenters.live import NO_WORKSPACE, LivePresenter
from ser_workbench.presenters.live_scene import LiveScene, RecordingNow
from ser_workbench.presenters.live_view import (
    KeepQuestion,
    LiveChoices,
    LiveControls,
    Owner,
    key_of_neighbour,
    key_of_utterance,
)
from tests.presenters.live_scenes import EMOTIONS, a_judgement, a_scene, a_sound, go_on

CHOICES = LiveChoices(
    runs=(("a", "fst-cldnn-log-mel · one"), ("b", "ldnn-mfcc · another")),
    run="a",
    states=("clean", "noisy"),
    devices=(("", "System default (Inner)"), ("USB", "USB")),
    channels=2,
)
HEARING = LiveControls(can_stop=True, can_freeze=True, can_record=True, can_refresh=False)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> LivePanel:
    """As it is after 58 s, in the middle of an utterance; nobody decides anything."""
    made = LivePanel(desk.theme, desk.actions)
    qtbot.addWidget(made)
    made.resize(1104, 742)
    made.show_page("", "")
    made.show_choices(CHOICES)
    made.show_labels(EMOTIONS)
    made.show_controls(HEARING)
    made.show_scene(a_scene(58.0))
    made.show()
    return made


def test_that_all_parts_are_in_the_window_without_scrolling(panel: LivePanel, qtbot: QtBot):
    qtbot.wait(50)
    picture = panel.picture
    parts = (picture.sign, picture.bars, picture.signal, picture.minute, panel.utterance, panel.bar)
    inside = panel.rect()
    for part in parts:
        assert part.isVisible()
        assert inside.contains(part.rect().translated(part.mapTo(panel, part.rect().topLeft())))
    assert picture.bars.letters_px() >= 18
    assert picture.sign.word_px() >= 60
    assert picture.signal.wave.height() >= 40
    assert picture.signal.log_mel.height() >= 60
    assert picture.minute.timeline.height() >= 70


def test_that_what_is_heard_stands_in_the_sign_the_bars_and_the_side(panel: LivePanel):
    assert panel.picture.sign.verdict.word == "anger"
    assert [bar.emotion for bar in panel.picture.bars.bars] == list(EMOTIONS)
    assert [bar.emotion for bar in panel.picture.bars.bars if bar.is_named] == ["anger"]
    assert panel.utterance.heading.text() == "Utterance 9"
    assert panel.utterance.words.text() == "happiness"
    assert panel.utterance.labels.currentText() == "happiness"
    assert not panel.utterance.doubts.isVisible()
    assert "USB microphone" in panel._subtitle.whole


def test_that_a_click_on_the_time_line_looks_back_and_shows_doubts_and_neighbours(panel: LivePanel, qtbot: QtBot):
    timeline = panel.picture.minute.timeline
    block = next(block for block in timeline._blocks if block.number == 4)
    place = timeline.block_rect(block).center().toPoint()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert panel.utterance.heading.text() == "Utterance 4"
    assert panel.utterance.words.text().startswith("unsure: fear, ")
    assert panel.utterance.doubts.isVisible()
    assert "14 dB quieter" in panel.utterance.doubts.text()
    assert [row.isVisible() for row in panel.utterance.neighbours] == [True] * 5
    assert panel.utterance.neighbours[0].who.whole == "speaker 01, female"
    go_on(panel.picture.scene, 58.0, 60.0)
    panel.picture.draw()
    assert panel.utterance.heading.text() == "Utterance 4"
    panel.picture.choose_utterance(10)
    assert panel.utterance.heading.text() == "Utterance 10"
    assert panel.picture._chosen is None  # The newest: what comes next is followed again.


def test_that_utterances_and_neighbours_are_played_and_show_it(panel: LivePanel, qtbot: QtBot):
    with qtbot.waitSignal(panel.utterance.play_clicked) as played:
        panel.toggle_play()
    assert played.args == [9]
    with qtbot.waitSignal(panel.utterance.neighbour_clicked) as neighbour:
        panel.utterance.neighbours[2].play_button.click()
    assert neighbour.args == [9, 2]
    panel.show_playing(key_of_neighbour(9, 2))
    assert [row._is_playing for row in panel.utterance.neighbours] == [False, False, True, False, False]
    panel.show_playing(key_of_utterance(9))
    assert not any(row._is_playing for row in panel.utterance.neighbours)


def test_that_an_utterance_is_kept_under_the_label_that_is_chosen(panel: LivePanel, desk: Desk, qtbot: QtBot):
    panel.utterance.labels.setCurrentText("joy")
    assert not panel.utterance.corpus_link.isVisible()
    with qtbot.waitSignal(panel.utterance.keep_clicked) as kept:
        desk.actions.live_keep.trigger()
    assert kept.args == [9, "joy"]
    panel.picture.scene.mark_kept(9, "joy")
    panel.picture.draw()
    assert panel.utterance.kept.whole == "Kept as joy"
    assert panel.utterance.labels.currentText() == "joy"
    with qtbot.waitSignal(panel.utterance.corpus_clicked):
        panel.utterance.corpus_link.click()


def test_that_who_speaks_is_asked_without_holding_up_the_window(panel: LivePanel, qtbot: QtBot, tmp_path: Path):
    panel.ask_owner(KeepQuestion(Owner(), "Name the speaker."))
    dialog = panel.findChild(OwnerDialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.folder.setText(str(tmp_path / "own"))
    dialog.speaker.setText(" anna ")
    dialog.gender.setCurrentText("female")
    with qtbot.waitSignal(panel.owner_taken) as taken:
        ok.click()
    assert taken.args == [Owner(str(tmp_path / "own"), "anna", "female")]
    panel.show_owner(taken.args[0])
    assert panel.utterance.owner_link.text() == "as anna, in own"


def test_that_choices_are_told_and_filling_the_lists_tells_nothing(panel: LivePanel, qtbot: QtBot):
    bar, told = panel.bar, []
    for name in ("run", "state", "device", "channel", "level", "window"):
        getattr(bar, f"{name}_chosen").connect(lambda choice, name=name: told.append((name, choice)))
    panel.show_choices(CHOICES)
    assert told == []
    assert bar.levels.currentText() == "Level 80 %"
    boxes = ((bar.runs, 1), (bar.states, 1), (bar.devices, 1), (bar.channels, 2), (bar.levels, 2), (bar.windows, 0))
    for box, index in boxes:
        box.setCurrentIndex(index)
        box.activated.emit(index)
    wanted = [("run", "b"), ("state", "noisy"), ("device", "USB"), ("channel", 2), ("level", 0.95), ("window", 1.0)]
    assert told == wanted


def test_that_a_file_stands_among_the_microphones_until_one_of_those_is_chosen(panel: LivePanel):
    panel.show_choices(LiveChoices(devices=CHOICES.devices, channels=2, file=Path("/some/said.wav")))
    assert panel.bar.devices.currentText() == "File said.wav"
    assert not panel.bar.channels.isVisible()
    panel.show_choices(CHOICES)
    assert panel.bar.devices.currentText() == "System default (Inner)"
    assert panel.bar.devices.count() == 2


def test_that_without_a_microphone_it_says_so_and_offers_a_file(panel: LivePanel):
    panel.show_scene(LiveScene())
    panel.show_controls(LiveControls(refusal="No microphone is connected; listen to a file."))
    panel.picture.draw()
    assert panel.notice.isVisible()
    assert panel.notice.sentence.text() == "No microphone is connected; listen to a file."
    assert panel.picture.sign.verdict.word == "no microphone"
    assert not panel.picture.bars.isVisible()
    assert not any(row.isVisible() for row in panel.utterance.neighbours)
    panel.show_controls(LiveControls(can_listen=True))
    assert not panel.notice.isVisible()
    assert panel.listen_button.isVisible()
    assert not panel.stop_button.isVisible()


def test_that_buttons_follow_what_makes_sense(panel: LivePanel, desk: Desk):
    a = desk.actions
    assert panel.stop_button.isVisible()
    assert [a.live_freeze.isEnabled(), a.live_record.isEnabled(), a.live_refresh.isEnabled()] == [True, True, False]
    panel.show_controls(LiveControls(can_stop=True, is_frozen=True, can_freeze=True, is_recording=True))
    assert (a.live_freeze.isChecked(), a.live_record.isChecked()) == (True, True)
    panel.picture.scene.recording = RecordingNow(Path("/some/now.wav"), 72.0)
    panel.picture.draw()
    assert panel.recording.text() == "● 1:12 min"
    panel.picture.scene.recording = None
    panel.picture.draw()
    assert not panel.recording.isVisible()


def test_that_a_broken_off_sound_is_told_and_the_meter_falls(panel: LivePanel):
    panel.picture.scene.take(Interrupted("The USB microphone is away."))
    panel.picture.draw()
    assert panel.picture.sign.verdict.detail == "The USB microphone is away."
    assert all(bar.probability == 0 for bar in panel.picture.bars.bars)


def test_that_a_frozen_picture_stands_while_the_scene_goes_on(panel: LivePanel, qtbot: QtBot):
    scene = panel.picture.scene
    panel.show_scene(scene.frozen())
    qtbot.wait(80)
    before = panel.picture.signal.grab().toImage()
    go_on(scene, 58.0, 60.0)
    qtbot.wait(80)
    assert panel.picture.signal.grab().toImage() == before
    assert "frozen" in panel._subtitle.whole
    panel.show_scene(scene)
    assert panel.picture.signal.wave.edge_s == pytest.approx(60.0, abs=0.01)


def test_that_what_is_recorded_is_told_while_the_picture_is_frozen(panel: LivePanel):
    scene = a_scene(58.0)
    panel.show_scene(scene.frozen())
    assert panel.recording.isHidden()
    scene.recording = RecordingNow(Path("talk.wav"), 3.0)
    panel.picture.draw()
    assert panel.recording.text() == "● 3 s"
    scene.recording = None
    panel.picture.draw()
    assert panel.recording.isHidden()


def test_that_the_latency_is_stamped_when_the_label_is_painted(panel: LivePanel, qtbot: QtBot):
    scene = panel.picture.scene
    scene.skip_paint()
    scene.take(RunningView(56.0, 58.0, a_judgement(), True, 5.0, time.monotonic() - 0.2))
    qtbot.waitUntil(lambda: scene.latency_ms is not None)
    assert 200 <= scene.latency_ms < 1000


def test_that_an_answer_that_says_the_same_again_is_stamped_too(panel: LivePanel, qtbot: QtBot):
    scene = panel.picture.scene
    panel.picture.bars.glide(10.0)
    qtbot.wait(80)
    scene.latency_ms = None
    scene.take(RunningView(56.0, 58.0, scene.running_view.judgement, True, 5.0, time.monotonic()))
    qtbot.waitUntil(lambda: scene.latency_ms is not None)


def test_that_the_time_that_a_picture_was_frozen_is_no_latency(panel: LivePanel, qtbot: QtBot):
    scene = panel.picture.scene
    qtbot.wait(50)
    panel.show_scene(scene.frozen())
    scene.latency_ms = None
    scene.take(RunningView(56.0, 58.0, a_judgement(), True, 5.0, time.monotonic() - 30))
    panel.show_scene(scene)
    qtbot.wait(80)
    assert scene.latency_ms is None


def test_that_nothing_is_drawn_while_another_panel_is_shown(panel: LivePanel, qtbot: QtBot):
    panel.hide()
    panel.picture.scene.take(a_sound(58.0, 59.0, False))
    qtbot.wait(80)
    assert panel.picture.signal.wave.edge_s <= 58.0
    panel.show()
    qtbot.waitUntil(lambda: panel.picture.signal.wave.edge_s == pytest.approx(59.0))


def test_that_a_frame_takes_a_small_part_of_the_thread(panel: LivePanel, qtbot: QtBot):
    qtbot.wait(50)
    scene, took = panel.picture.scene, []
    for frame in range(20):
        go_on(scene, 58.0 + frame / 10, 58.1 + frame / 10)
        began = time.perf_counter()
        panel.picture.draw()
        panel.grab()
        took.append(time.perf_counter() - began)
    assert np.median(took) < 0.1  # The whole panel into a picture; 6 ms on an idle core.


def test_that_the_panel_and_its_presenter_are_introduced(desk: Desk, qtbot: QtBot):
    introduced = introduction.introduce(desk)
    panel, presenter = introduced.panel, introduced.presenter
    assert isinstance(presenter, LivePresenter)
    qtbot.addWidget(panel)
    assert panel.empty.sentence.text() == NO_WORKSPACE
    with qtbot.waitSignal(panel.empty_clicked):
        panel.empty.button.click()
    assert desk.session.panel == "start"
    presenter.conductor._show(a_scene(58.0))
    assert panel.utterance.heading.text() == "Utterance 9"
    assert panel.findChildren(QPushButton)
    panel.utterance.keep_clicked.emit(9, "anger")
    assert panel.findChild(OwnerDialog) is not None
    desk.actions.live_freeze.setEnabled(True)
    desk.actions.live_freeze.trigger()
    assert panel.picture.scene.is_frozen
    panel.bar.level_chosen.emit(0.95)
    assert presenter.offer.form.hear.level == 0.95
