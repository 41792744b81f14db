# SPDX-License-Identifier: MIT
"""Which trials come next."""

from itertools import product
from statistics import fmean

import pytest

from ser_workbench.errors import SettingsError
from ser_workbench.search.propose import propose, rank
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.values import combinations, parse_values


def plan_for(model: str, **sweep: object) -> SweepPlan:
    return SweepPlan.model_validate({"model": {"name": model}, "sweep": sweep})


@pytest.mark.parametrize(("model", "count"), [("s-cldnn-log-mel", 12), ("t-cldnn-mfcc", 12), ("fst-cldnn-mfcc", 12)])
def test_that_s_t_and_fst_have_the_twelve_combinations_of_table_2(model, count):
    trials = propose(plan_for(model), [], {}, at_once=1)
    assert len({trial.sizes for trial in trials}) == len(trials) == count
    assert [trial.number for trial in trials] == list(range(count))


def test_that_each_combination_is_trained_from_each_seed():
    plan = plan_for("fst-cldnn-log-mel", seeds=3).changed({"training.seed": 5})
    trials = propose(plan, [], {}, at_once=1)
    assert len(trials) == 36
    assert [trial.seed for trial in trials[:4]] == [5, 6, 7, 5]
    assert trials[0].settings(plan).training.seed == 5


def test_that_st_waits_for_s_and_t_and_combines_the_best_of_each():
    plan = plan_for("st-cldnn-log-mel", top=2)
    first = propose(plan, [], {}, at_once=1)
    assert [sum(trial.convolution == kind for trial in first) for kind in ("s", "t", "st")] == [12, 12, 0]
    scores = {trial.number: 0.5 for trial in first} | {3: 0.9, 7: 0.8, 12: 0.7, 20: 0.95}
    assert propose(plan, first, {n: s for n, s in scores.items() if n != 11}, at_once=1) == []
    second = propose(plan, first, scores, at_once=1)
    by_hand = {
        (h["height_1"], w["width_1"], h["height_2"], w["width_2"])
        for h, w in product([dict(first[n].sizes) for n in (3, 7)], [dict(first[n].sizes) for n in (20, 12)])
    }
    assert {tuple(dict(trial.sizes).values()) for trial in second} == by_hand
    assert [trial.number for trial in second] == [24, 25, 26, 27]
    assert propose(plan, [*first, *second], scores, at_once=1) == []


def test_that_a_failed_trial_holds_nothing_up_and_wins_nothing():
    plan = plan_for("st-cldnn-log-mel", top=1, height_1="4-5", height_2="3", width_1="3-4", width_2="2")
    first = propose(plan, [], {}, at_once=1)
    second = propose(plan, first, {0: None, 1: 0.4, 2: 0.3, 3: None}, at_once=1)
    assert [dict(trial.sizes) for trial in second] == [{"height_1": 5, "width_1": 3, "height_2": 3, "width_2": 2}]


def test_that_seeds_of_one_combination_are_ranked_by_their_mean():
    trials = propose(plan_for("t-cldnn-mfcc", seeds=2, width_1="3-4", width_2="2"), [], {}, at_once=1)
    ranked = rank(trials, {0: 0.2, 1: 0.6, 2: 0.5, 3: None})
    assert [(dict(sizes)["width_1"], mean) for (_, sizes), mean in ranked] == [(4, 0.5), (3, pytest.approx(0.4))]


def test_that_random_search_draws_each_combination_once_and_follows_its_seed():
    drawn = propose(plan_for("st-cldnn-log-mel", method="random", trials=30), [], {}, at_once=1)
    assert len({trial.sizes for trial in drawn}) == 30
    again = propose(plan_for("st-cldnn-log-mel", method="random", trials=30), [], {}, at_once=1)
    other = propose(plan_for("st-cldnn-log-mel", method="random", trials=30, seed=1), [], {}, at_once=1)
    assert again == drawn
    assert other != drawn


def test_that_tpe_learns_where_good_combinations_lie():
    plan = plan_for("st-cldnn-log-mel", method="tpe", trials=60)
    every = combinations(plan, "st")

    def ua_of(sizes: dict[str, int]) -> float:
        return 1 - 0.1 * abs(sizes["height_1"] - 9) - 0.1 * abs(sizes["width_1"] - 3)

    known, scores = [], {}
    while new := propose(plan, known, scores, at_once=2):
        assert len(new) <= 2
        known += new
        scores |= {trial.number: ua_of(dict(trial.sizes)) for trial in new}
    assert len({trial.sizes for trial in known}) == len(known) == 60
    by_chance = fmean(ua_of(dict(sizes)) for sizes in every)
    assert fmean(scores[trial.number] for trial in known[20:]) > by_chance + 0.1


def test_that_tpe_goes_on_the_same_after_a_stop():
    plan = plan_for("fst-cldnn-log-mel", method="tpe", trials=12)
    known, scores = [], {}
    while new := propose(plan, known, scores, at_once=1):
        assert propose(plan, list(known), dict(scores), at_once=1) == new
        known += new
        scores |= {trial.number: 0.1 * dict(trial.sizes)["width_1"] for trial in new}
    assert len({trial.sizes for trial in known}) == 12


def test_that_what_geometry_forbids_is_no_trial():
    plan = plan_for("fst-cldnn-log-mel", width_1="3,15-20", width_2="2")
    assert [dict(sizes)["width_1"] for sizes in combinations(plan, "fst")] == [3]
    with pytest.raises(SettingsError, match="None of the combinations can be built"):
        combinations(plan_for("fst-cldnn-log-mel", width_1="20-30"), "fst")


@pytest.mark.parametrize(("text", "values"), [("4-6", (4, 5, 6)), ("8, 4,4", (4, 8)), ("3,5-6", (3, 5, 6))])
def test_that_ranges_are_read(text, values):
    assert parse_values(text, "height_1") == values


@pytest.mark.parametrize("text", ["6-4", "a", "4..6", "4,,5", "-3"])
def test_that_a_range_that_is_none_is_told_with_an_example(text):
    with pytest.raises(SettingsError, match=r"sweep.height_1 cannot be .* as 4-9 or 4,6,8"):
        parse_values(text, "height_1")


def test_that_ranges_too_wide_to_look_through_are_refused():
    with pytest.raises(SettingsError, match=r"have 65,536 combinations; narrow them to at most 20,000"):
        combinations(plan_for("fst-cldnn-log-mel", width_1="1-256", width_2="1-256"), "fst")


def test_that_the_sizes_of_a_layer_that_is_not_there_are_not_varied():
    plan = SweepPlan.model_validate({"model": {"name": "custom", "convolution": "fst", "layers": 1}})
    assert [dict(sizes)["width_1"] for sizes in combinations(plan, "fst")] == [3, 4, 5, 6, 7, 8]
