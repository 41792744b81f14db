# SPDX-License-Identifier: MIT
"""Runs of one model and protocol become one test: LOSO's speakers pooled seed by seed, then the seeds side by side."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ser_workbench.runs.protocol import Protocol
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.tally import Tally, join_seeds, pool_speakers


@dataclass(frozen=True, slots=True)
class CountedRun:
    """A finished run and what it said of whom, by condition."""

    run: RunRow
    seed: int
    protocol: Protocol
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class JoinedRuns:
    """Several runs as one test."""

    runs: tuple[RunRow, ...]
    seeds: tuple[int, ...]
    """In the order of the tallies' first axis."""
    tallies: Mapping[str, Tally]
    remarks: tuple[str, ...]
    """What was left out, and why; a phrase each."""


def join_runs(runs: Sequence[CountedRun]) -> JoinedRuns:
    """Join runs of one protocol, named newest first; each seed counts each test speaker once.

    Of two runs of one seed and speaker the newer counts. Seeds that did not test the same utterances cannot be
    averaged: those that tested most speakers count, and the others are named.
    """
    by_seed: dict[int, list[CountedRun]] = defaultdict(list)
    repeated = 0
    for run in runs:
        heard = {speaker for other in by_seed[run.seed] for speaker in other.tallies[CLEAN].speakers}
        if heard.isdisjoint(run.tallies[CLEAN].speakers):
            by_seed[run.seed].append(run)
        else:
            repeated += 1
    pooled = {seed: _pool(folds) for seed, folds in sorted(by_seed.items())}
    covers = Counter(_cover(tallies) for tallies in pooled.values())
    widest = max(covers, key=lambda cover: (len(cover[0]), covers[cover]))
    seeds = tuple(seed for seed, tallies in pooled.items() if _cover(tallies) == widest)
    remarks = []
    if repeated:
        remarks.append(f"{repeated} {'repetition' if repeated == 1 else 'repetitions'} of a seed left out")
    others = [str(seed) for seed in pooled if seed not in seeds]
    if others:
        word = "seed" if len(others) == 1 else "seeds"
        remarks.append(f"{word} {', '.join(others)} left out: tested on fewer or other utterances")
    return JoinedRuns(
        runs=tuple(fold.run for seed in seeds for fold in by_seed[seed]),
        seeds=seeds,
        tallies={condition: join_seeds([pooled[seed][condition] for seed in seeds]) for condition in pooled[seeds[0]]},
        remarks=tuple(remarks),
    )


def _pool(folds: Sequence[CountedRun]) -> dict[str, Tally]:
    return {condition: pool_speakers([fold.tallies[condition] for fold in folds]) for condition in folds[0].tallies}


def _cover(tallies: Mapping[str, Tally]) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tally.cover for tally in tallies.values())
