# SPDX-License-Identifier: MIT
"""The Noise panel with its presenters: what is clicked is done, what is done is seen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import hash_corpus, partition_corpus
from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import noise as introduction
from ser_workbench.gui.panels.noise import NoisePanel
from ser_workbench.progress import run_steps
from ser_workbench.runs.noisy_table import load_noisy_table
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
    corpus = run_steps(open_corpus(write_tone_corpus(tmp_path / "tones")))
    desk.session.take_corpus(corpus)
    hashes = run_steps(hash_corpus(corpus))
    desk.session.take_partition(partition_corpus(corpus, desk.session.settings.partition, hashes))
    write_noise_folder(tmp_path / "noises" / "street")
    panel.folder_chosen.emit(write_noise_folder(tmp_path / "noises" / "rain", count=2, seconds=0.3).parent)
    qtbot.waitUntil(lambda: panel.noisy_set.has_histogram and panel.preview.has_pictures, timeout=30_000)
    return panel


def test_that_an_empty_panel_invites_and_shows_no_plot(panel: NoisePanel) -> None:
    assert panel.invitation.isVisible()
    assert not panel.noisy_set.isVisible()


def test_that_noises_without_a_corpus_say_what_is_missing(panel: NoisePanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.folder_chosen.emit(write_noise_folder(tmp_path / "noises"))
    qtbot.waitUntil(lambda: panel.collection.table.rows_model.rowCount() == 4)
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
        opened.collection.table.selectRow(2)
    assert "street/noise_0.wav" in opened.preview.words


def test_that_the_slider_asks_for_a_mix_when_it_rests(opened: NoisePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.preview.snr_chosen) as told:
        for db in range(-20, 1):
            opened.preview.slider.setValue(db * 2)
    assert told.args == [0.0]
    qtbot.waitUntil(lambda: opened.preview.level.startswith(("+0.00", "−0.00")), timeout=30_000)


def test_that_drawing_one_chooses_its_noise_in_the_table(opened: NoisePanel, desk: Desk, qtbot: QtBot) -> None:
    opened.preview.draw_button.click()
    row = opened.collection.table.chosen_row()
    assert row is not None
    assert row.noise.id in opened.preview.words
    assert desk.session.utterance_id is not None


def test_that_the_space_bar_plays_the_mix(opened: NoisePanel, desk: Desk, qtbot: QtBot) -> None:
    opened.toggle_play()
    qtbot.waitUntil(lambda: desk.listening.playing_key == "preview of mix")
    opened.toggle_play()
    assert desk.listening.playing_key is None


def test_that_noises_are_filtered_by_their_names(opened: NoisePanel, qtbot: QtBot) -> None:
    opened.collection.filter_text.setText("_3")
    assert opened.collection.table.rows_model.rowCount() == 1


def test_that_the_table_tells_class_length_rate_and_side(opened: NoisePanel) -> None:
    model = opened.collection.table.rows_model
    cells = [[str(model.data(model.index(row, column))) for column in range(5)] for row in range(model.rowCount())]
    assert [cell[:2] for cell in cells[:3]] == [["noise_0", "rain"], ["noise_1", "rain"], ["noise_0", "street"]]
    assert {cell[2] for cell in cells} == {"train", "validation", "test"}
    assert {(cell[3], cell[4]) for cell in cells} == {("0.30", "16"), ("0.25", "16")}
    assert opened.noisy_set.split.startswith("Noises of the sides: train 2 · validation 2 · test 2")


def test_that_an_unchecked_class_is_left_out_and_its_name_stands_in_the_list(
    opened: NoisePanel, desk: Desk, qtbot: QtBot
) -> None:
    rain = opened.collection.classes.boxes.item(0)
    assert rain.text().startswith("rain   2 noises")
    rain.setCheckState(Qt.CheckState.Unchecked)
    assert desk.session.settings.noise.left_out == "rain"
    line = opened.collection.classes.form.field_widget("left_out")
    assert isinstance(line, QLineEdit)
    assert line.text() == "rain"
    model = opened.collection.table.rows_model
    qtbot.waitUntil(lambda: model.data(model.index(0, 2)) == "left out")
    assert opened.collection.tabs.tabText(1) == "Classes (1 of 2)"
    line.clear()
    line.editingFinished.emit()
    assert opened.collection.classes.boxes.item(0).checkState() == Qt.CheckState.Checked


def test_that_problems_are_found_by_a_check_and_filtered_by_kind(opened: NoisePanel, qtbot: QtBot) -> None:
    problems = opened.collection.problems
    assert problems.hint.isVisibleTo(problems)
    problems.check_button.click()
    qtbot.waitUntil(lambda: opened.collection.tabs.tabText(2) == "Problems (6)", timeout=30_000)  # All are short.
    qtbot.waitUntil(lambda: problems.check_button.isVisibleTo(problems))
    assert [problems.kinds.itemText(at) for at in range(problems.kinds.count())] == [
        "All problems (6)",
        "Shorter than 1 s (6)",
    ]
    problems.kinds.setCurrentIndex(1)
    assert problems.table.rows_model.rowCount() == 6
    with qtbot.waitSignal(opened.preview.noise_shown) as shown:
        problems.table.selectRow(4)
    assert shown.args == ["street/noise_2.wav"]


def test_that_the_recipe_is_exported_into_a_folder_of_its_own(
    opened: NoisePanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "exports").mkdir()
    opened.export_chosen.emit(tmp_path / "exports")
    qtbot.waitUntil(lambda: desk.session.message.startswith("The recipe of 1,080"), timeout=30_000)
    (folder,) = (tmp_path / "exports").iterdir()
    items, _ = load_noisy_table(folder / "noisy_set.csv")
    presenters = opened.presenters  # type: ignore[attr-defined]  # Set by the fixture.
    assert items == presenters.noise.items


def test_that_a_recipe_is_not_exported_into_the_recordings(
    opened: NoisePanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.export_chosen.emit(tmp_path / "tones")
    qtbot.waitUntil(lambda: "never written to" in desk.session.complaint)


def test_that_over_active_speech_the_preview_is_mixed_anew(opened: NoisePanel, desk: Desk, qtbot: QtBot) -> None:
    desk.session.change_settings({"noise.snr_over": "active"})
    qtbot.waitUntil(lambda: "over active speech" in opened.preview.level, timeout=30_000)


def test_that_the_slider_reaches_from_20_db_below_to_40_db_above_the_noise(opened: NoisePanel, qtbot: QtBot) -> None:
    for value, snr_db in ((opened.preview.slider.minimum(), -20.0), (opened.preview.slider.maximum(), 40.0)):
        with qtbot.waitSignal(opened.preview.snr_chosen) as told:
            opened.preview.slider.setValue(value)
        assert told.args == [snr_db]


def test_that_the_panel_wears_both_themes(opened: NoisePanel, desk: Desk) -> None:
    for mode in ("dark", "light"):
        desk.theme.set_mode(mode)
        assert opened.preview.pictures is not None
        assert not opened.preview.pictures.waveform.getAxis("bottom").isVisible()
        assert not opened.grab().isNull()
