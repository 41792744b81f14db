# SPDX-License-Identifier: MIT
"""A finding of the paper and what this workspace's own numbers say of it."""

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["holds", "does not hold", "undecided"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of the paper, judged."""

    key: str
    claim: str
    """As the paper says it, in a sentence: `FST-Conv suffers least from noise.`"""
    published: str
    """The paper's numbers for it, in words."""
    verdict: Verdict
    """`undecided` where the interval over speakers, or the number of speakers, does not allow an answer."""
    sentence: str
    """What was found here, with the numbers in it."""
    basis: str
    """How it was judged, and what that cannot say."""
    runs: tuple[str, ...]
    """What it was judged from."""

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
