# SPDX-License-Identifier: MIT
"""The menu File in the whole window."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.fetch_dialog import FetchDialog
from tests.gui.open_window import an_open_window


def test_that_the_downloads_open_from_the_menu_and_stay_one_dialog(qtbot: QtBot, qapp: QApplication):
    with an_open_window(qapp) as app:
        qtbot.waitUntil(lambda: app.is_ready, timeout=30_000)
        app.actions.fetch_corpus.trigger()
        (dialog,) = app.window.findChildren(FetchDialog)
        qtbot.waitUntil(lambda: dialog.list.count() == 5, timeout=10_000)
        assert dialog.isVisible()
        assert not dialog.download_button.isEnabled()
        dialog.close()
        app.actions.fetch_corpus.trigger()
        assert app.window.findChildren(FetchDialog) == [dialog]
        assert dialog.isVisible()
