# SPDX-License-Identifier: MIT
"""What the panels show: all Qt is here, and no decisions.

Why so: the window is painted from PySide6 alone. numpy, pydantic and pyqtgraph are imported on a background
thread after the first paint, panel by panel (`app`), and torch after those, so that the window is there within a
second and never freezes while the rest arrives.

Why so: `introductions/` holds one small file a panel, because app.py would otherwise know the signals of every
panel and every change to a panel would meet every other change there.
"""
