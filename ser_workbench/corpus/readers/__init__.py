# SPDX-License-Identifier: MIT
"""One corpus a file: how its folder is recognised, and what its names and tables tell.

Why so: most corpora write speaker and emotion into the file name, so `by_name` holds the one way of
reading such names and each corpus adds its pattern and its codes; nothing here opens audio.

Why so: where folders or tables tell more than names (`esd`, `iemocap`, `meld`, `enterface`), a class of its own
walks the files with `left_out.label_files`, so that all that is left out is counted in the same words.

Why so: the two conventions of IEMOCAP are two readers and not a setting, so that the name of the reader, which every
run keeps, tells which classes were trained. The one with four classes answers for the folder; the other is chosen.

Why so: a line that several speak at once has no speaker whom a partition could keep on one side (`meld`: left out).

Why so: what a folder brings is never executed. The package audformat unpickles caches and makes any object that a
header asks for; it is therefore given a copy without either (`audformat_copy`).
"""
