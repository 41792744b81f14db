# SPDX-License-Identifier: MIT
"""The Live panel: choices above, what is heard now as large as there is room, the last minute beneath."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.dialogs import ask_file
from ser_workbench.gui.panels.action_buttons import action_button, enable_actions, start_button
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.live_bar import LiveBar
from ser_workbench.gui.panels.live_notice import LiveNotice, RecordingSign
from ser_workbench.gui.panels.live_owner import OwnerDialog
from ser_workbench.gui.panels.live_picture import LivePicture
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.live_scene import LiveScene
from ser_workbench.presenters.live_view import KeepQuestion, LiveChoices, LiveControls, Owner

AUDIO = "Recordings (*.wav *.flac *.ogg *.mp3 *.m4a *.mp4 *.avi *.mkv *.mov);;All files (*)"
SUBTITLE = "Speak, and see the emotion; and see how far to believe it"
EMPTY, PICTURE = range(2)


class LivePanel(Panel):
    """Signals out, `show_…` in; what is chosen comes from `bar`, what is done with an utterance from `utterance`."""

    title = "Live"
    icon_name = "live"

    shown = Signal()
    empty_clicked = Signal()
    file_chosen = Signal(object)
    """A Path."""
    owner_taken = Signal(object)
    """An Owner."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._actions = actions
        self.bar = LiveBar(actions)
        self.notice = LiveNotice(actions)
        self.recording = RecordingSign(theme)
        self.picture = LivePicture(theme, actions.live_keep)
        self.utterance = self.picture.utterance
        self.empty = EmptyCard()
        self.empty.button.clicked.connect(self.empty_clicked)
        self.listen_button = start_button(actions.live_listen, theme, "live")
        self.stop_button = action_button(actions.live_stop, "danger")
        self.freeze_button = action_button(actions.live_freeze, "plain")
        self.record_button = action_button(actions.live_record, "plain")
        for part in (self.recording, self.record_button, self.freeze_button, self.stop_button, self.listen_button):
            self.header_buttons.addWidget(part)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.picture)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._pages, 1)
        self.picture.recorded.connect(self.recording.show_recording)
        self.set_subtitle(SUBTITLE)
        self.show_controls(LiveControls())

    def show_page(self, text: str, button: str) -> None:
        """A text instead of the picture, with a button where it has a name; no text: the picture."""
        self.empty.show_words(text, button)
        self._pages.setCurrentIndex(EMPTY if text else PICTURE)
        self.bar.setVisible(not text)
        self.notice.set_is_wanted(not text)

    def show_choices(self, choices: LiveChoices) -> None:
        """Fill the lists, silently."""
        self.bar.show_choices(choices)

    def show_controls(self, controls: LiveControls) -> None:
        """Enable what makes sense."""
        a = self._actions
        enable_actions(
            (
                (a.live_listen, controls.can_listen),
                (a.live_stop, controls.can_stop),
                (a.live_freeze, controls.can_freeze),
                (a.live_record, controls.can_record),
                (a.live_refresh, controls.can_refresh),
            )
        )
        a.live_freeze.setChecked(controls.is_frozen)
        a.live_record.setChecked(controls.is_recording)
        self.listen_button.setVisible(not controls.can_stop)
        self.stop_button.setVisible(controls.can_stop)
        self.notice.show_refusal(controls.refusal)
        self.picture.refusal = controls.refusal

    def show_labels(self, labels: Sequence[str]) -> None:
        """Under which emotions an utterance may be kept."""
        self.utterance.show_labels(labels)

    def show_scene(self, scene: LiveScene) -> None:
        """Draw this picture from now on; it changes by itself."""
        words = " · ".join(filter(None, (scene.title, scene.source, "frozen" if scene.is_frozen else "")))
        self.set_subtitle(words or SUBTITLE)
        self.picture.show_scene(scene)

    def show_playing(self, key: str | None) -> None:
        """Which utterance or neighbour is heard; None: none."""
        self.utterance.show_playing(key)

    def show_owner(self, owner: Owner) -> None:
        """Where utterances are kept, and whose they are."""
        self.utterance.show_owner(owner)

    def ask_owner(self, question: KeepQuestion) -> None:
        """Ask where utterances are kept and who speaks."""
        dialog = OwnerDialog(question, self)
        dialog.answered.connect(self.owner_taken)
        dialog.open()

    def ask_recording(self) -> None:
        """Ask which recording is listened to."""
        ask_file(self, "Listen to which recording?", None, AUDIO, self.file_chosen.emit)

    def toggle_play(self) -> None:
        """The space bar: hear the utterance that is shown, or stop."""
        self.utterance.play()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()
