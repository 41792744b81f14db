# SPDX-License-Identifier: MIT
"""The Compare panel: the table of runs, and below it curves, confusions and differences of the chosen ones."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QWidget,
)

from ser_workbench.gui.card import card
from ser_workbench.gui.dialogs import ask_folder, ask_save_file, ask_yes
from ser_workbench.gui.panels.compare_confusion import ConfusionPage
from ser_workbench.gui.panels.compare_export import ExportRunsButton
from ser_workbench.gui.panels.compare_other_data import OtherDataPage
from ser_workbench.gui.panels.compare_pages import CurvesPage, DifferencesPage
from ser_workbench.gui.panels.compare_table import RunTable
from ser_workbench.gui.panels.compare_table_4 import Table4Page
from ser_workbench.gui.panels.empty_card import EmptyCard
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.paper.table_4 import Table4
from ser_workbench.presenters.compare_details import RunDetails
from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.compare_settings import SettingDifference
from ser_workbench.presenters.training_curves import Line
from ser_workbench.runs.result import CONDITIONS

DEEDS = (
    ("report", "Report", "Open the report of the chosen run", "plain"),
    ("folder", "Folder", "Open the folder of the chosen run", "plain"),
    ("use", "Use settings", "Take the settings of the chosen run for the next training", "plain"),
    ("resume", "Resume…", "Go to the Training panel, which offers the chosen run first", "plain"),
    ("delete", "Delete…", "Delete the chosen runs (asks first)", "danger"),
)


TABLE_HEIGHT = 250
TAB_HEIGHT = 42


class TallTabBar(QTabBar):
    """As high as the buttons that stand beside the tabs; a lower one would cut them."""

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Wide as its text, high as a button."""
        return super().tabSizeHint(index).expandedTo(QSize(0, TAB_HEIGHT))


