# SPDX-License-Identifier: MIT
"""WHAT LISTENS NOW: a trained network hears a stream of sound, and says what it does not know.

Why so: frames are counted from the first sample of the stream, so a span of the stream that begins at a frame has the
frames that its samples would have as a file: what is said of it live, and of the file later, differ by rounding alone.

Why so: the replicated edges of a span depend on where it begins and ends, its inside does not. The Conv layers' rows
and the input's share of the BLSTM's gates are computed once a frame and kept; a span computes anew only its first
`splice_left` and last `splice_right` frames, and the recurrences, which remember where they began.

Why so: the room knows no runs and no workspaces. What belongs to a run (its network, its normalisation, its
calibration) comes in as an `Ear`, which `studies` prepares.
"""
