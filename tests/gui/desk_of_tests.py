# SPDX-License-Identifier: MIT
"""A desk as the window has it, with a real pump, and a player without a loudspeaker."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from ser_workbench.audio.playback import Player
from ser_workbench.gui.actions import Actions
from ser_workbench.gui.desk import Desk
from ser_workbench.gui.job_pump import JobPump
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings
from tests.presenters.corpus_desk import SilentLoudspeaker


@contextmanager
def a_desk(app: QApplication) -> Iterator[Desk]:
    """A desk whose jobs are stopped at the end."""
    session, pump, theme = Session(ExperimentSettings()), JobPump(), Theme(app)
    session.player = Player(SilentLoudspeaker())
    try:
        yield Desk(session, pump, theme, Actions(theme), Opening(session, pump), Listening(session, pump))
    finally:
        pump.stop_all()
