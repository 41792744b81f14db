# SPDX-License-Identifier: MIT
"""What is seen: log-Mel and MFCC as Kaldi computes them, splice, normalisation and the store of features on disk.

Why so: features are computed before splicing and before normalisation and are stored so. Splicing would store every
frame sixteen times; normalisation depends on the partition, the features do not.
"""
