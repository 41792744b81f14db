# SPDX-License-Identifier: MIT
"""One experiment: settings, workspace, run store, and the walk from a corpus to a tested network.

Why so: a run works from its folder. `run_experiment` decides (corpus, partition, noisy set), writes
these decisions into the run's folder, and from then on reads them from there, as a resumed or a
re-done run does. So there is one path, and a resumed run cannot decide otherwise.

Why so: nothing is entered before the decisions are made. A wrong path or a speaker on two sides
leaves no run behind; what breaks off later (a full disk, a silent file) leaves a failed run that
can be resumed.

Why so: states of a run are told from the process that works on it (number, start, host), not from a
lock file, which a killed process would leave behind.

Why so: files that import torch are imported when work begins (`conduct.py`, `selected.py`), so that
the window may import this room before its first paint.
"""
