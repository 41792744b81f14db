# SPDX-License-Identifier: MIT
"""The download dialog shows what its presenter tells it, and says what was clicked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ser_workbench.gui.fetch_dialog import FetchDialog
from ser_workbench.presenters.fetching import FetchState, OfferShown

OFFERS = [
    OfferShown(
        name, title, name.upper(), "a corpus", "CC0", "https://x/licence", "https://x/", "Cite it.", "3 MB", "MD5"
    )
    for name, title in (("emodb", "EmoDB (Berlin)"), ("ravdess", "RAVDESS, spoken audio"))
]


@pytest.fixture
def dialog(qtbot: QtBot) -> FetchDialog:
    dialog = FetchDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_offers(OFFERS)
    return dialog


def test_that_a_click_on_an_offer_names_it(dialog: FetchDialog, qtbot: QtBot):
    assert [dialog.list.item(row).text() for row in range(2)] == ["EMODB", "RAVDESS"]
    with qtbot.waitSignal(dialog.offer_chosen) as chosen:
        dialog.list.setCurrentRow(1)
    assert chosen.args == ["ravdess"]


def test_that_another_offer_asks_for_consent_anew(dialog: FetchDialog, qtbot: QtBot):
    dialog.show_offer(OFFERS[0])
    dialog.consent.setChecked(True)
    with qtbot.waitSignal(dialog.accepted_changed) as accepted:
        dialog.show_offer(OFFERS[1])
    assert accepted.args == [False]
    assert dialog.list.currentRow() == 1


def test_that_the_buttons_follow_the_state(dialog: FetchDialog, qtbot: QtBot):
    dialog.show_state(FetchState(False, False, "Read the licence and accept it."))
    assert not dialog.download_button.isEnabled()
    assert dialog.download_button.toolTip() == "Read the licence and accept it."
    dialog.show_state(FetchState(False, True, ""))
    with qtbot.waitSignal(dialog.download_clicked):
        dialog.download_button.click()
    dialog.show_state(FetchState(True, False, ""))
    dialog.show_progress(0.5, "half")
    assert dialog.cancel_button.isVisible()
    assert not dialog.download_button.isVisible()
    assert dialog.bar.value() * 2 == dialog.bar.maximum()
    with qtbot.waitSignal(dialog.cancel_clicked):
        dialog.cancel_button.click()


def test_that_it_takes_an_error_and_takes_it_back(dialog: FetchDialog):
    dialog.show_error("The disk is full.")
    assert dialog.error.isVisible()
    dialog.show_error("")
    assert not dialog.error.isVisible()


def test_that_a_folder_that_is_chosen_is_told(dialog: FetchDialog, qtbot: QtBot, tmp_path: Path):
    dialog.folder_button.click()
    with qtbot.waitSignal(dialog.folder_chosen) as chosen:
        dialog.findChildren(QFileDialog)[0].fileSelected.emit(str(tmp_path))
    assert chosen.args == [tmp_path]
