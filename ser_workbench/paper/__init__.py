# SPDX-License-Identifier: MIT
"""The paper: its tables made from runs of this workspace, beside the numbers that it published.

Why so: a row of a table joins runs only if nothing that could move a score differs between them but the seed of the
training (`runs/protocol.py`). Whatever else differs makes another row that says by what, because a mean over unlike
things looks as convincing as one over like things.

Why so: what is uncertain is the speaker. Networks of several seeds, and the utterances of one speaker, agree with each
other; an interval that took them for independent would be several times too narrow. So speakers alone are drawn, and a
table says when there are too few of them.

Why so: `reproduce` keeps no state of its own but the name of the run that stands for each item (`book.py`). What is
finished is asked of the workspace, so that a kill at any moment loses at most what a run loses, nothing is done twice,
and a run that somebody deletes is simply done again.
"""
