# SPDX-License-Identifier: MIT
"""The command line: every verb, on the same core and the same events as the window.

Why so: `architecture.md` plans one file `cli.py`; eighteen verbs with their words, tables and JSON do not
fit in one readable file, so each group of verbs has its own and `main` joins them. The window is a
neighbour that this room may not import; `__main__` hands in what the verbs `tour` and no verb need of it.
"""
