# SPDX-License-Identifier: MIT
"""What is chosen above the live picture: who listens, to what, how far back and how sure."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ser_workbench.audio.microphone import MEAN_OF
from ser_workbench.gui.actions import Actions
from ser_workbench.gui.elided import ElidedComboBox
from ser_workbench.gui.theme import GAP, TIGHT
from ser_workbench.presenters.live_view import MEAN_OF_CHANNELS, LiveChoices

LEAST_PX = 120
LEVELS = (0.8, 0.9, 0.95)
WINDOWS_S = (1.0, 1.5, 2.0, 3.0, 4.0)
STATE_TITLES = {"clean": "Best on clean", "noisy": "Best on noisy"}
FILE = "\0"
"""Stands for the file among the microphones; no device has such a name."""


class LiveBar(QWidget):
    """Signals out, `show_…` in."""

    run_chosen = Signal(str)
    state_chosen = Signal(str)
    device_chosen = Signal(str)
    channel_chosen = Signal(int)
    level_chosen = Signal(float)
    window_chosen = Signal(float)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = _wide("Run", "Which trained network listens")
        self.states = _box("State", "The network that was best on clean, or on noisy, validation utterances")
        self.devices = _wide("Microphone", "What is listened to")
        self.channels = _box("Channel", "Which channel of the microphone")
        self.windows = _box("Running view", "How far back the running view hears")
        self.levels = _box("Level", "How often the emotions named shall hold the true one; higher: more often unsure")
        self.refresh_button, self.file_button = QToolButton(), QToolButton()
        self.refresh_button.setDefaultAction(actions.live_refresh)
        self.file_button.setDefaultAction(actions.live_file)
        for button in (self.refresh_button, self.file_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._arrange()
        self._connect()

    def show_choices(self, choices: LiveChoices) -> None:
        """Fill the lists; nothing is told."""
        _fill(self.runs, choices.runs, choices.run)
        states = [(state, STATE_TITLES.get(state, state)) for state in choices.states]
        _fill(self.states, states, choices.state)
        self.states.setEnabled(len(states) > 1)
        devices = list(choices.devices)
        if choices.file is not None:
            devices.append((FILE, f"File {choices.file.name}"))
        _fill(self.devices, devices, choices.device if choices.file is None else FILE)
        mean = "All channels" if choices.channels <= MEAN_OF else "First two"
        channels = [(MEAN_OF_CHANNELS, mean), *((n, f"Channel {n}") for n in range(1, choices.channels + 1))]
        _fill(self.channels, channels, choices.channel)
        self.channels.setVisible(choices.channels > 1 and choices.file is None)
        levels = sorted({*LEVELS, choices.level})
        _fill(self.levels, [(level, f"Level {100 * level:g} %") for level in levels], choices.level)
        windows = sorted({*WINDOWS_S, choices.window_s})
        _fill(self.windows, [(seconds, f"Last {seconds:g} s") for seconds in windows], choices.window_s)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self.runs, 5)
        row.addWidget(self.states)
        row.addSpacing(GAP)
        row.addWidget(self.devices, 4)
        for part in (self.channels, self.refresh_button, self.file_button):
            row.addWidget(part)
        row.addSpacing(GAP)
        row.addWidget(self.windows)
        row.addWidget(self.levels)

    def _connect(self) -> None:
        self.runs.activated.connect(lambda _: self.run_chosen.emit(str(self.runs.currentData())))
        self.states.activated.connect(lambda _: self.state_chosen.emit(str(self.states.currentData())))
        self.devices.activated.connect(lambda _: self._tell_device(str(self.devices.currentData())))
        self.channels.activated.connect(lambda _: self.channel_chosen.emit(int(self.channels.currentData())))
        self.levels.activated.connect(lambda _: self.level_chosen.emit(float(self.levels.currentData())))
        self.windows.activated.connect(lambda _: self.window_chosen.emit(float(self.windows.currentData())))

    def _tell_device(self, name: str) -> None:
        if name != FILE:
            self.device_chosen.emit(name)


def _fill(box: QComboBox, entries: Sequence[tuple[str | int | float, str]], chosen: str | int | float) -> None:
    """Only what changes is touched: an open list stays open while nothing changed."""
    there = [(box.itemData(index), box.itemText(index)) for index in range(box.count())]
    if there != list(entries):
        box.clear()
        for data, title in entries:
            box.addItem(title, data)
    box.setCurrentIndex(next((index for index, (data, _) in enumerate(entries) if data == chosen), -1))


def _box(name: str, tooltip: str) -> QComboBox:
    return _named(QComboBox(), name, tooltip)


def _wide(name: str, tooltip: str) -> QComboBox:
    """A list whose choice is shortened where there is no room."""
    box = _named(ElidedComboBox(), name, tooltip)
    box.setMinimumWidth(LEAST_PX)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return box


def _named(box: QComboBox, name: str, tooltip: str) -> QComboBox:
    box.setToolTip(tooltip)
    box.setAccessibleName(name)
    return box
