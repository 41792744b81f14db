# SPDX-License-Identifier: MIT
"""One experiment: settings, workspace, run store, and the walk from a corpus to a tested network.

Why so: a run works from its folder. `run_experiment` decides (corpus, partition, noisy set), writes
these decisions into the run's folder, and from then on reads them from there, as a resumed or a
re-done run does. So there is one path, and a resumed run cannot decide otherwise.

Why so: nothing is entered before the decisions are made. A wrong path or a speaker on two sides
leaves no run behind; what breaks off later (a full disk, a file that has gone) leaves a failed run that
can be resumed.

Why so: every recording, and every noise that is drawn, is decoded before a run exists, and what is silent,
unreadable or too short is left out with a note. EmoDB takes a third of a second, and an overnight training
does not die of one bad file among thousands. What was left out is frozen with the run: it stands in neither
partition.csv nor noisy_set.csv.

Why so: states of a run are told from the process that works on it (number, start, host), not from a
lock file, which a killed process would leave behind.

Why so: files that import torch are imported when work begins (`conduct.py`, `selected.py`), so that
the window may import this room before its first paint.
"""
