# SPDX-License-Identifier: MIT
"""A panel on which a folder may be dropped."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.theme import Theme


class DropPanel(Panel):
    """Takes folders, and files for the folder they lie in."""

    folder_dropped = Signal(object)
    """A Path."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let a local file or folder come in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Tell which folder was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                path = Path(url.toLocalFile())
                event.acceptProposedAction()
                self.folder_dropped.emit(path if path.is_dir() else path.parent)
                return
