# SPDX-License-Identifier: MIT
"""Jobs: one background thread, events in order, always one end."""

import errno
import threading

import pytest

from ser_workbench.errors import DeviceError, DiskFullError, EmptyAudioError
from ser_workbench.jobs import Cancelled, Failed, Finished, Job
from ser_workbench.progress import Event, Progress, Steps


def _work(gate: threading.Event, tidied: list[str], to: int = 3) -> Steps[str]:
    try:
        for done in range(to):
            yield Progress("work", done, to)
            gate.wait(5)
    finally:
        tidied.append("tidied")
    return "done"


def _break(error: BaseException) -> Steps[None]:
    yield Progress("work", 0, 1)
    raise error


def _drain(job: Job[object]) -> list[Event]:
    job.join(5)
    return job.poll()


def test_that_a_job_tells_its_events_in_order_and_ends_with_its_result():
    gate = threading.Event()
    gate.set()
    events = _drain(Job("work", _work(gate, [])).start())
    assert events == [*(Progress("work", n, 3) for n in range(3)), Finished("done")]


def test_that_the_work_is_done_on_another_thread():
    def where() -> Steps[int]:
        yield Progress("where", 0, 1)
        return threading.get_ident()

    end = _drain(Job("where", where()).start())[-1]
    assert isinstance(end, Finished)
    assert end.result != threading.get_ident()


def test_that_a_cancelled_job_tidies_up_and_says_cancelled_last():
    gate, tidied = threading.Event(), list[str]()
    job = Job("work", _work(gate, tidied, to=1000)).start()
    job.cancel()
    gate.set()
    events = _drain(job)
    assert events[-1] == Cancelled()
    assert len(events) < 1000
    assert len(events) == 1 or tidied == ["tidied"]


def test_that_a_paused_job_holds_and_goes_on():
    gate = threading.Event()
    gate.set()
    job = Job("work", _work(gate, []))
    job.pause()
    job.start()
    job.join(0.1)
    assert job.is_alive
    assert job.is_paused
    assert job.poll() == []
    job.unpause()
    assert _drain(job)[-1] == Finished("done")


def test_that_a_paused_job_can_be_cancelled():
    gate = threading.Event()
    job = Job("work", _work(gate, []))
    job.pause()
    job.start()
    job.cancel()
    assert _drain(job) == [Cancelled()]


def test_that_a_users_mistake_arrives_as_it_is():
    end = _drain(Job("work", _break(EmptyAudioError("a.wav holds 0 samples."))).start())[-1]
    assert isinstance(end, Failed)
    assert str(end.error) == "a.wav holds 0 samples."
    assert not end.is_bug


@pytest.mark.parametrize(
    ("error", "told_as"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), DiskFullError),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "/x/y"), DiskFullError),
        (MemoryError(), DeviceError),
    ],
)
def test_that_what_the_machine_refuses_becomes_a_sentence(error: BaseException, told_as: type):
    end = _drain(Job("work", _break(error)).start())[-1]
    assert isinstance(end, Failed)
    assert isinstance(end.error, told_as)
    assert not end.is_bug


def test_that_our_own_mistake_arrives_with_its_traceback():
    end = _drain(Job("work", _break(ZeroDivisionError("ours"))).start())[-1]
    assert isinstance(end, Failed)
    assert end.is_bug
    assert end.error.__traceback__ is not None
