# SPDX-License-Identifier: MIT
"""What each reader makes of a tree whose right answer was counted by hand."""
