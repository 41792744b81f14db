# SPDX-License-Identifier: MIT
"""Plots that panels share: curves, waveform, log-Mel, bars and confusion matrix, all in the theme's colours.

Why so: pyqtgraph, not Matplotlib. Curves grow while a network learns, and a redraw must cost milliseconds.
"""
