# SPDX-License-Identifier: MIT
"""The benchmarks."""
