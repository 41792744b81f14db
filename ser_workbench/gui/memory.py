# SPDX-License-Identifier: MIT
"""What the window remembers from one day to the next: place, panel, theme, zoom, what was open."""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

FILE_NAME = "window.ini"


class WindowMemory:
    """An ini file in the user's own configuration folder; a damaged or missing one costs only the memory.

    Why an ini file: QSettings' native format would be the registry on Windows, where a user cannot look at it.
    """

    def __init__(self, file: Path | None = None) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
        self.file = file or Path(place) / "ser-workbench" / FILE_NAME
        self._kept = QSettings(str(self.file), QSettings.Format.IniFormat)

    def text(self, key: str, otherwise: str = "") -> str:
        """A word that was kept."""
        value = self._kept.value(key, otherwise)
        return value if isinstance(value, str) else otherwise

    def number(self, key: str, otherwise: float) -> float:
        """A number that was kept."""
        try:
            return float(self.text(key, str(otherwise)))
        except ValueError:
            return otherwise

    def folder(self, key: str) -> Path | None:
        """A folder that was kept and still exists."""
        name = self.text(key)
        return Path(name) if name and Path(name).is_dir() else None

    def words(self, key: str) -> dict[str, str]:
        """Texts by name that were kept as JSON."""
        try:
            kept = json.loads(self.text(key) or "{}")
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}

    def blob(self, key: str) -> QByteArray:
        """Qt's own record of a window's place."""
        value = self._kept.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | float | QByteArray | None) -> None:
        """Keep a value until the next day; None forgets it."""
        if value is None:
            self._kept.remove(key)
        else:
            self._kept.setValue(key, value if isinstance(value, QByteArray) else str(value))

    def save(self) -> None:
        """Write it now."""
        self._kept.sync()
