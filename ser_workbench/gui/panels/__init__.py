# SPDX-License-Identifier: MIT
"""The panels: widgets that say what was clicked and show what they are told. No decisions."""
