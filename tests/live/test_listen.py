# SPDX-License-Identifier: MIT
"""Listening to a source until it is over."""

from collections.abc import Sequence

from ser_workbench.audio.source import Back, Ended, Heard, Lost
from ser_workbench.live.events import BlockHeard, Interrupted, NothingHeard, Resumed, UtteranceEnded
from ser_workbench.live.listen import listen
from ser_workbench.live.settings import LiveSettings
from tests.live.made_ear import blocks, make_ear, talk


class Told:
    """A source that says what it was told to say."""

    name, sample_rate_hz = "told", 16_000.0

    def __init__(self, heard: Sequence[Heard | None]) -> None:
        self._heard = list(heard)
        self.is_closed = False

    def read(self, timeout_s: float) -> Heard | None:
        return self._heard.pop(0)

    def close(self) -> None:
        self.is_closed = True


def test_that_a_source_is_heard_to_its_end_and_closed():
    samples = talk(1)
    spoken = samples[: len(samples) - 14_000]  # It ends while somebody speaks.
    source = Told([*blocks(spoken), None, Ended()])
    events = list(listen(source, make_ear(), LiveSettings()))
    assert sum(isinstance(event, BlockHeard) for event in events) == -(-len(spoken) // 480)
    assert isinstance(events[0], BlockHeard)
    assert isinstance(events[-2], NothingHeard)
    assert isinstance(events[-1], UtteranceEnded)
    assert events[-1].is_cut
    assert source.is_closed


def test_that_a_device_that_goes_away_ends_the_utterance_and_is_heard_again_when_it_is_back():
    samples = talk(1)
    half = samples[: len(samples) // 2]
    later = blocks(samples, first=200_000)
    source = Told([*blocks(half), Lost("It is gone."), None, Back("mic", 3.0), *later, Ended()])
    events = list(listen(source, make_ear(), LiveSettings()))
    place = events.index(Interrupted("It is gone."))
    assert isinstance(events[place - 1], UtteranceEnded)
    assert isinstance(events[place + 1], NothingHeard)
    assert events[place + 2] == Resumed("mic", 3.0)
    ended = [event for event in events if isinstance(event, UtteranceEnded)]
    assert [event.is_cut for event in ended] == [True, False]
    assert ended[1].start_s > 200_000 / 16_000


def test_that_who_stops_listening_frees_the_source():
    source = Told([*blocks(talk(1))])
    events = listen(source, make_ear(), LiveSettings())
    next(events)
    events.close()
    assert source.is_closed
