# SPDX-License-Identifier: MIT
"""The page of speakers: what is suggested is marked so, and what is clicked is told."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.introductions import corpus as introduction
from ser_workbench.gui.panels.corpus import CorpusPanel
from ser_workbench.gui.panels.corpus_speakers import PITCH_TITLE, SUGGEST, TITLES, SpeakersPage
from ser_workbench.presenters.corpus_speaker_rows import SpeakerRow
from ser_workbench.progress import Progress
from tests.corpora import write_table, write_wav
from tests.features.test_pitch import make_voice

PITCH = TITLES.index(PITCH_TITLE)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SpeakersPage:
    made = SpeakersPage(desk.theme)
    qtbot.addWidget(made)
    made.resize(440, 500)
    made.show()
    return made


def test_that_the_column_of_suggestions_comes_with_the_first_suggestion(page: SpeakersPage) -> None:
    plain = SpeakerRow("s01", "unknown", 30, 80.0, "train")
    page.show_speakers([plain], "")
    assert page.table.isColumnHidden(PITCH)
    page.show_speakers([plain, SpeakerRow("s02", "unknown", 30, 80.0, "test", "female? 212 Hz")], "")
    assert not page.table.isColumnHidden(PITCH)
    cells = [page.table.rows_model.data(page.table.rows_model.index(row, PITCH)) for row in (0, 1)]
    assert cells == ["", "female? 212 Hz"]


def test_that_the_listening_is_shown_and_can_be_stopped(page: SpeakersPage, qtbot: QtBot) -> None:
    page.show_speakers([], "Where genders are kept.")
    page.show_suggesting(Progress("Listening to voices", 12, 80, "recordings"))
    assert page.suggest_button.text() == "Stop listening"
    assert page.note == "Listening to voices: 12 of 80 recordings"
    with qtbot.waitSignal(page.suggest_clicked):
        page.suggest_button.click()
    page.show_suggesting(None)
    assert page.suggest_button.text() == SUGGEST
    assert page.note == "Where genders are kept."


def test_that_only_what_can_be_accepted_is_offered(page: SpeakersPage, qtbot: QtBot) -> None:
    page.show_acceptable(0)
    assert not page.accept_button.isVisible()
    page.show_acceptable(3)
    with qtbot.waitSignal(page.accept_clicked):
        page.accept_button.click()


def test_that_tables_are_asked_for_by_name(page: SpeakersPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = write_table(tmp_path / "genders.csv", [("speaker", "gender")])
    for button, signal in (
        (page.import_button, page.table_to_import),
        (page.export_button, page.table_to_export),
    ):
        button.click()
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        with qtbot.waitSignal(signal) as told:
            dialog.fileSelected.emit(str(file))
        assert told.args == [file]
        dialog.close()
        dialog.deleteLater()
        qtbot.waitUntil(lambda: page.findChild(QFileDialog) is None)


def test_that_a_click_suggests_and_another_accepts(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    rows = [("file", "speaker", "gender", "emotion")]
    for speaker, hz in (("s01", 212.0), ("s02", 104.0), ("s03", 190.0)):
        for emotion in ("anger", "neutral"):
            write_wav(tmp_path / f"{speaker}_{emotion}.wav", make_voice(hz))
            rows.append((f"{speaker}_{emotion}.wav", speaker, "", emotion))
    write_table(tmp_path / "manifest.csv", rows)
    introduced = introduction.introduce(desk)
    panel = introduced.panel
    assert isinstance(panel, CorpusPanel)
    qtbot.addWidget(panel)
    panel.show()
    panel.folder_chosen.emit(tmp_path)
    qtbot.waitUntil(lambda: desk.session.corpus is not None)
    panel.show_page(panel.speakers)
    panel.speakers.suggest_button.click()
    qtbot.waitUntil(panel.speakers.accept_button.isVisible)
    assert desk.session.corpus is not None
    assert desk.session.corpus.count_genders() == {"unknown": 3}
    panel.speakers.accept_button.click()
    assert desk.session.corpus.count_genders() == {"female": 2, "male": 1}
    assert not panel.speakers.accept_button.isVisible()
