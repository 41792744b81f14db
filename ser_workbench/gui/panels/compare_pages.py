# SPDX-License-Identifier: MIT
"""Two pages of the Compare panel: curves over each other, and the settings that differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ser_workbench.gui.card import label
from ser_workbench.gui.panels.training_plots import LearningPlot, Legend
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.presenters.compare_settings import SettingDifference
from ser_workbench.presenters.training_curves import Line


class CurvesPage(QWidget):
    """A sentence while there is nothing to draw, and the curves afterwards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.plots: RunPlots | None = None  # Made when first needed: plots take long to make.
        self._pages = _either(self)

    def show_curves(self, accuracy: Sequence[Line], loss: Sequence[Line], condition: str) -> None:
        """A line a run."""
        if not accuracy:
            _say(self._pages, f"None of the chosen runs has an epoch in the {condition} condition yet.")
            return
        plots = self.make_plots()
        plots.show_lines(accuracy, loss)
        self._pages.setCurrentWidget(plots)

    def make_plots(self) -> "RunPlots":
        """The plots, made at the latest now."""
        if self.plots is None:
            self.plots = RunPlots(self._theme)
            self._pages.addWidget(self.plots)
        return self.plots


class RunPlots(QWidget):
    """Validation UA at the left, validation loss at the right; one colour a run."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accuracy = LearningPlot(theme, "Validation UA, %")
        self.loss = LearningPlot(theme, "Validation loss")
        self.accuracy.setToolTip("Unweighted accuracy on the validation side after each epoch")
        self.loss.setToolTip("Mean cross-entropy on the validation side after each epoch, in nats")
        self.legend = Legend(theme)
        self.legend.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, TIGHT, 0, 0)
        rows.setSpacing(TIGHT)
        rows.addWidget(self.legend)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.accuracy, 1)
        row.addWidget(self.loss, 1)
        rows.addLayout(row, 1)

    def show_lines(self, accuracy: Sequence[Line], loss: Sequence[Line]) -> None:
        """Draw them."""
        self.legend.show_lines(accuracy)
        self.accuracy.show_lines(accuracy)
        self.loss.show_lines(loss)


class DifferencesPage(QWidget):
    """Only what differs: a row a setting, a column a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setToolTip("Settings that are not the same in all chosen runs")
        self.table.setAccessibleName("Differences of settings")
        self._pages = _either(self)
        self._pages.addWidget(self.table)

    def show_differences(self, titles: Sequence[str], differences: Sequence[SettingDifference]) -> None:
        """Settings that differ, or why there is nothing to show."""
        if len(titles) < 2:
            _say(
                self._pages,
                "Choose two or more runs in the table above (Ctrl+click) to see where their settings differ.",
            )
            return
        if not differences:
            _say(self._pages, "These runs have the same settings.")
            return
        self.table.setColumnCount(1 + len(titles))
        self.table.setRowCount(len(differences))
        self.table.setHorizontalHeaderLabels(["Setting", *titles])
        for row, difference in enumerate(differences):
            for column, text in enumerate((difference.title, *difference.values)):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{difference.key}: {text}" if column else difference.key)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._pages.setCurrentIndex(1)


def _either(page: QWidget) -> QStackedWidget:
    pages = QStackedWidget()
    sentence = label("", "subtitle", is_wrapped=True)
    sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
    pages.addWidget(sentence)
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, TIGHT, 0, 0)
    rows.addWidget(pages)
    return pages


def _say(pages: QStackedWidget, sentence: str) -> None:
    words = pages.widget(0)
    assert isinstance(words, QLabel)
    words.setText(sentence)
    pages.setCurrentIndex(0)
