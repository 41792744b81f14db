# SPDX-License-Identifier: MIT
"""Who speaks: what a folder holds, what is wrong with it, and who is trained on and who is tested.

A reader (`readers/`) tells speaker, gender and emotion from names and tables; `catalog` finds the
reader and looks at the headers; `hearing` decodes every file once for all that `check` asks: `soundness`, `channels`,
`uniformity`, `doubles` (by `copies` and `fingerprint`) and `conflicts`. `partition` divides the speakers, or reads
a list that the user brings (`fold_list`, `brought`); `leaks` tells what then stands on several sides.

Why so: this room stands above `audio`, not beside it, because opening a corpus looks at headers and
checking one decodes every file; `audio` knows nothing of speakers.

Why so: a folder is recognised by what most of its audio files are called, or by a table that it holds,
never by its own name, since people rename folders and keep the files' names.

Why so: what is left out (a song, a copy in another folder, an unreadable file) is always a `Problem`
of the corpus and never an error, so that one bad file does not stop the work on a thousand good ones;
many files left out for one reason are one problem, so that the list stays readable.

Why so: files keep the user's names. A name that is not Unicode could be written neither into a table
nor into the run store, so such a file is left out with a sentence that asks for another name.

Why so: in a 70:10:20 partition each emotion must be on each side, or the unweighted accuracy of a side
has no meaning; under leave-one-speaker-out the sides are given by who is held out, so only the training
side must hold all emotions.
"""
