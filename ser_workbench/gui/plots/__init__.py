# SPDX-License-Identifier: MIT
"""Plots that panels share: curves, waveform, log-Mel, bars and confusion matrix, all in the theme's colours.

Why so: pyqtgraph, not Matplotlib. Curves grow while a network learns, and a redraw must cost milliseconds.

Why so: what scrolls thirty times a second is painted by hand. A new column is drawn once into a ring of columns, and a
frame only moves that: the whole Live panel takes about 3 ms a frame of one core, on a screen of double sharpness 5 ms.
"""
