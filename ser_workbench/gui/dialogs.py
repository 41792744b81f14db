# SPDX-License-Identifier: MIT
"""Questions to the user that do not hold up the window: the answer comes to a function."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

Then = Callable[[Path], None]


def ask_folder(parent: QWidget, title: str, start: Path | None, then: Then) -> QFileDialog:
    """Ask for a folder that exists."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_file(parent: QWidget, title: str, start: Path | None, filter: str, then: Then) -> QFileDialog:
    """Ask for a file that exists."""
    dialog = _dialog(parent, title, start, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(filter)
    dialog.open()
    return dialog


def ask_save_file(parent: QWidget, title: str, start: Path | None, filter: str, then: Then) -> QFileDialog:
    """Ask where to write a file; the dialog itself asks before it overwrites."""
    dialog = _dialog(parent, title, None, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(filter)
    if start is not None:
        dialog.setDirectory(str(start.parent))
        dialog.selectFile(start.name)
        dialog.setDefaultSuffix(start.suffix.removeprefix("."))
    dialog.open()
    return dialog


def ask_yes(parent: QWidget, sentence: str, button: str, then: Callable[[], None]) -> QMessageBox:
    """Ask before something that cannot be undone; `button` names the deed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("SER Workbench")
    box.setText(sentence)
    deed = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.buttonClicked.connect(lambda clicked: then() if clicked is deed else None)
    box.open()
    return box


def _dialog(parent: QWidget, title: str, start: Path | None, then: Then) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if start is not None and start.is_dir():
        dialog.setDirectory(str(start))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog
