# SPDX-License-Identifier: MIT
"""How large the noisy set will be before it exists, which SNRs it draws, and which side hears how many noises."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ser_workbench.amounts import size_text
from ser_workbench.gui.card import Card, label
from ser_workbench.gui.elided import ElidedLabel
from ser_workbench.gui.panels.corpus_buttons import Hint
from ser_workbench.gui.panels.noise_histogram import SnrHistogramPlot
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram


class SizeCard(Card):
    """Numbers above, the SNRs that are drawn below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("The noisy set before it exists", parent)
        self._formula = label("", "caption")
        self.header_buttons.addWidget(self._formula)
        self._numbers = QWidget()
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.values: dict[str, QLabel] = {}
        for name, caption, tooltip in (
            ("utterances", "noisy utterances", "Every clean utterance under every noise at every SNR"),
            ("length", "of noisy speech", "As long as the clean set, once for each copy"),
            ("factor", "of the clean set", "Clean and noisy together, compared with the clean set alone"),
            ("disk", "of features on disk", "What the feature store will hold for both sets"),
        ):
            row.addLayout(self._number(name, caption, tooltip), 1)
        self.body.addWidget(self._numbers)
        self._split = ElidedLabel("", "caption")
        self._warning = label("", "warn", is_wrapped=True)
        for words in (self._split, self._warning):
            words.hide()
            self.body.addWidget(words)
        self._theme = theme
        self.histogram: SnrHistogramPlot | None = None  # Made when first needed: plots take long to make.
        self.hint = Hint("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self.body.addWidget(self._pages, 1)

    @property
    def has_histogram(self) -> bool:
        """Whether the SNRs are to be seen."""
        return self._pages.currentIndex() == 1

    @property
    def split(self) -> str:
        """How many noises each side hears, and the warning about it."""
        return f"{self._split.whole} {self._warning.text()}".strip()

    def show_size(self, size: NoisySetSize | None) -> None:
        """Fill in the numbers; none without a corpus."""
        self._numbers.setVisible(size is not None)
        self._formula.setVisible(size is not None)
        if size is None:
            return
        self._formula.setText(
            f"{size.clean_utterances:,} utterances × {size.copies} {'copy' if size.copies == 1 else 'copies'}"
        )
        self.values["utterances"].setText(f"{size.noisy_utterances:,}")
        self.values["length"].setText(length_text(size.noisy_seconds))
        self.values["factor"].setText(f"{size.factor} ×")
        self.values["disk"].setText(size_text(size.feature_bytes))

    def show_draw(self, histogram: SnrHistogram, split: str, warning: str) -> None:
        """Draw the SNRs; say how many noises each side hears."""
        self._split.show_text(split)
        self._split.show()
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        if self.histogram is None:
            self.histogram = SnrHistogramPlot(self._theme)
            self._pages.addWidget(self.histogram)
        self.histogram.show_histogram(histogram)
        self._pages.setCurrentIndex(1)

    def show_no_draw(self, sentence: str) -> None:
        """Why nothing is drawn."""
        for words in (self._split, self._warning):
            words.hide()
        self.hint.show_sentence(sentence)
        self._pages.setCurrentIndex(0)

    def _number(self, name: str, caption: str, tooltip: str) -> QVBoxLayout:
        value, words = label("", "value"), label(caption, "caption")
        for part in (value, words):
            part.setToolTip(tooltip)
        self.values[name] = value
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(value)
        column.addWidget(words)
        return column
