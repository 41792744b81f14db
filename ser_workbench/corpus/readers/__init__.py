# SPDX-License-Identifier: MIT
"""One corpus a file: how its folder is recognised, and what its names and tables tell.

Why so: most corpora write speaker and emotion into the file name, so `by_name` holds the one way of
reading such names and each corpus adds its pattern and its codes; nothing here opens audio.
"""
