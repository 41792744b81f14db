# SPDX-License-Identifier: MIT
"""The Corpus panel with its presenters: what is clicked is done, what is done is seen."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from ser_workbench.corpus.utterance import Corpus, Problem, Utterance
from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import corpus as introduction
from ser_workbench.gui.panels.corpus import CorpusPanel
from ser_workbench.progress import Progress
from tests.corpora import make_tone, write_table, write_tone_corpus, write_wav


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> CorpusPanel:
    introduced = introduction.introduce(desk)
    made = introduced.panel
    assert isinstance(made, CorpusPanel)
    made.presenters = introduced.presenter  # type: ignore[attr-defined]  # Keeps them alive, as the app does.
    qtbot.addWidget(made)
    made.resize(1090, 690)
    made.show()
    return made


@pytest.fixture
def opened(desk: Desk, panel: CorpusPanel, qtbot: QtBot, tmp_path: Path) -> CorpusPanel:
    panel.folder_chosen.emit(write_tone_corpus(tmp_path / "tones"))
    qtbot.waitUntil(lambda: desk.session.partition is not None)
    return panel


def test_that_an_empty_panel_invites_and_shows_no_plot(panel: CorpusPanel) -> None:
    assert panel.invitation.isVisible()
    assert not panel.sound.isVisible()
    assert not panel.reader_box.isVisible()


def test_that_an_opened_corpus_fills_table_reader_and_charts(opened: CorpusPanel) -> None:
    assert not opened.invitation.isVisible()
    assert opened.utterances.table.rows_model.rowCount() == 18
    assert opened.reader_box.currentData() == "manifest"
    assert opened.counts.charts["emotion"].isVisible()


def test_that_a_dropped_folder_is_opened(desk: Desk, panel: CorpusPanel, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_tone_corpus(tmp_path / "dropped")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: desk.session.partition is not None)
    assert desk.session.corpus is not None
    assert desk.session.corpus.name == "dropped"


def test_that_typing_and_choosing_filters_the_table(opened: CorpusPanel, qtbot: QtBot) -> None:
    model = opened.utterances.table.rows_model
    qtbot.keyClicks(opened.utterances.text, "s01")
    assert model.rowCount() == 6
    box = opened.utterances.box("emotion")
    box.setCurrentIndex(box.findData("anger"))
    assert model.rowCount() == 2
    opened.utterances.drop_button.click()
    assert model.rowCount() == 18
    assert opened.utterances.text.text() == ""
    assert box.currentData() == ""


def test_that_a_click_on_a_bar_shows_its_utterances(opened: CorpusPanel) -> None:
    opened.counts.bar_clicked.emit("speaker", "s02")
    assert opened.utterances.table.rows_model.rowCount() == 6
    assert opened.utterances.box("speaker").currentData() == "s02"


def test_that_a_chosen_row_is_drawn_and_can_be_played(opened: CorpusPanel, desk: Desk, qtbot: QtBot) -> None:
    opened.utterances.table.selectRow(4)
    assert desk.session.utterance_id == opened.utterances.table.rows_model.row_at(4).utterance.id
    qtbot.waitUntil(lambda: opened.sound.has_pictures, timeout=30_000)
    opened.toggle_play()
    qtbot.waitUntil(lambda: opened.sound.play_button.text() == "Stop")
    opened.sound.play_button.click()
    qtbot.waitUntil(lambda: opened.sound.play_button.text() == "Play")


def test_that_an_utterance_selected_elsewhere_is_chosen_in_the_table(opened: CorpusPanel, desk: Desk) -> None:
    desk.session.select_utterance("s03/anger_1.wav")
    row = opened.utterances.table.chosen_row()
    assert row is not None
    assert row.utterance.id == "s03/anger_1.wav"


def test_that_the_partition_is_a_table_of_sides(opened: CorpusPanel) -> None:
    lines = {line.name: line for line in opened.partition.table.rows_model.rows}
    assert list(lines) == ["Speakers", "Who", "Utterances", "Length", "anger", "happiness", "sadness"]
    assert lines["Speakers"][1:] == ("1", "1", "1")
    assert lines["anger"][1:] == ("2", "2", "2")


def test_that_leaving_one_out_offers_the_speakers_and_greys_out_the_test_share(
    opened: CorpusPanel, desk: Desk, qtbot: QtBot
) -> None:
    opened.show_page(opened.partition)
    assert not opened.partition.held_out.isVisible()
    opened.partition.changed.emit({"partition.scheme": "loso"})
    assert opened.partition.held_out.isVisible()
    assert not opened.partition.form.field_widget("test_share").isEnabled()
    opened.partition.held_out.setCurrentText("s02")
    opened.partition.held_out.activated.emit(1)
    assert desk.session.settings.partition.held_out == "s02"
    qtbot.waitUntil(lambda: _who(opened) == "s02")


def test_that_a_partition_that_cannot_be_says_why_in_place_of_the_table(
    opened: CorpusPanel, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.session.corpus is not None
    one = tuple(u for u in desk.session.corpus.utterances if u.speaker == "s01")
    desk.session.take_corpus(replace(desk.session.corpus, utterances=one))
    qtbot.waitUntil(lambda: opened.partition.hint.sentence.startswith("The corpus has only one speaker"))
    opened.show_page(opened.partition)
    assert opened.partition.hint.isVisible()
    assert not opened.partition.table.isVisible()
    assert not opened.partition.save_button.isEnabled()


def test_that_a_speaker_is_put_on_another_side_in_the_table(opened: CorpusPanel, desk: Desk, qtbot: QtBot) -> None:
    opened.show_page(opened.partition)
    page = opened.partition
    page.changed.emit({"partition.scheme": "named"})
    assert page.speakers.isVisible()
    assert not page.form.field_widget("seed").isVisible()
    before = {row.speaker: row.side for row in page.speakers.rows_model.rows}
    (trained,) = (speaker for speaker, side in before.items() if side == "train")
    model = page.speakers.rows_model
    assert model.setData(model.index(list(before).index(trained), 1), "test")
    qtbot.waitUntil(page.findings.isVisible)
    assert page.findings.text().startswith("No speaker is left for the train")
    assert not page.save_button.isEnabled()
    (tested,) = (speaker for speaker, side in before.items() if side == "test")
    assert model.setData(model.index(list(before).index(tested), 1), "train")
    qtbot.waitUntil(lambda: desk.session.partition is not None)
    assert desk.session.partition is not None
    assert desk.session.partition.speakers("test") == (trained,)
    assert not page.findings.isVisible()


def test_that_a_list_that_leaks_is_drawn_with_its_leak_and_cannot_be_saved(
    opened: CorpusPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.show_page(opened.partition)
    page = opened.partition
    rows = [("file", "fold"), *((f"{who}/anger_{take}", str(take)) for who in ("s01", "s02") for take in (0, 1))]
    opened.list_chosen.emit(write_table(tmp_path / "folds.csv", rows))
    qtbot.waitUntil(page.findings.isVisible)
    assert "All 2 speakers (s01, s02) stand in several folds: 4 of 4 test utterances" in page.findings.text()
    assert page.balance.isVisible()
    assert not page.views.isTabEnabled(0)
    assert not page.save_button.isEnabled()
    assert desk.session.partition is None


def test_that_an_emotion_missing_from_a_side_is_marked(
    opened: CorpusPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened.partition
    rows = [("file", "side"), ("s01/anger_0", "train"), ("s02/anger_0", "dev"), ("s03/sadness_0", "test")]
    opened.list_chosen.emit(write_table(tmp_path / "sides.csv", rows))
    qtbot.waitUntil(lambda: page.balance.missing != ())
    assert page.balance.missing == (("train", "sadness"), ("validation", "sadness"), ("test", "anger"))
    lines = {line.name: line[1:] for line in page.table.rows_model.rows}
    assert lines["sadness"] == ("none", "none", "1")
    assert "puts no sadness on the train side" in page.findings.text()


def test_that_problems_are_filtered_in_the_panel(opened: CorpusPanel, desk: Desk, qtbot: QtBot) -> None:
    opened.show_page(opened.problems)
    problems = opened.problems
    assert not problems.kind_box.isVisible()
    assert desk.session.corpus is not None
    folder = desk.session.corpus.folder / "s01"
    write_wav(folder / "anger_0.wav", np.zeros(8000, np.float32))
    write_wav(folder / "anger_1.wav", np.clip(5 * make_tone(440), -1, 1))
    problems.check_button.click()
    qtbot.waitUntil(lambda: problems.kind_box.count() == 3)
    assert [problems.kind_box.itemText(row) for row in range(3)] == ["All kinds (2)", "Silent (1)", "Clipped (1)"]
    problems.kind_box.setCurrentIndex(2)
    problems.kind_box.activated.emit(2)
    model = problems.table.rows_model
    assert (model.rowCount(), model.row_at(0).file) == (1, "s01/anger_1.wav")
    qtbot.keyClicks(problems.text, "anger_0")
    assert model.rowCount() == 0
    problems.kind_box.setCurrentIndex(0)
    problems.kind_box.activated.emit(0)
    assert (model.rowCount(), model.row_at(0).file) == (1, "s01/anger_0.wav")


def test_that_a_gender_is_changed_in_the_table_of_speakers(opened: CorpusPanel, desk: Desk) -> None:
    model = opened.speakers.table.rows_model
    assert model.setData(model.index(1, 1), "female")
    assert desk.session.corpus is not None
    assert desk.session.corpus.count_genders() == {"female": 3}
    assert model.row_at(1).gender == "female"


def test_that_checking_shows_progress_and_then_what_was_found(opened: CorpusPanel, desk: Desk, qtbot: QtBot) -> None:
    opened.show_page(opened.problems)
    opened.show_checking(Progress("Checking recordings", 9, 18, "files"))
    assert opened.problems.bar.isVisible()
    assert opened.problems.cancel_button.isVisible()
    assert not opened.problems.check_button.isVisible()
    opened.show_checking(None)
    assert desk.session.corpus is not None
    (desk.session.corpus.folder / "s01" / "anger_0.wav").write_bytes(b"")
    opened.problems.check_button.click()
    qtbot.waitUntil(lambda: opened.problems.table.rows_model.rowCount() == 1)
    assert opened.problems.check_button.isVisible()
    opened.problems.table.selectRow(0)
    assert desk.session.utterance_id == "s01/anger_0.wav"
    assert not opened.utterances.table.isColumnHidden(6)


def test_that_a_corpus_without_problems_says_so(opened: CorpusPanel) -> None:
    opened.show_page(opened.problems)
    assert opened.problems.hint.isVisible()
    opened.show_problems([Problem(".", "has only one speaker.")], "")
    assert opened.problems.table.isVisible()


def test_that_the_panel_wears_both_themes_without_its_axes_coming_back(
    opened: CorpusPanel, desk: Desk, qtbot: QtBot
) -> None:
    opened.utterances.table.selectRow(0)
    qtbot.waitUntil(lambda: opened.sound.has_pictures, timeout=30_000)
    for mode in ("dark", "light"):
        desk.theme.set_mode(mode)
        assert opened.sound.pictures is not None
        assert not opened.sound.pictures.waveform.getAxis("bottom").isVisible()
        assert not opened.grab().isNull()


def test_that_20_000_utterances_are_shown_and_filtered_quickly(
    panel: CorpusPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    import time

    emotions = ("anger", "fear", "sadness")
    utterances = tuple(
        Utterance(f"{i:05}.wav", tmp_path / f"{i:05}.wav", f"s{i % 42:02}", emotions[i % 3], "male", 2.0)
        for i in range(20_000)
    )
    began = time.perf_counter()
    desk.session.take_corpus(Corpus(tmp_path, "manifest", utterances))
    panel.utterances.text.setText("s04 fear")
    panel.utterances.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert time.perf_counter() - began < 2
    assert 0 < panel.utterances.table.rows_model.rowCount() < 1000


def _who(panel: CorpusPanel) -> str:
    return next((line.test for line in panel.partition.table.rows_model.rows if line.name == "Who"), "")
