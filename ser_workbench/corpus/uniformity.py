# SPDX-License-Identifier: MIT
"""Recordings whose rate or channels differ from the rest: they came another way, and a network can hear which."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.corpus.hearing import Hearing
from ser_workbench.corpus.utterance import WHOLE_CORPUS, Problem, ProblemKind, Utterance

REST = 0.9
"""A rate or number of channels that this share of the recordings has is that of the corpus."""
MOST_NAMED = 20
"""More files than these with one fault become one problem of the whole corpus."""

Heard = Sequence[tuple[Utterance, Hearing]]
"""Those that could be decoded."""


def find_outsiders(heard: Heard) -> Iterator[Problem]:
    """Rates and channels that differ from the rest, and rates too low for the program's 16 kHz."""
    low = list(_find_low_rates(heard))
    yield from low
    named = {problem.file for problem in low}  # What is said of a low rate once need not be said of another rate again.
    others = [(utterance, hearing) for utterance, hearing in heard if utterance.id not in named]
    yield from _find_others(others, "rate", lambda hearing: hearing.sample_rate_hz, _rate, "rates")
    yield from _find_others(heard, "channels", lambda hearing: hearing.channels, _channels, "numbers of channels")


def _find_low_rates(heard: Heard) -> Iterator[Problem]:
    low = [(u, hearing.sample_rate_hz) for u, hearing in heard if hearing.sample_rate_hz < SAMPLE_RATE_HZ]
    if not low:
        return
    if len(low) > MOST_NAMED or len(low) == len(heard):
        highest = max(rate for _, rate in low)
        yield Problem(
            WHOLE_CORPUS,
            f"holds {len(low):,} of {len(heard):,} recordings of {_rate(highest)} or less, in which nothing above "
            f"{_rate(highest // 2)} is heard (the first is {low[0][0].id}); use the originals if there are any.",
            "rate",
        )
        return
    for utterance, rate in low:
        text = f"has {_rate(rate)}, so nothing above {_rate(rate // 2)} is heard; use the original."
        yield Problem(utterance.id, text, "rate")


def _find_others(
    heard: Heard, kind: ProblemKind, value_of: Callable[[Hearing], int], words: Callable[[int], str], what: str
) -> Iterator[Problem]:
    counts = Counter(value_of(hearing) for _, hearing in heard)
    if len(counts) < 2:
        return
    usual, holders = counts.most_common(1)[0]
    others = [(utterance, value_of(hearing)) for utterance, hearing in heard if value_of(hearing) != usual]
    if holders < REST * len(heard) or len(others) > MOST_NAMED:
        amounts = ", ".join(f"{words(value)}: {count:,}" for value, count in counts.most_common())
        first = others[0][0].id
        text = (
            f"holds recordings of several {what} ({amounts}; the first that differs is {first}); see that they do not"
        )
        yield Problem(WHOLE_CORPUS, f"{text} go with a speaker or an emotion.", kind)
        return
    for utterance, value in others:
        text = f"has {words(value)}, but the other recordings have {words(usual)}; export it like them."
        yield Problem(utterance.id, text, kind)


def _rate(rate_hz: int) -> str:
    return f"{rate_hz:,} Hz"


def _channels(count: int) -> str:
    return "one channel" if count == 1 else f"{count} channels"
