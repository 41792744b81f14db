# SPDX-License-Identifier: MIT
"""Maps of validation UA over two sizes, from results made by hand."""

import pytest

from ser_workbench.presenters.sweep_maps import pages_of
from ser_workbench.search.book import Entry
from ser_workbench.search.result import SweepResult, TrialRow
from ser_workbench.search.trial import Trial


def row(number, kind, state="finished", ua=0.5, seed=0, **sizes):
    entry = Entry(Trial(number, kind, tuple(sizes.items()), seed), f"run-{number}")
    return TrialRow(entry, state, ua if state == "finished" else None, 3, 1.0, "")


def test_that_seeds_of_one_place_are_averaged_and_the_better_trial_is_looked_at():
    rows = (
        row(0, "fst", width_1=3, width_2=2, ua=0.4),
        row(1, "fst", width_1=3, width_2=2, ua=0.6, seed=1),
        row(2, "fst", width_1=4, width_2=2, state="waiting"),
        row(3, "fst", width_1=4, width_2=3, state="skipped"),
    )
    (page,) = pages_of(SweepResult("sweep", rows))
    (found,) = page.maps
    assert (page.title, found.xs, found.ys) == ("FST-Conv", (3, 4), (2, 3))
    assert found.cells[3, 2].ua == pytest.approx(50)
    assert found.cells[3, 2].trial == 1
    assert (found.cells[4, 2].ua, found.cells[4, 2].sign) == (None, "·")
    assert found.cells[4, 3].sign == "skipped"
    assert found.best == (3, 2)
    assert (3, 3) not in found.cells


def test_that_s_and_t_stand_side_by_side_before_st():
    rows = (
        row(0, "s", height_1=4, height_2=3),
        row(1, "t", width_1=3, width_2=2),
        row(2, "st", height_1=4, width_1=3, height_2=3, width_2=2, ua=0.7),
    )
    first, second = pages_of(SweepResult("sweep", rows))
    assert (first.title, [found.title for found in first.maps]) == ("S-Conv and T-Conv", ["S-Conv", "T-Conv"])
    assert second.title == "ST-Conv"
    assert [found.y_title for found in second.maps] == ["w2, frames", "h2, bands"]


def test_that_the_best_over_all_other_sizes_counts():
    rows = (
        row(0, "st", height_1=4, width_1=3, height_2=3, width_2=2, ua=0.3),
        row(1, "st", height_1=5, width_1=3, height_2=3, width_2=2, ua=0.6),
    )
    (page,) = pages_of(SweepResult("sweep", rows))
    assert page.maps[0].cells[3, 2].ua == pytest.approx(60)
    assert page.maps[0].cells[3, 2].trial == 1


def test_that_a_network_without_sizes_has_no_map():
    assert pages_of(SweepResult("sweep", (row(0, "none"), row(1, "none", seed=1)))) == ()
