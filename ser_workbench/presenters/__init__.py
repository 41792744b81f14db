# SPDX-License-Identifier: MIT
"""What the panels decide: one presenter a panel, no Qt, and the session that they share.

Why so: a presenter is given the session, a view and `Jobs`. It never knows its panel; `gui/introductions`
introduces them. What is common to several panels lives in `Session` and nowhere else, so that a panel
may be built, left out or tested by itself.

Why so: presenters never import torch when they are imported. The window is painted before torch is there,
so whatever needs torch is imported within the steps of a job, on that job's thread.
"""
