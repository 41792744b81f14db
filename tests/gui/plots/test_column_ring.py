# SPDX-License-Identifier: MIT
"""The ring of columns shows what was put into it, wherever it has been cut."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ser_workbench.gui.plots.column_ring import ColumnRing, coverage, ink_of


def greys(values: list[int]) -> np.ndarray:
    """(1, n): a column a value, opaque."""
    inks = np.array([values], np.uint32)
    return np.uint32(0xFF << 24) | inks << np.uint32(16) | inks << np.uint32(8) | inks


def seen(ring: ColumnRing, first: float, last: float, pixels: int) -> list[int]:
    """The grey of each pixel, -1 where nothing was painted."""
    image = QImage(pixels, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    ring.paint(painter, QRectF(0, 0, pixels, 1), first, last)
    painter.end()
    colours = [image.pixelColor(x, 0) for x in range(pixels)]
    return [colour.red() if colour.alpha() else -1 for colour in colours]


def test_that_columns_follow_each_other_over_the_cut(qapp: QApplication):
    ring = ColumnRing(8, 1)
    for value in range(0, 130, 10):
        ring.put(value // 10, greys([value]))
    assert ring.end == 13
    assert seen(ring, 6, 13, 7) == [60, 70, 80, 90, 100, 110, 120]


def test_that_what_is_forgotten_or_not_there_yet_is_left_empty(qapp: QApplication):
    ring = ColumnRing(4, 1)
    ring.put(0, greys([10, 20, 30, 40, 50, 60]))
    assert seen(ring, 0, 8, 8) == [-1, -1, 30, 40, 50, 60, -1, -1]


def test_that_a_column_may_be_written_again_and_a_hole_stays_empty(qapp: QApplication):
    ring = ColumnRing(8, 1)
    ring.put(0, greys([10, 20, 30]))
    ring.put(1, greys([99]))
    ring.put(5, greys([60]))
    assert seen(ring, 0, 6, 6) == [10, 99, 30, -1, -1, 60]


def test_that_a_hole_longer_than_the_ring_forgets_all(qapp: QApplication):
    ring = ColumnRing(4, 1)
    ring.put(0, greys([10, 20, 30, 40]))
    ring.put(50, greys([60]))
    assert seen(ring, 46, 51, 5) == [-1, -1, -1, -1, 60]


def test_that_half_a_column_is_half_as_wide(qapp: QApplication):
    ring = ColumnRing(4, 1)
    ring.put(0, greys([10, 200]))
    assert seen(ring, 0.5, 2, 3) == [10, 200, 200]


def test_that_coverage_and_ink_are_worked_out_by_hand():
    covered = coverage(np.array([0.5, 1.0], np.float32), np.array([2.0, 1.25], np.float32), 3)
    assert covered == pytest.approx(np.array([[0.5, 0], [1, 0.25], [0, 0]]))
    assert ink_of("#ff8000", np.array([[1.0, 0.5, 0.0]], np.float32)).tolist() == [[0xFFFF8000, 0x7F7F4000, 0]]


def test_that_parts_of_a_pixel_never_add_up_to_more_than_a_pixel():
    shares = np.random.default_rng(0).dirichlet(np.ones(7), 500).astype(np.float32)
    parts = [ink_of("#ffffff", shares[:, part]).view(np.uint8).reshape(-1, 4).astype(int) for part in range(7)]
    assert sum(parts).max() <= 255
    assert sum(parts).min() >= 248
