# SPDX-License-Identifier: MIT
"""The Corpus panel: the table of utterances, one of them seen and heard, and what the corpus amounts to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QTabWidget, QWidget

from ser_workbench.corpus.utterance import Problem
from ser_workbench.gui.card import Card
from ser_workbench.gui.dialogs import ask_file, ask_folder, ask_save_file
from ser_workbench.gui.panels.corpus_buttons import IconButton, Invitation
from ser_workbench.gui.panels.corpus_counts import CountsPage
from ser_workbench.gui.panels.corpus_drop import DropPanel
from ser_workbench.gui.panels.corpus_partition import PartitionPage
from ser_workbench.gui.panels.corpus_problems import ProblemsPage
from ser_workbench.gui.panels.corpus_sound import SoundCard
from ser_workbench.gui.panels.corpus_speakers import SpeakersPage
from ser_workbench.gui.panels.corpus_table import UtterancesCard
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.corpus_problem_rows import KindCount
from ser_workbench.presenters.corpus_rows import CorpusCounts, FilterChoices, UtteranceFilter, UtteranceRow
from ser_workbench.progress import Progress

INVITATION = (
    "Choose the folder of eNTERFACE'05, EmoDB, IEMOCAP, RAVDESS … or any folder with a table of its recordings; "
    "or drop it here. The recordings are only read, never changed."
)
READER_PX = 300


class CorpusPanel(DropPanel):
    """Left: utterances above, the selected one below. Right: counts, speakers, partition, problems."""

    title = "Corpus"
    icon_name = "corpus"

    folder_chosen = Signal(object)
    reader_chosen = Signal(str)
    demo_clicked = Signal()
    fetch_clicked = Signal()
    play_clicked = Signal()
    partition_file_chosen = Signal(object)
    """Where to save it."""
    list_chosen = Signal(object)
    """A list of sides that the user brings."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.folder_dropped.connect(self.folder_chosen)
        self._start_folder: Path | None = None
        self.utterances = UtterancesCard(theme)
        self.sound = SoundCard(theme)
        self.counts = CountsPage(theme)
        self.speakers = SpeakersPage(theme)
        self.partition = PartitionPage(theme)
        self.problems = ProblemsPage(theme)
        self._make_header()
        first = IconButton(theme, "Open a corpus…", "open", "Choose a folder of emotional speech", "primary")
        first.clicked.connect(self.ask_for_folder)
        demo = IconButton(theme, "Try the demo", "demo", "Open the synthetic voices that come with the program")
        demo.clicked.connect(self.demo_clicked)
        fetch = IconButton(theme, "Download a corpus…", "download", "Download a corpus that is free to download")
        fetch.clicked.connect(self.fetch_clicked)
        self.invitation = Invitation(theme, "corpus", "No corpus is open", INVITATION, [first, fetch, demo])
        self._pages = QStackedWidget()
        self._pages.addWidget(self.invitation)
        self._pages.addWidget(self._arrange())
        self.body.addWidget(self._pages, 1)
        self.sound.play_clicked.connect(self.play_clicked)
        self.partition.save_clicked.connect(self._ask_where_to_save)
        self.partition.open_clicked.connect(self._ask_for_list)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.utterances.text.setFocus)

    def toggle_play(self) -> None:
        """The space bar."""
        self.play_clicked.emit()

    def ask_for_folder(self) -> None:
        """Ask which corpus to open."""
        ask_folder(self, "Open a corpus", self._start_folder, self.folder_chosen.emit)

    def show_no_corpus(self) -> None:
        """Nothing is open."""
        self.set_subtitle("Emotional speech, and who speaks it")
        self._pages.setCurrentIndex(0)
        for widget in (self.reader_box, self.open_button):
            widget.hide()

    def show_readers(self, titles: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other readers."""
        self.reader_box.clear()
        for name, title in titles:
            self.reader_box.addItem(title, name)
        self.reader_box.setCurrentIndex(self.reader_box.findData(chosen))

    def show_corpus(self, summary: str, folder: Path, counts: CorpusCounts) -> None:
        """A corpus is open."""
        self._start_folder = folder
        self.clear_error()
        self.set_subtitle(summary)
        self.counts.show_counts(counts)
        self._pages.setCurrentIndex(1)
        for widget in (self.reader_box, self.open_button):
            widget.show()

    def show_filter(self, wanted: UtteranceFilter, choices: FilterChoices) -> None:
        """Show what the filters are."""
        self.utterances.show_filter(wanted, choices)
        self.utterances.drop_button.setEnabled(not wanted.is_open)

    def show_utterances(self, rows: Sequence[UtteranceRow]) -> None:
        """Fill the table."""
        self.utterances.show_utterances(rows)

    def show_matching(self, positions: Sequence[int], amount: str, is_filtered: bool) -> None:
        """Let only these rows be seen."""
        self.utterances.show_matching(positions, amount)
        self.utterances.drop_button.setEnabled(is_filtered)

    def show_chosen(self, row: UtteranceRow) -> None:
        """Choose a row of the table, without telling anybody."""
        self.utterances.table.choose_silently(row)

    def show_problems(self, problems: Sequence[Problem], note: str) -> None:
        """List problems, and count them on the tab."""
        self.problems.show_problems(problems, note)
        title = f"Problems ({len(problems)})" if problems else "Problems"
        self._tabs.setTabText(self._tabs.indexOf(self.problems), title)

    def show_problem_kinds(self, kinds: Sequence[KindCount], chosen: str) -> None:
        """What the filter of problems can be set to."""
        self.problems.show_problem_kinds(kinds, chosen)

    def show_matching_problems(self, positions: Sequence[int], amount: str) -> None:
        """Which problems the filter lets through."""
        self.problems.show_matching_problems(positions, amount)

    def show_checking(self, progress: Progress | None) -> None:
        """How far the check is."""
        self.problems.show_checking(progress)

    def show_page(self, page: QWidget) -> None:
        """Bring a page of the right side to the front."""
        self._tabs.setCurrentWidget(page)

    def _make_header(self) -> None:
        self.reader_box = QComboBox()
        self.reader_box.setToolTip("The reader that recognised the folder; choose another if it is the wrong one")
        self.reader_box.setAccessibleName("Reader")
        self.reader_box.setMaximumWidth(READER_PX)
        self.reader_box.activated.connect(lambda _: self.reader_chosen.emit(self.reader_box.currentData()))
        self.open_button = IconButton(self.theme, "Open…", "open", "Open another corpus (Ctrl+O)")
        self.open_button.clicked.connect(self.ask_for_folder)
        self.header_buttons.addWidget(self.reader_box)
        self.header_buttons.addWidget(self.open_button)

    def _arrange(self) -> QWidget:
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.utterances)
        left.addWidget(self.sound)
        left.setSizes([330, 310])
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        for page, title, tooltip in (
            (self.counts, "Counts", "Utterances by emotion, gender and speaker"),
            (self.partition, "Partition", "Who trains, who validates, who tests"),
            (self.speakers, "Speakers", "Speakers and their genders"),
            (self.problems, "Problems", "What is wrong with which file"),
        ):
            self._tabs.setTabToolTip(self._tabs.addTab(page, title), tooltip)
        right = Card()
        right.body.addWidget(self._tabs)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(left)
        whole.addWidget(right)
        whole.setSizes([594, 476])
        for splitter in (left, whole):
            splitter.setHandleWidth(GAP)
            splitter.setChildrenCollapsible(False)
        return whole

    def _ask_for_list(self) -> None:
        ask_file(self, "Open a list of sides or folds", None, "Table (*.csv *.tsv *.txt)", self.list_chosen.emit)

    def _ask_where_to_save(self) -> None:
        start = None if self._start_folder is None else Path.home() / f"{self._start_folder.name}-partition.csv"
        ask_save_file(
            self, "Save the partition", start, "Comma-separated table (*.csv)", self.partition_file_chosen.emit
        )
