# SPDX-License-Identifier: MIT
"""The Start panel: five steps, the demo, opening and dropping folders, recent workspaces."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.panels.start_parts import RecentButton, StepButton
from ser_workbench.gui.theme import GAP, PAD, Theme
from ser_workbench.presenters.way import RecentWorkspace, WayStep

STEPS = (
    ("corpus", "Corpus", "Open a folder"),
    ("noise", "Noise", "Open a folder of noise"),
    ("model", "Model", "Pick a network"),
    ("training", "Training", "Press Start"),
    ("compare", "Compare", "Lay runs side by side"),
)


class StartPanel(Panel):
    """Where one begins; it is painted before anything heavy is imported, so it knows Qt alone."""

    title = "Welcome"
    icon_name = "start"
    step_clicked = Signal(str)
    recent_clicked = Signal(object)
    """Path of the workspace."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._actions = actions
        self.set_subtitle("From recordings of emotional speech to a trained network, in five steps.")
        self._steps: dict[str, StepButton] = {}
        self.body.addLayout(self._make_way())
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._make_demo_card())
        left.addWidget(self._make_open_card())
        left.addWidget(self._make_drop_zone(), 1)
        columns.addLayout(left, 3)
        columns.addWidget(self._make_recent_card(), 2)
        self.body.addLayout(columns, 1)
        self._wear_theme()
        theme.changed.connect(self._wear_theme)

    def show_way(self, steps: Sequence[WayStep]) -> None:
        """Tick what is done and mark what comes next."""
        for step in steps:
            self._steps[step.panel].show_state(step.detail, step.is_done, step.is_next)

    def show_recent(self, workspaces: Sequence[RecentWorkspace]) -> None:
        """List the workspaces, newest first."""
        while (item := self._recent_rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.deleteLater()
        for workspace in workspaces:
            button = RecentButton(self.theme, workspace.folder, workspace.runs, workspace.is_open)
            button.clicked.connect(lambda _=False, folder=workspace.folder: self.recent_clicked.emit(folder))
            self._recent_rows.addWidget(button)
        self._nothing_recent.setVisible(not workspaces)

    def show_drop(self, is_over: bool) -> None:
        """Light up while a folder hovers over the window."""
        self._drop.setProperty("isOver", is_over)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def _make_way(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for number, (panel, title, detail) in enumerate(STEPS, start=1):
            step = StepButton(self.theme, number, title, detail)
            step.setToolTip(f"Go to {title} ({self._actions.panels[panel].shortcut().toString()})")
            step.clicked.connect(lambda _=False, panel=panel: self.step_clicked.emit(panel))
            self._steps[panel] = step
            row.addWidget(step, 1)
        return row

    def _make_demo_card(self) -> Card:
        card = Card("New here?")
        words = label(
            "The demo opens a small corpus of synthetic voices and some noises, with settings for a first training "
            "of a few minutes. Synthetic voices say nothing about real speech, but everything works as it does there.",
            "caption",
            is_wrapped=True,
        )
        card.body.addWidget(words)
        self.demo_button = self._button("Try the demo", "primary", "try_demo", "demo")
        card.body.addSpacing(4)
        card.body.addWidget(self.demo_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _make_open_card(self) -> Card:
        card = Card("Your own recordings")
        words = label(
            "EmoDB, eNTERFACE'05, IEMOCAP, RAVDESS, MELD and a dozen others are recognised by themselves; any other "
            "corpus needs a table with file, speaker, gender and emotion. Your files are only read.",
            "caption",
            is_wrapped=True,
        )
        card.body.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.corpus_button = self._button("Open a corpus…", "plain", "open_corpus", "corpus")
        self.noise_button = self._button("Open noise…", "plain", "open_noise", "noise")
        self.workspace_button = self._button("Open a workspace…", "plain", "open_workspace", "workspace")
        self.download_button = self._button("Download…", "plain", "fetch_corpus", "download")
        for button in (self.corpus_button, self.noise_button, self.workspace_button, self.download_button):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addSpacing(4)
        card.body.addLayout(row)
        return card

    def _make_drop_zone(self) -> QFrame:
        self._drop = QFrame()
        self._drop.setProperty("kind", "drop")
        self._drop.setMinimumHeight(96)
        self._drop.setToolTip("Drop a folder anywhere on the window")
        rows = QVBoxLayout(self._drop)
        rows.setContentsMargins(PAD, PAD, PAD, PAD)
        rows.addStretch(1)
        self._drop_sign = QLabel()
        rows.addWidget(self._drop_sign, 0, Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(label("Drop a folder here", "heading"), 0, Qt.AlignmentFlag.AlignCenter)
        words = label("a corpus, a collection of noises, a workspace or a run", "caption")
        rows.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        rows.addStretch(1)
        return self._drop

    def _make_recent_card(self) -> Card:
        card = Card("Recent workspaces")
        self._nothing_recent = label(
            "None yet. The first one is made when you open a corpus or try the demo; it keeps your runs.",
            "caption",
            is_wrapped=True,
        )
        card.body.addWidget(self._nothing_recent)
        self._recent_rows = QVBoxLayout()
        self._recent_rows.setSpacing(2)
        card.body.addLayout(self._recent_rows)
        card.body.addStretch(1)
        return card

    def _button(self, text: str, kind: str, action: str, icon: str) -> QPushButton:
        button = QPushButton(f" {text}")  # The space sets the words off from the icon.
        button.setProperty("kind", kind)
        button.setProperty("iconName", icon)
        deed = getattr(self._actions, action)
        button.setToolTip(deed.toolTip())
        button.clicked.connect(deed.trigger)
        return button

    def _wear_theme(self) -> None:
        self._drop_sign.setPixmap(self.theme.icon("drop").pixmap(28, 28))
        opening = (self.corpus_button, self.noise_button, self.workspace_button, self.download_button)
        for button in (self.demo_button, *opening):
            name = button.property("iconName")
            is_primary = button.property("kind") == "primary"
            button.setIcon(self.theme.accent_icon(name) if is_primary else self.theme.icon(name))
