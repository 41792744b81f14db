# SPDX-License-Identifier: MIT
"""WHICH NETWORK: the search over the shapes of Table 2, a trial at a time, every trial an ordinary run.

`settings` says what is searched, `values` which combinations there are, `propose` which trial comes next, `book`
remembers which run belongs to which trial, `conduct` works on them.

Why so: a room of its own above `runs`, which knows nothing of it. A trial is a run like any other: it stands in the
run store, can be looked into, compared, exported and resumed, and keeps its meaning when the search is forgotten.

Why so: what is kept of a search is its settings and one line a trial that names its run, written before the run
begins. Everything else (what is finished, what it scored) is asked of the run store, so that the two cannot
contradict each other after a kill.

Why so: which trials there are follows from the settings and the scores alone, never from the clock, so that a
search that was killed, or spread over a cluster, tries the same as one that was not.
"""