class ComparePanel(Panel):
    """Signals out, `show_…` in."""

    title = "Compare"
    icon_name = "compare"

    runs_chosen = Signal(list)
    condition_chosen = Signal(str)
    confusion_run_chosen = Signal(str)
    deed_clicked = Signal(str)
    """`report`, `folder`, `use`, `resume` or `delete`."""
    delete_confirmed = Signal(list)
    export_folder_chosen = Signal(object)
    table_seen = Signal(bool)
    table_file_chosen = Signal(object)
    empty_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.runs = RunTable(theme)
        self.curves = CurvesPage(theme)
        self.confusion = ConfusionPage(theme)
        self.differences = DifferencesPage()
        self.table_4 = Table4Page(theme)
        self.other_data = OtherDataPage(theme)
        self.tabs = QTabWidget()
        self.export = ExportRunsButton()
        self._deeds: dict[str, QPushButton] = {}
        self._conditions: dict[str, QPushButton] = {}
        self._pages = QStackedWidget()
        self._make_header()
        self.empty = EmptyCard()
        self.empty.button.clicked.connect(self.empty_clicked)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._make_content())
        self.body.addWidget(self._pages, 1)
        self.runs.runs_chosen.connect(self.runs_chosen)
        self.confusion.run_chosen.connect(self.confusion_run_chosen)
        self.tabs.currentChanged.connect(self._tell_page)

    def show_runs(self, lines: Sequence[RunLine], empty: str, button: str) -> None:
        """The table, or why it is empty."""
        self._pages.setCurrentIndex(0 if empty else 1)
        self.empty.show_words(empty, button)
        self.runs.show_runs(lines)

    def make_parts(self) -> Iterator[None]:
        """The plots, before a training contends for the processor."""
        self.curves.make_plots()
        yield

    def show_chosen(self, run_ids: Sequence[str]) -> None:
        """Select these rows without telling."""
        self.runs.show_chosen(run_ids)

    def show_details(self, chosen: Sequence[RunLine]) -> None:
        """What can be done with the chosen runs."""
        is_one = len(chosen) == 1
        self.set_subtitle(_words(chosen))
        self.confusion.show_runs(chosen)
        can = {
            "report": is_one and chosen[0].state == "finished",
            "folder": is_one,
            "use": is_one,
            "resume": is_one and chosen[0].is_resumable,
            "delete": bool(chosen) and not any(line.is_running for line in chosen),
        }
        for name, button in self._deeds.items():
            button.setEnabled(can[name])
        self.export.show_chosen(chosen)

    def show_conditions(self, conditions: Sequence[str], chosen: str) -> None:
        """Clean or noisy."""
        for name, button in self._conditions.items():
            button.setEnabled(name in conditions)
            button.setChecked(name == chosen)

    def show_curves(self, accuracy: Sequence[Line], loss: Sequence[Line], condition: str) -> None:
        """Validation UA and loss, a line a run."""
        self.curves.show_curves(accuracy, loss, condition)

    def show_differences(self, titles: Sequence[str], differences: Sequence[SettingDifference]) -> None:
        """Settings that differ."""
        self.differences.show_differences(titles, differences)

    def show_confusion(self, run: RunDetails | None, text: str) -> None:
        """Whose matrix is shown, or why there is none."""
        self.confusion.show_confusion(run, text)

    def show_table_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Of which runs Table 4 may be made."""
        self.table_4.show_choices(choices, chosen)

    def show_table_4(self, table: Table4 | None, text: str) -> None:
        """Table 4, or why there is none."""
        self.table_4.show_table(table, text)

    def show_pair(self, text: str) -> None:
        """What the paired test of two rows says."""
        self.table_4.show_pair(text)

    def ask_table_file(self, start: Path) -> None:
        """Ask where Table 4 shall be written."""
        kinds = f"Table (*{start.suffix})"
        ask_save_file(self, "Write Table 4 to which file?", start, kinds, self.table_file_chosen.emit)

    def toggle_play(self) -> None:
        """The space bar: hear the chosen utterance."""
        page = self.other_data if self.tabs.currentWidget() is self.other_data else self.confusion
        page.cells.play_chosen()

    def ask_delete(self, sentence: str, run_ids: Sequence[str]) -> None:
        """Ask before runs are deleted."""
        ask_yes(self, sentence, "Delete", lambda: self.delete_confirmed.emit(list(run_ids)))

    def ask_export_folder(self, start: Path) -> None:
        """Ask where exported runs go."""
        ask_folder(self, "Export into which folder?", start, self.export_folder_chosen.emit)

    def open_outside(self, path: Path) -> None:
        """Show a file or folder with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def deed_button(self, name: str) -> QPushButton:
        """The button of a deed."""
        return self._deeds[name]

    def condition_button(self, name: str) -> QPushButton:
        """The button of a condition."""
        return self._conditions[name]

    def _tell_page(self) -> None:
        page = self.tabs.currentWidget()
        has_conditions = page not in (self.table_4, self.other_data)  # These two show them in their own way.
        self.tabs.cornerWidget(Qt.Corner.TopRightCorner).setVisible(has_conditions)
        self.table_seen.emit(page is self.table_4)

    def _make_header(self) -> None:
        for name, text, tooltip, kind in DEEDS:
            button = self._deeds[name] = QPushButton(text)
            button.setProperty("kind", kind)
            button.setToolTip(tooltip)
            button.clicked.connect(_tell(self.deed_clicked.emit, name))
            self.header_buttons.addWidget(button)
        self.header_buttons.insertWidget(self.header_buttons.count() - 1, self.export)  # Before what deletes.

    def _make_content(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        runs, details = card(theme=self.theme), card(theme=self.theme)
        runs.body.addWidget(self.runs)
        bar = TallTabBar()
        bar.setDrawBase(False)
        self.tabs.setTabBar(bar)
        for title, page, tooltip in (
            ("Curves", self.curves, "Validation UA and loss of the chosen runs over each other"),
            ("Confusions", self.confusion, "What one run took for what on its test side"),
            ("Differences", self.differences, "Settings that the chosen runs do not share"),
            ("Table 4", self.table_4, "Models × conditions: mean over seeds, interval over speakers, paired test"),
            ("Other data", self.other_data, "Test the chosen run on a corpus that it was not trained on"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(page, title), tooltip)
        self.tabs.setCornerWidget(self._make_conditions(), Qt.Corner.TopRightCorner)
        details.body.addWidget(self.tabs)
        split.addWidget(runs)
        split.addWidget(details)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setHandleWidth(GAP)
        split.setSizes([TABLE_HEIGHT, 2 * TABLE_HEIGHT])
        return split

    def _make_conditions(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, TIGHT)
        row.setSpacing(TIGHT)
        group = QButtonGroup(self)
        for name in CONDITIONS:
            button = self._conditions[name] = QPushButton(name.capitalize())
            button.setCheckable(True)
            button.setToolTip(f"Curves and confusions in the {name} condition")
            button.clicked.connect(_tell(self.condition_chosen.emit, name))
            group.addButton(button)
            row.addWidget(button)
        return box


def _tell(emit: Callable[[str], None], name: str) -> Callable[[], None]:
    return lambda: emit(name)


def _words(chosen: Sequence[RunLine]) -> str:
    if not chosen:
        return "Choose runs in the table to see them over each other"
    if len(chosen) == 1:
        error = f": {chosen[0].error}" if chosen[0].error else ""
        return f"{chosen[0].id} · {chosen[0].state}{error}"
    return f"{len(chosen)} runs beside each other"
