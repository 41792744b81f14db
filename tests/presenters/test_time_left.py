# SPDX-License-Identifier: MIT
"""How long a stage still takes follows from what was done of it in this session."""

from ser_workbench.presenters.time_left import StageClock
from ser_workbench.progress import Progress


class Hand:
    """A clock that is set by hand."""

    now_s = 0.0

    def read(self) -> float:
        return self.now_s


def words_after(hand: Hand, clock: StageClock, seconds: float, event: Progress) -> str:
    hand.now_s += seconds
    return clock.words_of(event)


def test_that_a_resumed_stage_is_timed_by_what_it_does_now() -> None:
    hand = Hand()
    clock = StageClock(hand.read)
    assert clock.words_of(Progress("Features", 9000, 10000, "utterances")) == "Features: 9,000 of 10,000 utterances"
    text = words_after(hand, clock, 10, Progress("Features", 9100, 10000, "utterances"))
    assert text == "Features: 9,100 of 10,000 utterances, 1:30 min left"


def test_that_nothing_is_foretold_in_the_first_moments_and_without_a_total() -> None:
    hand = Hand()
    clock = StageClock(hand.read)
    clock.words_of(Progress("Features", 0, 100))
    assert words_after(hand, clock, 1, Progress("Features", 50, 100)) == "Features: 50 of 100"
    assert words_after(hand, clock, 9, Progress("Opening", 50, 0)) == "Opening …"


def test_that_each_stage_has_its_own_speed() -> None:
    hand = Hand()
    clock = StageClock(hand.read)
    clock.words_of(Progress("Decoding", 0, 100))
    words_after(hand, clock, 100, Progress("Decoding", 100, 100))
    clock.words_of(Progress("Features", 0, 100))
    assert words_after(hand, clock, 4, Progress("Features", 50, 100)).endswith("4 s left")
