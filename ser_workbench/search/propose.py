# SPDX-License-Identifier: MIT
"""Which trials come next; follows from the plan and the scores alone."""

import statistics
from collections.abc import Iterable, Sequence

import numpy as np

from ser_workbench.models.settings import Convolution
from ser_workbench.search.parzen import ask_parzen
from ser_workbench.search.settings import SweepPlan
from ser_workbench.search.trial import Scores, Trial
from ser_workbench.search.values import Sizes, combinations, join_sizes

Combination = tuple[Convolution, Sizes]


def propose(plan: SweepPlan, known: Sequence[Trial], scores: Scores, at_once: int) -> list[Trial]:
    """Trials that may begin now beside the known ones.

    at_once: how many trials are worked on at a time; TPE proposes no more than that before it has learnt from them
    Raises SettingsError when there is nothing that can be tried.
    """
    if plan.sweep.method == "all":
        found = _propose_all(plan, known, scores)
    elif plan.sweep.method == "random":
        found = [] if known else _draw(plan)
    else:
        found = _propose_learnt(plan, known, scores, at_once)
    return _trials(plan, found, len(known))


def rank(trials: Iterable[Trial], scores: Scores) -> list[tuple[Combination, float]]:
    """Combinations and their mean UA over seeds, the best first; ties keep the order in which they were tried."""
    means = mean_scores(trials, scores)
    return sorted(means.items(), key=lambda item: -item[1])


def mean_scores(trials: Iterable[Trial], scores: Scores) -> dict[Combination, float]:
    """The mean UA of each combination, over those of its seeds that did not fail."""
    found: dict[Combination, list[float]] = {}
    for trial in trials:
        score = scores.get(trial.number)
        if score is not None:
            found.setdefault(trial.combination, []).append(score)
    return {combination: statistics.fmean(values) for combination, values in found.items()}


def _propose_all(plan: SweepPlan, known: Sequence[Trial], scores: Scores) -> list[Combination]:
    if plan.model.convolution != "st":
        kind = plan.model.convolution
        return [] if known else [(kind, sizes) for sizes in combinations(plan, kind)]
    first: tuple[Convolution, ...] = ("s", "t")
    if not known:
        return [(kind, sizes) for kind in first for sizes in combinations(plan, kind)]
    if any(trial.number not in scores for trial in known) or any(trial.convolution == "st" for trial in known):
        return []
    best = {kind: [s for (k, s), _ in rank(known, scores) if k == kind][: plan.sweep.top] for kind in first}
    joined = [join_sizes(spectral, temporal) for spectral in best["s"] for temporal in best["t"]]
    possible = set(combinations(plan, "st"))
    return [("st", sizes) for sizes in joined if sizes in possible]


def _draw(plan: SweepPlan) -> list[Combination]:
    kind = plan.model.convolution
    every = combinations(plan, kind)
    order = np.random.default_rng(plan.sweep.seed).permutation(len(every))
    return [(kind, every[place]) for place in order[: plan.sweep.trials]]


def _propose_learnt(plan: SweepPlan, known: Sequence[Trial], scores: Scores, at_once: int) -> list[Combination]:
    kind = plan.model.convolution
    every = combinations(plan, kind)
    tried = list(dict.fromkeys(trial.sizes for trial in known))
    wanted = min(plan.sweep.trials, len(every))
    open_now = len({trial.sizes for trial in known if trial.number not in scores})
    means = {sizes: mean for (_, sizes), mean in mean_scores(known, scores).items()}
    found: list[Combination] = []
    while len(tried) < wanted and open_now < at_once:
        sizes = ask_parzen(every, tried, means, plan.sweep.seed)
        tried.append(sizes)
        found.append((kind, sizes))
        open_now += 1
    return found


def _trials(plan: SweepPlan, found: Iterable[Combination], first: int) -> list[Trial]:
    seeds = range(plan.training.seed, plan.training.seed + plan.sweep.seeds)
    pairs = [(combination, seed) for combination in found for seed in seeds]
    return [Trial(first + place, *combination, seed) for place, (combination, seed) in enumerate(pairs)]
