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

Why so: a build works on threads, each with an extractor and shards of its own. Measured on two nearly idle cores, two
threads are 1.1 times as fast as one when each copy is mixed by itself (they wait for Python's one lock), 1.3 times when
copies are mixed sixteen at a time in long steps without the lock, and two processes 1.85 times; but each process must
first import torch, 3 s and 520 MB. The 32,635 utterances of EmoDB and ESC-10 take 23 to 30 s (3,000 to 3,900 times
real time) on a machine that others use too; processes would win 8 s of them, cost 3, and the memory would be a matter
of the number of cores. Blocks of 2,048 rows instead of 512 help two threads on an idle machine and harm on a busy one.

Why so: the noises of a build are decoded once into a file without a name. In memory they would be 128 MB for ESC-10 and
1.4 GB for MUSAN, where the features of the clean set alone are built in 50 MB; decoded anew for each utterance they
would cost four times what the features do. The file is counted in the disk announced, and dies with the process.

Why so: float32 is the default, though float16 halves the disk and the paper's networks would not notice errors of 0.008
in values of which the bands' standard deviation is above 2: numbers that can be compared with other programs to 1e-3
come first.
"""
