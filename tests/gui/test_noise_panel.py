# SPDX-License-Identifier: MIT
"""The Noise panel with its presenters: what is clicked is done, what is done is seen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import noise as introduction
from ser_workbench.gui.panels.noise import NoisePanel
from ser_workbench.progress import run_steps
from tests.corpora import write_noise_folder, write_tone_corpus


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> NoisePanel:
    introduced = introduction.introduce(desk)
    made = introduced.panel
    assert isinstance(made, NoisePanel)
    made.presenters = introduced.presenter  # type: ignore[attr-defined]  # Keeps them alive, as the app does.
    qtbot.addWidget(made)
    made.resize(1090, 690)
    made.show()
    return made


@pytest.fixture
def opened(desk: Desk, panel: NoisePanel, qtbot: QtBot, tmp_path: Path) -> NoisePanel:
    desk.session.take_corpus(run_steps(open_corpus(write_tone_corpus(tmp_path / "tones"))))
    panel.folder_chosen.emit(write_noise_folder(tmp_path / "noises"))
    qtbot.waitUntil(lambda: panel.noisy_set.has_histogram and panel.preview.has_pictures, timeout=30_000)
    return panel


def test_that_an_empty_panel_invites_and_shows_no_plot(panel: NoisePanel) -> None:
    assert panel.invitation.isVisible()
    assert not panel.noisy_set.isVisible()


def test_that_noises_without_a_corpus_say_what_is_missing(panel: NoisePanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.folder_chosen.emit(write_noise_folder(tmp_path / "noises"))
    qtbot.waitUntil(lambda: panel.table.rows_model.rowCount() == 4)
    assert panel.preview.hint.sentence == "Open a corpus to hear speech under noise."
    assert panel.noisy_set.hint.sentence == "Open a corpus to see which SNRs are drawn."
    assert not panel.preview.draw_button.isEnabled()


def test_that_the_size_is_shown_and_follows_the_form(opened: NoisePanel, qtbot: QtBot) -> None:
    assert opened.noisy_set.values["utterances"].text() == "1,080"
    assert opened.noisy_set.values["factor"].text() == "61 ×"
    box = opened.condition.form.field_widget("noises")
    assert isinstance(box, QSpinBox)
    box.setValue(2)
    assert opened.noisy_set.values["utterances"].text() == "108"
    assert opened.noisy_set.values["factor"].text() == "7 ×"


def test_that_a_chosen_noise_is_mixed(opened: NoisePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.preview.noise_shown):
        opened.table.selectRow(2)
    assert "noise_2.wav" in opened.preview.words


def test_that_the_slider_asks_for_a_mix_when_it_rests(opened: NoisePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.preview.snr_chosen) as told:
        for db in range(-20, 1):
            opened.preview.slider.setValue(db * 2)
    assert told.args == [0.0]
    qtbot.waitUntil(lambda: opened.preview.level.startswith(("+0.00", "−0.00")), timeout=30_000)


def test_that_drawing_one_chooses_its_noise_in_the_table(opened: NoisePanel, desk: Desk, qtbot: QtBot) -> None:
    opened.preview.draw_button.click()
    row = opened.table.chosen_row()
    assert row is not None
    assert row.id in opened.preview.words
    assert desk.session.utterance_id is not None


def test_that_the_space_bar_plays_the_mix(opened: NoisePanel, desk: Desk, qtbot: QtBot) -> None:
    opened.toggle_play()
    qtbot.waitUntil(lambda: desk.listening.playing_key == "preview of mix")
    opened.toggle_play()
    assert desk.listening.playing_key is None


def test_that_noises_are_filtered_by_their_names(opened: NoisePanel, qtbot: QtBot) -> None:
    opened.filter_text.setText("_3")
    assert opened.table.rows_model.rowCount() == 1


def test_that_the_panel_wears_both_themes(opened: NoisePanel, desk: Desk) -> None:
    for mode in ("dark", "light"):
        desk.theme.set_mode(mode)
        assert opened.preview.pictures is not None
        assert not opened.preview.pictures.waveform.getAxis("bottom").isVisible()
        assert not opened.grab().isNull()
