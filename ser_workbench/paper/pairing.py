# SPDX-License-Identifier: MIT
"""Two rows of Table 4 tested against each other, in sentences a person can put into a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ser_workbench.errors import RunError
from ser_workbench.paper.table_4 import SEED, Table4Row
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.paired_test import DRAWN, Difference, PairedTest, compare_tallies
from ser_workbench.runs.result import CONDITIONS

POINTS = 100.0
SAME_POINTS = 0.005
"""What two decimals do not show is no difference."""


@dataclass(frozen=True, slots=True)
class PairedRows:
    """The test under one condition, and what it says."""

    condition: str
    test: PairedTest
    sentence: str
    """Who recognises how much more, and how sure that is."""
    basis: str
    """How it was tested, and what that cannot say."""

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
            "sentence": f"{self.sentence} {self.basis}",
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
                tests.append(PairedRows(condition, test, _claim(first, second, condition, test), _basis(test)))
            except RunError as error:
                refusal = error
        yield Progress("Testing", number, len(CONDITIONS), "conditions")
    if not tests and refusal is not None:
        raise refusal
    return tuple(tests)


def words_of(tests: Sequence[PairedRows]) -> list[str]:
    """What the tests say, a sentence each, and after them how it was tested."""
    return list(dict.fromkeys([*(test.sentence for test in tests), *(test.basis for test in tests)]))


def _claim(first: Table4Row, second: Table4Row, condition: str, test: PairedTest) -> str:
    winner, loser, sign = (first, second, 1.0) if test.ua.value >= 0 else (second, first, -1.0)
    names = _names(winner, loser)
    if abs(test.ua.value) * POINTS < SAME_POINTS:
        claim = f"{names[0]} and {names[1]} have the same UA"
    else:
        claim = f"{names[0]} has {POINTS * abs(test.ua.value):.2f} points of UA more than {names[1]}"
    wa_points = f"{POINTS * sign * test.wa.value:+.2f}".replace("-", "−")
    ua, wa = _difference(test.ua, sign), _difference(test.wa, sign)
    return f"{condition.capitalize()}: {claim} ({ua}); WA {wa_points} points ({wa})."


def _basis(test: PairedTest) -> str:
    ways = f"all {2**test.speakers:,} exchanges" if test.is_exact else f"{DRAWN:,} exchanges drawn"
    seeds = test.seeds
    trained = f"{_count(seeds[0], 'seed')} each" if seeds[0] == seeds[1] else f"{seeds[0]} and {seeds[1]} seeds"
    text = f"Permutation test over {_count(test.speakers, 'speaker')} ({ways}), {trained}."
    if not test.can_be_significant:
        text += f" p cannot fall below {test.smallest_p:.3g} here, whatever the models do: it takes six speakers."
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
