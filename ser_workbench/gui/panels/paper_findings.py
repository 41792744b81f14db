# SPDX-License-Identifier: MIT
"""The findings of the paper, a card each: what it claims, whether that holds here, and from what that is judged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ser_workbench.gui.card import Card, card, label
from ser_workbench.gui.theme import GAP, TIGHT, Theme
from ser_workbench.paper.verdict import Finding

ROLES = {"holds": "good", "does not hold": "error", "undecided": "caption"}
MARKS = {"holds": "✓ holds", "does not hold": "✗ does not hold", "undecided": "? undecided at this size"}


class FindingsPage(QScrollArea):
    """Verdicts in words and sign, not in colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: tuple[Finding, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Findings of the paper")

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """One below the other."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        place = self.verticalScrollBar().value()
        inside = QWidget()
        inside.setObjectName("scrolled")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, TIGHT, TIGHT, 0)
        rows.setSpacing(GAP)
        for finding in findings:
            rows.addWidget(self._make_card(finding))
        rows.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(place)

    def words(self) -> list[str]:
        """The verdicts that are shown, from the top."""
        return [MARKS[finding.verdict] for finding in self._findings or ()]

    def _make_card(self, finding: Finding) -> Card:
        box = card(theme=self._theme)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(label(finding.claim, "heading", is_wrapped=True), 1)
        verdict = label(MARKS[finding.verdict], ROLES[finding.verdict])
        head.addWidget(verdict, 0, Qt.AlignmentFlag.AlignTop)
        box.body.addLayout(head)
        for text, role in (
            (finding.sentence, ""),
            (f"Paper: {finding.published}", "caption"),
            (finding.basis, "caption"),
        ):
            if text:
                box.body.addWidget(_selectable(label(text, role, is_wrapped=True)))
        return box


def _selectable(words: QLabel) -> QLabel:
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
