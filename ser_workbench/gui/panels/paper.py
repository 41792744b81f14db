# SPDX-License-Identifier: MIT
"""The Paper panel: the plan at the left; how far it is, its items, findings, tables and figures at the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import card, label
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.panels.paper_figures import FiguresPage
from ser_workbench.gui.panels.paper_findings import FindingsPage
from ser_workbench.gui.panels.paper_items import ItemsPage
from ser_workbench.gui.panels.paper_plan import PaperPlanColumn
from ser_workbench.gui.panels.paper_progress import PaperProgressCard
from ser_workbench.gui.panels.paper_tables import TablesPage
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperSettings
from ser_workbench.presenters.paper_outlook import PaperOutlook
from ser_workbench.presenters.paper_status import ItemLine, PaperControls, PaperStatus
from ser_workbench.presenters.training_summary import Invitation, SummaryLine

PLAN_WIDTH = 322
REDRAW_MS = 1000
ICON_PX = 16


class PaperPanel(Panel):
    """Signals out, `show_…` in; while a paper is in hand `redraw_due` comes once a second."""

    title = "Paper"
    icon_name = "paper"

    shown = Signal()
    redraw_due = Signal()
    report_clicked = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._actions = actions
        self._wanted_panel = ""
        self.plan = PaperPlanColumn(theme)
        self.progress = PaperProgressCard()
        self.items = ItemsPage()
        self.findings = FindingsPage(theme)
        self.tables = TablesPage(theme)
        self.figures = FiguresPage(theme)
        self.tabs = QTabWidget()
        self.invitation_text = label("", "subtitle", is_wrapped=True)
        self.invitation_button = QPushButton()
        self._pages = QStackedWidget()
        self.start_button = self._button(actions.paper_start, "primary")
        self.report_button = QPushButton("Open report")
        self.report_button.setToolTip("Open the report in the browser: tables, figures and verdicts in one file")
        self.header_buttons.addWidget(self.report_button)
        self.header_buttons.addWidget(self.start_button)
        for action in (actions.paper_pause, actions.paper_resume):
            self.header_buttons.addWidget(self._button(action, "plain"))
        self.header_buttons.addWidget(self._button(actions.paper_stop, "danger"))
        self._make_body()
        self.report_button.clicked.connect(self.report_clicked)
        self.figures.figure_opened.connect(self.open_outside)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self.redraw_due)
        theme.changed.connect(self._wear_theme)
        self.set_subtitle("Its tables and figures on your own data")

    def show_summary(self, lines: Sequence[SummaryLine]) -> None:
        """What it is done on."""
        self.plan.show_summary(lines)

    def show_settings(self, paper: PaperSettings) -> None:
        """Fill the form."""
        self.plan.show_settings(paper)

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say below a setting why its value cannot be."""
        self.plan.form.show_error(key, sentence)

    def show_outlook(self, outlook: PaperOutlook) -> None:
        """How much there is to do, and how long it takes."""
        self.plan.show_outlook(outlook)

    def show_controls(self, controls: PaperControls, *, is_running: bool) -> None:
        """Enable what makes sense; ask for redrawing while something runs."""
        actions = self._actions
        for action, is_enabled in (
            (actions.paper_start, controls.can_start),
            (actions.paper_pause, controls.can_pause),
            (actions.paper_resume, controls.can_resume),
            (actions.paper_stop, controls.can_stop),
        ):
            if action.isEnabled() != is_enabled:
                action.setEnabled(is_enabled)
        self.items.retry_button.setVisible(controls.can_retry)
        self.report_button.setEnabled(controls.can_open_report)
        self._wear_theme()
        if is_running and not self._timer.isActive():
            self._timer.start()
        elif not is_running:
            self._timer.stop()

    def show_invitation(self, invitation: Invitation | None) -> None:
        """What is missing, and a button that helps; None: nothing is."""
        self._pages.setCurrentIndex(0 if invitation is not None else 1)
        self.progress.setVisible(invitation is None)
        if invitation is not None:
            self.invitation_text.setText(invitation.sentence)
            self.invitation_button.setText(invitation.button)
            self._wanted_panel = invitation.panel

    def show_papers(self, papers: Sequence[str], chosen: str) -> None:
        """The papers of the workspace."""
        self.progress.show_papers(papers, chosen)

    def show_status(self, status: PaperStatus) -> None:
        """How far the paper is."""
        self.progress.show_status(status)

    def show_items(self, lines: Sequence[ItemLine]) -> None:
        """The plan, item by item."""
        self.items.show_items(lines)

    def show_result(self, result: PaperResult | None) -> None:
        """Findings, tables and figures so far."""
        for number in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(number, result is not None)
        if result is None:
            self.tabs.setCurrentIndex(0)
            return
        self.findings.show_findings(result.findings)
        self.tables.show_tables(result.tables)
        self.figures.show_figures(result.figures)

    def open_outside(self, path: Path) -> None:
        """Show a file with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_invitation(self) -> QWidget:
        box = QWidget()
        rows = QVBoxLayout(box)
        self.invitation_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.invitation_button.setProperty("kind", "primary")
        self.invitation_button.setToolTip("Do what is missing")
        self.invitation_button.clicked.connect(lambda: self.plan.link_clicked.emit(self._wanted_panel))
        rows.addStretch(1)
        rows.addWidget(self.invitation_text)
        rows.addWidget(self.invitation_button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(1)
        return box

    def _make_body(self) -> None:
        pages = card(theme=self.theme)
        for title, page, tooltip in (
            ("Plan", self.items, "What is done, in which order, and how long it takes"),
            ("Findings", self.findings, "Which findings of the paper hold here"),
            ("Tables", self.tables, "Tables 3, 4 and 5, each number beside the published one"),
            ("Figures", self.figures, "What the modules of each network know: Figures 2 to 8"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), tooltip)
        self._pages.addWidget(self._make_invitation())
        self._pages.addWidget(self.tabs)
        pages.body.addWidget(self._pages)
        rows = QVBoxLayout()
        rows.setSpacing(GAP)
        rows.addWidget(self.progress)
        rows.addWidget(pages, 1)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(ColumnArea(self.plan, PLAN_WIDTH))
        columns.addLayout(rows, 1)
        self.body.addLayout(columns, 1)

    def _button(self, action: QAction, kind: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setProperty("kind", kind)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        return button

    def _wear_theme(self) -> None:
        # On the accent colour the action's own icon could not be seen.
        action = self._actions.paper_start
        self.start_button.setIcon(self.theme.accent_icon("play") if action.isEnabled() else action.icon())
