# SPDX-License-Identifier: MIT
"""The pump brings the events of jobs to the window's thread."""

import threading
from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from ser_workbench.errors import EmptyAudioError
from ser_workbench.gui.job_pump import JobPump
from ser_workbench.jobs import Cancelled, Failed, Finished
from ser_workbench.presenters.jobs_wanted import ignore
from ser_workbench.progress import Event, Note, Progress, Steps


def count_to(number: int) -> Steps[str]:
    for done in range(1, number + 1):
        yield Progress("counting", done, number)
    return "counted"


def never_end(begun: threading.Event) -> Steps[None]:
    while True:
        begun.set()
        yield Note("still here")


def test_that_the_starter_receives_every_event_in_order_and_the_end_last(qtbot: QtBot):
    pump, received = JobPump(), []
    with qtbot.waitSignal(pump.ended, timeout=5000):
        pump.start("Counting", count_to(3), received.extend)
    assert received == [Progress("counting", n, 3) for n in (1, 2, 3)] + [Finished("counted")]


def test_that_events_arrive_on_the_thread_of_the_window(qtbot: QtBot):
    pump, threads = JobPump(), set()

    def receive(_: Sequence[Event]) -> None:
        threads.add(threading.current_thread())

    with qtbot.waitSignal(pump.ended, timeout=5000):
        pump.start("Counting", count_to(3), receive)
    assert threads == {threading.main_thread()}


def test_that_a_failed_job_ends_with_its_error(qtbot: QtBot):
    def fail() -> Steps[None]:
        yield Note("looking")
        raise EmptyAudioError("s03.wav holds 0 samples; remove it or record it again.")

    pump = JobPump()
    with qtbot.waitSignal(pump.ended, timeout=5000) as signal:
        pump.start("Failing", fail(), ignore)
    last = signal.args[1]
    assert isinstance(last, Failed)
    assert not last.is_bug
    assert pump.running == []


def test_that_a_cancelled_job_ends_as_cancelled(qtbot: QtBot):
    pump, begun = JobPump(), threading.Event()
    job = pump.start("For ever", never_end(begun), ignore)
    assert begun.wait(5)
    with qtbot.waitSignal(pump.ended, timeout=5000) as signal:
        job.cancel()
    assert isinstance(signal.args[1], Cancelled)


def test_that_quitting_stops_every_job_and_tells_nobody(qtbot: QtBot):
    pump, received = JobPump(), []
    begun = [threading.Event(), threading.Event()]
    jobs = [pump.start("For ever", never_end(event), received.extend) for event in begun]
    assert all(event.wait(5) for event in begun)
    pump.stop_all()
    assert not any(job.is_alive for job in jobs)
    assert received == []


def test_that_a_receiver_may_start_the_next_job(qtbot: QtBot):
    pump, done = JobPump(), []

    def go_on(events: Sequence[Event]) -> None:
        if isinstance(events[-1], Finished):
            pump.start("Second", count_to(1), done.extend)

    pump.start("First", count_to(1), go_on)
    qtbot.waitUntil(lambda: len(done) == 2, timeout=5000)


def test_that_a_receiver_that_breaks_does_not_keep_the_job_from_ending(qtbot: QtBot):
    pump = JobPump()

    def break_down(_: Sequence[Event]) -> None:
        raise ValueError("a mistake of ours")

    with qtbot.captureExceptions() as mistakes, qtbot.waitSignal(pump.ended, timeout=5000):
        pump.start("Counting", count_to(1), break_down)
    assert [kind for kind, *_ in mistakes] == [ValueError] * len(mistakes)
    assert mistakes
    assert pump.running == []


@pytest.mark.parametrize("number", [1, 1000])
def test_that_many_events_come_in_few_deliveries(qtbot: QtBot, number: int):
    pump, deliveries = JobPump(), []
    with qtbot.waitSignal(pump.ended, timeout=5000):
        pump.start("Counting", count_to(number), lambda events: deliveries.append(len(events)))
    assert sum(deliveries) == number + 1
    assert len(deliveries) <= 20
