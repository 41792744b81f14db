# SPDX-License-Identifier: MIT
"""A WHOLE QUESTION asked of a workspace: look into this run, try this rival on this corpus, make this run ready to
listen or to leave as ONNX, hear this long recording; and its answer, kept.

Why so: a room of its own above the runs. Inspection and baselines know neither runs nor workspaces, runs know nothing
of what is asked about them later; a question needs both.

Why so: answers are kept where they belong (with the run, or as a baseline of the workspace) with the settings they
follow from, so that the window, the command line and the paper ask each question once.

Why so: files that import torch or scikit-learn are imported when work begins, so that the window may import this room
before its first paint.
"""
