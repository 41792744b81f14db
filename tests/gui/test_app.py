# SPDX-License-Identifier: MIT
"""After the first paint: every panel arrives, the window answers meanwhile, and tomorrow all is as it was."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ser_workbench.gui.actions import PANELS
from ser_workbench.gui.app import App
from ser_workbench.gui.memory import WindowMemory
from ser_workbench.gui.panels.loading import LoadingPage
from tests.corpora import write_tone_corpus
from tests.gui.open_window import an_open_window


def wait_for_panels(qtbot: QtBot, app: App) -> None:
    qtbot.waitUntil(lambda: app.is_ready, timeout=30_000)


def test_that_every_panel_is_introduced(qtbot: QtBot, qapp: QApplication):
    with an_open_window(qapp) as app:
        wait_for_panels(qtbot, app)
        assert list(app.introduced) == [name for name, _ in PANELS]
        assert not any(isinstance(app.window.page(name), LoadingPage) for name, _ in PANELS)


def test_that_a_panel_that_cannot_be_loaded_says_so_and_the_others_come(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "ser_workbench.gui.introductions.compare", None)
    with an_open_window(qapp) as app:
        wait_for_panels(qtbot, app)
        assert list(app.introduced) == [name for name, _ in PANELS if name != "compare"]
        page = app.window.page("compare")
        assert isinstance(page, LoadingPage)
        assert page.banner.sentence.text()
        assert "Loading…" not in [words.text() for words in page.findChildren(QLabel) if not words.isHidden()]


def test_that_the_window_can_be_closed_while_panels_are_still_loading(qtbot: QtBot, qapp: QApplication):
    with an_open_window(qapp) as app:
        qtbot.waitUntil(lambda: bool(app.pump.running), timeout=5000)
    assert app.pump.running == []
    assert gc.isenabled()


def test_that_what_was_clicked_too_early_is_done_when_it_can_be(qtbot: QtBot, qapp: QApplication):
    with an_open_window(qapp) as app:
        app.actions.try_demo.trigger()
        assert app.desk is None
        qtbot.waitUntil(lambda: app.desk is not None and app.desk.session.noises is not None, timeout=60_000)
        wait_for_panels(qtbot, app)


def test_that_workspace_corpus_panel_theme_and_settings_come_back(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    corpus = write_tone_corpus(tmp_path / "tones")
    with an_open_window(qapp, tmp_path / "window.ini") as app:
        wait_for_panels(qtbot, app)
        assert app.desk is not None
        app.desk.opening.open_workspace(tmp_path / "workspace")
        app.desk.opening.open_corpus(corpus)
        session = app.desk.session
        qtbot.waitUntil(lambda: session.corpus is not None and session.workspace is not None, timeout=20_000)
        session.select_utterance(session.corpus.utterances[3].id)
        session.change_settings({"training.max_epochs": 7})
        app.theme.set_mode("dark")
        session.go_to("model")
    with an_open_window(qapp, tmp_path / "window.ini") as app:
        assert app.window.panel_name == "model"
        assert app.theme.mode == "dark"
        wait_for_panels(qtbot, app)
        assert app.desk is not None
        again = app.desk.session
        qtbot.waitUntil(lambda: again.corpus is not None and again.workspace is not None, timeout=20_000)
        assert again.corpus.folder == corpus
        assert again.workspace.folder == tmp_path / "workspace"
        assert again.utterance_id == again.corpus.utterances[3].id
        assert again.settings.training.max_epochs == 7


def test_that_a_killed_window_has_remembered_what_was_open(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    with an_open_window(qapp, tmp_path / "window.ini") as app:
        wait_for_panels(qtbot, app)
        assert app.desk is not None
        app.desk.opening.open_workspace(tmp_path / "workspace")
        qtbot.waitUntil(lambda: WindowMemory(tmp_path / "window.ini").folder("workspace") is not None, timeout=20_000)
        assert WindowMemory(tmp_path / "window.ini").folder("workspace") == tmp_path / "workspace"


def test_that_a_folder_that_is_gone_is_passed_over(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    memory = tmp_path / "window.ini"
    memory.write_text(f"[General]\ncorpus={tmp_path / 'gone'}\nworkspace={tmp_path / 'gone'}\n")
    with an_open_window(qapp, memory) as app:
        wait_for_panels(qtbot, app)
        assert app.desk is not None
        qtbot.waitUntil(lambda: not app.pump.running or "torch" in sys.modules, timeout=60_000)
        assert app.desk.session.corpus is None
        assert not app.window.page("start").banner.isVisible()


def test_that_a_complaint_stands_on_the_panel_that_is_shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    with an_open_window(qapp) as app:
        wait_for_panels(qtbot, app)
        assert app.desk is not None
        app.window.show_panel("noise")
        app.desk.opening.open_corpus(tmp_path / "nothing")
        banner = app.window.page("noise").banner
        qtbot.waitUntil(banner.isVisible, timeout=10_000)
        assert "nothing" in banner.sentence.text()
        assert "Traceback" not in banner.sentence.text()


@pytest.mark.slow
def test_that_the_window_answers_while_torch_is_loaded(qtbot: QtBot):
    """In a process of its own, for torch is loaded only once."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    here = Path(__file__).parents[2]
    words = [sys.executable, "-m", "tests.gui.gaps_at_start"]
    end = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, cwd=here, check=False)
    assert end.returncode == 0, end.stderr
    assert float(end.stdout.split("longest_gap_ms=")[1]) < 250
