# SPDX-License-Identifier: MIT
"""Panel meets presenter: one file a panel, the only place that knows both.

Why so: with all introductions in app.py, every change to a panel would change that one file; and app.py could
not import the panels one after the other on a background thread.
"""
