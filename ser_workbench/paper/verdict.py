# SPDX-License-Identifier: MIT
"""A finding of the paper and what this workspace's own numbers say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ser_workbench.paper.estimate import Estimate

Verdict = Literal["holds", "does not hold", "undecided"]
VERDICTS: tuple[Verdict, ...] = ("holds", "does not hold", "undecided")


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a finding, which the claim says is above 0."""

    words: str
    """`FST-CLDNN (log-Mel) less S-CLDNN (log-Mel), noisy`."""
    estimate: Estimate | None
    """None where something is missing."""
    text: str
    """The number as a person reads it: `+3.1 [−0.4, +6.6]`; empty where it is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of the paper, judged."""

    key: str
    claim: str
    """As the paper says it, in a sentence: `FST-Conv suffers least from noise.`"""
    published: str
    """The paper's numbers for it, in words."""
    verdict: Verdict
    """`undecided` where the intervals over speakers do not allow an answer, or something is missing."""
    sentence: str
    """What was found here, with the numbers in it."""
    basis: str
    """How it was judged, and what that cannot say."""
    runs: tuple[str, ...]
    """The runs and baselines that it was judged from."""
    parts: tuple[Part, ...] = ()
    """What the verdict follows from."""

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "key": self.key,
            "claim": self.claim,
            "published": self.published,
            "verdict": self.verdict,
            "sentence": self.sentence,
            "basis": self.basis,
            "runs": list(self.runs),
        }


def judge(parts: Sequence[Part]) -> Verdict:
    """A claim of several parts.

    It holds where every interval lies above 0, and does not where one lies below; of several, one would by chance, so
    that one must then lie below with an interval that is as much wider (Bonferroni).
    """
    if any(part.estimate is not None and part.estimate.is_below_0(len(parts)) for part in parts):
        return "does not hold"
    if parts and all(part.estimate is not None and part.estimate.is_above_0 for part in parts):
        return "holds"
    return "undecided"


def basis_of(parts: Sequence[Part], side: str) -> str:
    """How it was judged; side: who the speakers are, `test` or `training`."""
    counts = [part.estimate.speakers for part in parts if part.estimate is not None]
    if not counts:
        return "Nothing to judge it from."
    speakers = min(counts)
    if speakers < 2:
        return f"One {side} speaker gives no interval, so nothing can be decided."
    return (
        f"95 % intervals by leaving out each of {speakers} {side} speakers (jackknife, Student's t); another seed of "
        "the trainings may differ by more."
    )
