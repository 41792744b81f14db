# SPDX-License-Identifier: MIT
"""SER Workbench: speech emotion recognition with four types of convolution (Huang & Narayanan)."""

__version__ = "0.1.0"
