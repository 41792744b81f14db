# SPDX-License-Identifier: MIT
"""Where it comes from: corpora and noises that may be downloaded freely, fetched into a folder of the user.

`offer` is the list (data, in resources/), `download` brings one file over a network that may fail, `checksum` lets
pooch compare it with what the publisher names, `unpack` opens archives that nobody has to trust, `pointers` brings
a corpus that is kept in Git LFS, `place` knows what lies where, and `fetch` conducts them.

Why so: a room of its own, beside `corpus`: no reader, no check and no partition needs the network, and whoever
reads how a corpus is opened should not meet HTTP on the way. Neither room imports the other.

Why so: `--out` names the folder in which corpora are collected, and the corpus gets a folder of its own name in it.
Everything is made in a hidden folder beside that one, which no reader looks into, and renamed at the very end: a
corpus is there whole or not at all, whatever stops the work, and no file of the user is ever in the way.

Why so: pooch's own downloader begins anew after each cut, and eleven gigabytes seldom come in one piece. So a
file is brought by `download`, which goes on where it was cut, and is then handed to pooch, which keeps it only
where its checksum is right.
"""
