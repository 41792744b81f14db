# SPDX-License-Identifier: MIT
"""The search over the shapes of Table 2."""
