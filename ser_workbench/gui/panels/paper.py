# SPDX-License-Identifier: MIT
"""The Paper panel: the plan at the left; how far it is, its items, findings, tables and figures at the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ser_workbench.gui.actions import Actions
from ser_workbench.gui.card import card
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.paper_figures import FiguresPage
from ser_workbench.gui.panels.paper_findings import FindingsPage
from ser_workbench.gui.panels.paper_items import ItemsPage
from ser_workbench.gui.panels.paper_plan import PaperPlanColumn
from ser_workbench.gui.panels.paper_progress import PaperProgressCard
from ser_workbench.gui.panels.paper_tables import TablesPage
from ser_workbench.gui.panels.work_panel import WorkActions, WorkPanel
from ser_workbench.gui.theme import Theme
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import PaperSettings
from ser_workbench.presenters.paper_outlook import PaperOutlook
from ser_workbench.presenters.paper_status import ItemLine, PaperControls, PaperStatus
from ser_workbench.presenters.training_summary import Invitation, SummaryLine

REDRAW_MS = 1000


class PaperPanel(WorkPanel):
    """Signals out, `show_…` in; while a paper is in hand `redraw_due` comes once a second."""

    title = "Paper"
    icon_name = "paper"

    report_clicked = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        work = WorkActions(actions.paper_start, actions.paper_pause, actions.paper_resume, actions.paper_stop)
        super().__init__(theme, work, REDRAW_MS, parent)
        self._wanted_panel = ""
        self.plan = PaperPlanColumn(theme)
        self.progress = PaperProgressCard()
        self.items = ItemsPage()
        self.findings = FindingsPage(theme)
        self.tables = TablesPage(theme)
        self.figures = FiguresPage(theme)
        self.tabs = QTabWidget()
        self.invitation = EmptyCard()
        self.invitation.setProperty("kind", None)  # It stands in a card already.
        self._pages = QStackedWidget()
        self.report_button = QPushButton("Open report")
        self.report_button.setToolTip("Open the report in the browser: tables, figures and verdicts in one file")
        self.header_buttons.insertWidget(0, self.report_button)
        self._make_body()
        self.report_button.clicked.connect(self.report_clicked)
        self.figures.figure_opened.connect(self.open_outside)
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
        self.show_work(controls, is_running=is_running)
        self.items.retry_button.setVisible(controls.can_retry)
        self.report_button.setEnabled(controls.can_open_report)

    def show_invitation(self, invitation: Invitation | None) -> None:
        """What is missing, and a button that helps; None: nothing is."""
        self._pages.setCurrentIndex(0 if invitation is not None else 1)
        self.progress.setVisible(invitation is None)
        if invitation is not None:
            self.invitation.show_words(invitation.sentence, invitation.button)
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

    def _make_body(self) -> None:
        pages = card(theme=self.theme)
        for title, page, tooltip in (
            ("Plan", self.items, "What is done, in which order, and how long it takes"),
            ("Findings", self.findings, "Which findings of the paper hold here"),
            ("Tables", self.tables, "Tables 3, 4 and 5, each number beside the published one"),
            ("Figures", self.figures, "What the modules of each network know: Figures 2 to 8"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), tooltip)
        self.invitation.button.clicked.connect(lambda: self.plan.link_clicked.emit(self._wanted_panel))
        self._pages.addWidget(self.invitation)
        self._pages.addWidget(self.tabs)
        pages.body.addWidget(self._pages)
        rows = QVBoxLayout()
        rows.addWidget(self.progress)
        rows.addWidget(pages, 1)
        self.lay_out(self.plan, rows)
