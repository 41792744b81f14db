# SPDX-License-Identifier: MIT
"""A program of its own: opens the window, waits until torch is loaded, tells the longest gap after the panels came."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer

from ser_workbench.gui.launch import make_application
from tests.gui.gap_watch import GapWatch
from tests.gui.open_window import an_open_window


def main() -> int:
    application = make_application()
    watch = GapWatch()
    with tempfile.TemporaryDirectory() as folder, an_open_window(application, Path(folder) / "window.ini") as app:
        app.all_ready.connect(watch.start)
        app.torch_ready.connect(application.quit)
        QTimer.singleShot(100_000, application.quit)
        application.exec()
        watch.stop()
    sys.stdout.write(f"ticks={len(watch.gaps_ms)} longest_gap_ms={watch.longest_ms:.0f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
