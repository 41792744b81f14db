# SPDX-License-Identifier: MIT
"""Events are sorted, and failures become one sentence."""

from ser_workbench.errors import EmptyAudioError
from ser_workbench.jobs import Cancelled, Failed, Finished
from ser_workbench.presenters.jobs_wanted import sentence_of, watch
from ser_workbench.progress import Event, Note


def test_that_each_kind_of_event_goes_its_way():
    seen: list[object] = []
    receive = watch(
        on_event=lambda event: seen.append(("event", event)),
        on_result=lambda result: seen.append(("result", result)),
        on_error=lambda sentence: seen.append(("error", sentence)),
        on_cancel=lambda: seen.append("cancelled"),
    )
    events: list[Event] = [
        Note("x"),
        Finished(3),
        Failed(EmptyAudioError("s03.wav is empty; record it again.")),
        Cancelled(),
    ]
    receive(events)
    assert seen == [("event", Note("x")), ("result", 3), ("error", "s03.wav is empty; record it again."), "cancelled"]


def test_that_a_mistake_of_ours_is_confessed_without_a_traceback():
    sentence = sentence_of(ValueError("shapes (3,) and (4,)\nTraceback: much more"), is_bug=True)
    assert sentence.startswith("SER Workbench made a mistake (ValueError: shapes (3,) and (4,))")
    assert "\n" not in sentence


def test_that_an_error_without_words_can_be_confessed_too():
    assert "KeyError" in sentence_of(KeyError(), is_bug=True)
