# SPDX-License-Identifier: MIT
"""What is seen: log-Mel and MFCC as Kaldi computes them, splice, normalisation and the store of features on disk.

Why so: features are computed before splicing and before normalisation and are stored so. Splicing would store every
frame sixteen times; normalisation depends on the partition, the features do not.

Why so: the extractor rounds in torchaudio's order although fewer passes would be a tenth faster. The two references,
torchaudio and kaldi-native-fbank, differ from each other and from the definition in 64 bits by up to 2e-3 (log-Mel)
and 6e-3 (MFCC) on EmoDB, in quiet frames where 32-bit rounding is larger than 1e-3; no implementation can lie within
1e-3 of both everywhere. Ours lies within 1e-4 (log-Mel) and 7e-4 (MFCC) of torchaudio on all 535 files, and no farther
from kaldi-native-fbank than torchaudio does.

Why so: the floor under the log energy of MFCC is Kaldi's (the smallest step of 32-bit floats), not torchaudio's default
of 1; the two differ in digital silence alone, which nine files of EmoDB hold.

Why so: the store is a folder of shards, each written beside, renamed, and believed only with an index that names its
size and checksum. A database would need one writer; one file an utterance would be 75,420 files.
"""
