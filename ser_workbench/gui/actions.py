# SPDX-License-Identifier: MIT
"""Every action of the window once: its words, shortcut, tooltip and icon, shared by menus and buttons."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ser_workbench.gui.theme import MODES, Theme

PANELS = (
    ("start", "Start"),
    ("corpus", "Corpus"),
    ("noise", "Noise"),
    ("model", "Model"),
    ("training", "Training"),
    ("compare", "Compare"),
    ("baselines", "Baselines"),
    ("inspect", "Inspect"),
    ("live", "Live"),
    ("sweep", "Sweep"),
    ("paper", "Paper"),
)
"""Name and title of each panel, in the order of the rail."""
NINE = 9
FURTHER = ("Ctrl+Shift+9", "Ctrl+Shift+0")
"""The shortcuts of the panels after the ninth; Ctrl+0 is the usual size of writing."""


class Actions(QObject):
    """The actions as attributes; their shortcuts work everywhere in the window."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: list[tuple[QAction, str]] = []
        self._make_file_actions()
        self._make_view_actions()
        self._make_run_actions()
        self._make_baselines_actions()
        self._make_paper_actions()
        self._make_live_actions()
        self._make_help_actions()
        theme.changed.connect(self._wear_theme)

    def all(self) -> list[QAction]:
        """Every action, in the order of the menus."""
        return self.findChildren(QAction)

    def needing_the_desk(self) -> list[QAction]:
        """Those that do something only when the session is there."""
        opening = [self.new_workspace, self.open_workspace, self.open_corpus, self.open_noise]
        return [*opening, self.fetch_corpus, self.try_demo]

    def _make_file_actions(self) -> None:
        self.new_workspace = self._make("New workspace…", "Ctrl+N", "Make a workspace in an empty folder", "add")
        self.open_workspace = self._make("Open workspace…", "Ctrl+W", "Open a workspace and its runs", "workspace")
        self.open_corpus = self._make("Open corpus…", "Ctrl+O", "Open a folder of emotional speech", "open")
        self.open_noise = self._make("Open noise…", "Ctrl+Shift+O", "Open a folder of noises", "noise")
        self.fetch_corpus = self._make(
            "Download a corpus…", "Ctrl+Shift+D", "Download a corpus or noises that are free to download", "download"
        )
        self.try_demo = self._make("Try the demo", "Ctrl+D", "Open the synthetic demo corpus and its noises", "demo")
        self.quit = self._make("Quit", "Ctrl+Q", "Stop all work and close the window")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_view_actions(self) -> None:
        self.panels: dict[str, QAction] = {}
        group = QActionGroup(self)
        for number, (name, title) in enumerate(PANELS, start=1):
            shortcut = f"Ctrl+{number}" if number <= NINE else FURTHER[number - NINE - 1]
            action = self._make(title, shortcut, f"Show the panel {title}", name)
            action.setCheckable(True)
            group.addAction(action)
            self.panels[name] = action
        self.themes: dict[str, QAction] = {}
        modes = QActionGroup(self)
        for mode in MODES:
            title = "As the system" if mode == "system" else mode.capitalize()
            action = self._make(title, "", f"Colours of the window: {title.lower()}")
            action.setCheckable(True)
            modes.addAction(action)
            self.themes[mode] = action
        self.toggle_theme = self._make("Switch light and dark", "Ctrl+T", "Switch between the two themes")
        self.zoom_in = self._make("Larger writing", "Ctrl++", "Write everything larger")
        self.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.zoom_out = self._make("Smaller writing", "Ctrl+-", "Write everything smaller")
        self.zoom_reset = self._make("Usual writing", "Ctrl+0", "Write everything in the usual size")
        self.play = self._make("Play or stop", "Space", "Play what is selected, or stop playing", "play")

    def _make_run_actions(self) -> None:
        self.run_start = self._make("Start", "Ctrl+Return", "Train with the settings as they are", "play")
        self.run_pause = self._make("Pause", "Ctrl+P", "Hold the training; nothing is lost", "pause")
        self.run_resume = self._make("Resume", "Ctrl+Shift+P", "Go on where it stopped", "resume")
        self.run_stop_and_keep = self._make(
            "Stop and keep", "Ctrl+K", "End now and test the best networks so far", "keep"
        )
        self.run_cancel = self._make("Cancel", "Ctrl+.", "Break off; the run can be resumed later", "cancel")
        self.sweep_start = self._make(
            "Start search", "Ctrl+Shift+Return", "Begin a search over sizes of filters", "play"
        )
        self.sweep_pause = self._make("Pause search", "Ctrl+Alt+P", "Hold the search; nothing is lost", "pause")
        self.sweep_resume = self._make(
            "Resume search", "Ctrl+Alt+R", "Go on with the search that is shown, every trial once", "resume"
        )
        self.sweep_stop = self._make("Stop search", "Ctrl+Alt+S", "End here; the search can go on later", "stop")
        for action in (self.sweep_start, self.sweep_pause, self.sweep_resume, self.sweep_stop):
            action.setEnabled(False)
        for action in (self.run_start, self.run_pause, self.run_resume, self.run_stop_and_keep, self.run_cancel):
            action.setEnabled(False)

    def _make_baselines_actions(self) -> None:
        self.baselines_start = self._make(
            "Start baselines", "Ctrl+B", "Try the networks' rivals on this corpus, one after the other", "play"
        )
        self.baselines_pause = self._make("Pause baselines", "Ctrl+Alt+B", "Hold it; nothing is lost", "pause")
        self.baselines_resume = self._make(
            "Resume baselines", "Ctrl+Shift+B", "Go on with the baseline that was paused or stopped", "resume"
        )
        self.baselines_stop = self._make(
            "Stop baselines", "Ctrl+Alt+Shift+B", "End here; those that are finished are kept", "stop"
        )
        for action in (self.baselines_start, self.baselines_pause, self.baselines_resume, self.baselines_stop):
            action.setEnabled(False)

    def _make_paper_actions(self) -> None:
        self.paper_start = self._make(
            "Start paper", "Ctrl+Alt+Return", "Make the paper's tables and figures on this corpus and noise", "play"
        )
        self.paper_pause = self._make("Pause paper", "Ctrl+Alt+Shift+P", "Hold the paper; nothing is lost", "pause")
        self.paper_resume = self._make(
            "Resume paper", "Ctrl+Alt+Shift+R", "Go on with the paper that is shown, nothing done twice", "resume"
        )
        self.paper_stop = self._make("Stop paper", "Ctrl+Alt+Shift+S", "End here; the paper can go on later", "stop")
        for action in (self.paper_start, self.paper_pause, self.paper_resume, self.paper_stop):
            action.setEnabled(False)

    def _make_live_actions(self) -> None:
        self.live_listen = self._make(
            "Listen", "Ctrl+L", "Listen to the microphone, or to the file chosen", "microphone"
        )
        self.live_stop = self._make("Stop listening", "Ctrl+Shift+L", "Let go of the microphone", "stop")
        self.live_freeze = self._make("Freeze", "Ctrl+F", "Hold the picture; listening goes on", "freeze")
        self.live_record = self._make("Record", "Ctrl+R", "Write what is heard, and what is said of it", "record")
        self.live_keep = self._make(
            "Keep utterance", "Ctrl+Shift+K", "Keep the utterance in a corpus of your own, with a label", "keep"
        )
        self.live_file = self._make(
            "Listen to a file…", "Ctrl+Alt+L", "Hear a recording as if it came from the microphone", "open"
        )
        self.live_refresh = self._make("Look for microphones", "F5", "Look for microphones again", "refresh")
        for action in (self.live_freeze, self.live_record):
            action.setCheckable(True)
        for action in (self.live_listen, self.live_stop, self.live_freeze, self.live_record, self.live_keep):
            action.setEnabled(False)

    def _make_help_actions(self) -> None:
        self.show_shortcuts = self._make("Shortcuts", "F1", "All shortcuts on one sheet")
        self.show_shortcuts.setShortcuts([QKeySequence("F1"), QKeySequence("Ctrl+/")])
        self.show_readme = self._make("README", "Shift+F1", "How it all works")
        self.show_about = self._make("About SER Workbench", "", "Version, licence, paper")
        self.show_about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make(self, title: str, shortcut: str, tooltip: str, icon: str = "") -> QAction:
        action = QAction(title, self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            tooltip += f" ({QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tooltip)
        action.setStatusTip(tooltip)
        if icon:
            self._icons.append((action, icon))
            action.setIcon(self._theme.icon(icon))
        return action

    def _wear_theme(self) -> None:
        for action, icon in self._icons:
            action.setIcon(self._theme.icon(icon))
