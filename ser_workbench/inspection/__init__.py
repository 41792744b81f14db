# SPDX-License-Identifier: MIT
"""WHAT IT KNOWS: what each module of a trained network says, and what of that can be told apart (paper, Section 7.4).

`hear` lets a network say it, `kept` stores it, `outputs` is the noun for it; `inertia`, `lda`, `projection`, `probe`
and `controls` ask what it knows of emotion, speaker and gender.

Why so: this room knows networks and examples, but neither runs nor workspaces: it can be asked of any network. What
belongs to a run (which recordings, which state, where results are kept) is asked by `studies`, above the runs.

Why so: rows of outputs are plain words (`OutputRow`), so that a plot, a table and a probe read the same ones.
"""
