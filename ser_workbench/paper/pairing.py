# SPDX-License-Identifier: MIT
"""Two rows of Table 4 tested against each other, in sentences a person can put into a paper."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ser_workbench.errors import RunError
from ser_workbench.paper.table_4 import SEED, Table4Row
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.paired_test import DRAWN, Difference, PairedTest, compare_tallies
from ser_workbench.runs.result import CONDITIONS

POINTS = 100.0


@dataclass(frozen=True, slots=True)
class PairedRows:
    """The test under one condition, and what it says."""

    condition: str
    test: PairedTest
    sentence: str

    def to_json(self) -> dict[str, Any]:
        """Differences are the first row's less the second's, -1 to 1."""
        return {
            "condition": self.condition,
            "speakers": self.test.speakers,
            "utterances": self.test.utterances,
            "is_exact": self.test.is_exact,
            "smallest_p": self.test.smallest_p,
            "ua": _document_of(self.test.ua),
            "wa": _document_of(self.test.wa),
            "sentence": self.sentence,
        }


def pair_rows(first: Table4Row, second: Table4Row) -> Steps[tuple[PairedRows, ...]]:
    """Test two rows under each condition in which both heard the same utterances.

    Raises RunError when there is none.
    """
    tests, refusal = [], None
    for number, condition in enumerate(CONDITIONS, start=1):
        if condition in first.tallies and condition in second.tallies:
            rng = np.random.default_rng(SEED)
            try:
                test = compare_tallies(first.tallies[condition], second.tallies[condition], rng)
                tests.append(PairedRows(condition, test, sentence_of(first, second, condition, test)))
            except RunError as error:
                refusal = error
        yield Progress("Testing", number, len(CONDITIONS), "conditions")
    if not tests and refusal is not None:
        raise refusal
    return tuple(tests)


def sentence_of(first: Table4Row, second: Table4Row, condition: str, test: PairedTest) -> str:
    """Who recognises how much more, how sure that is, and what the test cannot say."""
    winner, loser, sign = first, second, 1.0
    if test.ua.value < 0:
        winner, loser, sign = second, first, -1.0
    names = _names(winner, loser)
    if abs(test.ua.value) * POINTS < 0.005:
        claim = f"{names[0]} and {names[1]} have the same UA in the {condition} condition"
    else:
        more = f"{POINTS * abs(test.ua.value):.2f} points of UA more than {names[1]}"
        claim = f"{names[0]} has {more} in the {condition} condition"
    way = "all exchanges" if test.is_exact else f"{DRAWN:,} exchanges drawn"
    seeds = test.seeds if sign > 0 else test.seeds[::-1]
    basis = f"{_count(test.speakers, 'test speaker')}, {test.utterances:,} utterances, {_seeds(seeds)}"
    ua, wa = _difference(test.ua, sign), _difference(test.wa, sign)
    wa_points = f"{POINTS * sign * test.wa.value:+.2f}".replace("-", "−")
    text = f"{claim} ({ua}; permutation test over speakers, {way}); WA {wa_points} points ({wa}). {basis}."
    if not test.can_be_significant:
        least = f"p cannot fall below {test.smallest_p:.3g}, whatever the models do"
        text += f" With {_count(test.speakers, 'test speaker')} {least}: it takes six to reach 0.05."
    return text


def _names(winner: Table4Row, loser: Table4Row) -> tuple[str, str]:
    if winner.title != loser.title:
        return winner.title, loser.title
    return f"{winner.title}, {winner.differs}", f"{loser.title}, {loser.differs}"


def _document_of(difference: Difference) -> dict[str, Any]:
    interval = None if difference.interval is None else list(difference.interval)
    return {"difference": difference.value, "interval": interval, "p": difference.p}


def _difference(difference: Difference, sign: float) -> str:
    p = f"p = {difference.p:.3g}" if difference.p >= 0.001 else "p < 0.001"
    if difference.interval is None:
        return p
    low, high = sorted(POINTS * sign * end for end in difference.interval)
    return f"95 % interval {low:.2f} to {high:.2f}, {p}".replace("-", "−")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _seeds(seeds: tuple[int, int]) -> str:
    return f"{_count(seeds[0], 'seed')} each" if seeds[0] == seeds[1] else f"{seeds[0]} against {seeds[1]} seeds"
