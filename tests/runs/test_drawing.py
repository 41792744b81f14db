# SPDX-License-Identifier: MIT
"""Curves, matrices and tables as markup."""

import xml.etree.ElementTree as ET

import pytest

from ser_workbench.runs.drawing import Curve, draw_confusion, draw_curves, draw_table, nice_ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0.0, 1.0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]), (14.2, 61.0, [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0])],
)
def test_that_ticks_are_round_and_enclose_the_values(low, high, ticks):
    assert nice_ticks(low, high) == pytest.approx(ticks)


def test_that_a_constant_curve_has_ticks_too():
    ticks = nice_ticks(0.5, 0.5)
    assert ticks[0] <= 0.5 < ticks[-1]


def test_that_curves_are_well_formed_and_ring_the_best_epoch():
    figure = draw_curves("Loss <nats>", [Curve("a&b", "c1", [3.0, float("nan"), 1.0], best_epoch=3)])
    svg = ET.fromstring(_svg_of(figure))
    rings = [node for node in svg.iter("circle") if "ring" in node.get("class", "")]
    assert len(rings) == 1
    assert "best epoch 3: 1" in "".join(rings[0].itertext())
    assert "a&amp;b" in figure


def test_that_a_confusion_matrix_shows_every_count_and_says_what_it_means():
    figure = draw_confusion("Clean", [[3, 1], [0, 0]], ["anger", "<b>"])
    svg = ET.fromstring(_svg_of(figure))
    assert [t.text for t in svg.iter("text") if (t.text or "").isdigit()] == ["3", "1", "0", "0"]
    assert "anger heard as anger: 3 of 4 (75.0 %)" in figure
    assert "<b>" not in figure


def test_that_a_table_escapes_what_users_wrote():
    assert "<script>" not in draw_table(["<script>"], [["<script>", 1]])


def _svg_of(figure):
    return figure[figure.index("<svg") : figure.index("</svg>") + 6]
