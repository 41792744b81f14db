# SPDX-License-Identifier: MIT
"""HOW IT LEARNS: batches, the epoch loop, early stopping, metrics, events and the checkpoint of each epoch.

Why so: all randomness of an epoch (order of the batches, dropout) is drawn anew from (seed, epoch).
A resumed run therefore needs no saved generator states to go on with the same numbers, and what is
drawn in one epoch cannot depend on how often the run was interrupted before.

Why so: a checkpoint is written at the end of an epoch, not within it. A run killed within an epoch
repeats that epoch from its start; at the paper's corpus size this costs minutes, and there is no
half-way state that could be wrong.
"""
