# SPDX-License-Identifier: MIT
"""WHAT LISTENS: the four types of convolution, LDNN and CLDNN, and the catalog of the paper's eight models.

Why so: an utterance is convolved once, not frame by frame. The paper convolves each spliced frame
by itself; neighbouring spliced frames share 15 of their 16 columns, so the same products would be
computed up to sixteen times. A convolution without padding commutes with cutting out a patch, and
a pooling of stride 2 becomes a pooling of stride 1 whose results are then picked at every second
place: what follows it is dilated. The numbers are the patch-by-patch network's, which a test shows.

Why so: the name of a model decides its convolution and its features; only `custom` is free. A name
that meant something else in another run would make two runs of one name incomparable.

Why so: `shapes` knows every shape and count without torch, because the Model panel is drawn before
torch is imported and must follow each click.
"""
