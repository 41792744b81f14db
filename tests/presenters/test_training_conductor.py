# SPDX-License-Identifier: MIT
"""Runs are started, paused, kept, cancelled, resumed and queued."""

import pytest

from ser_workbench.presenters.session import Topic
from ser_workbench.presenters.training_conductor import Phase, TrainingConductor
from ser_workbench.training.events import EpochEnded
from tests.presenters.training_desk import LONG, WatchedJobs, ready_session


@pytest.fixture
def desk(tmp_path):
    session, jobs = ready_session(tmp_path), WatchedJobs()
    return session, jobs, TrainingConductor(session, jobs, lambda: None)


def states(session):
    return [run.state for run in session.workspace.store.list()]


def begin_long(session, jobs, conductor):
    """A training that has learnt an epoch and would go on for hundreds."""
    conductor.start(session.settings.changed(LONG))
    jobs.until(lambda: bool(conductor.ledger.epochs) and conductor.ledger.is_training)


def test_that_a_run_goes_to_its_end_and_stands_in_the_store(desk):
    session, jobs, conductor = desk
    conductor.start(session.settings)
    assert conductor.phase is Phase.RUNNING
    jobs.finish()
    assert conductor.phase is Phase.IDLE
    assert conductor.ledger.result.epochs == len(conductor.ledger.epochs) == 2
    (run,) = session.workspace.store.list()
    assert (run.id, run.state) == (conductor.ledger.run_id, "finished")


def test_that_every_epoch_and_the_end_are_told_to_whoever_lists_runs(desk):
    session, jobs, conductor = desk
    told = []
    session.listen(Topic.RUNS, lambda: told.append(True))
    conductor.start(session.settings)
    jobs.finish()
    assert len(told) == 1 + 2 + 1  # begun, two epochs, ended


def test_that_only_what_makes_sense_can_be_pressed(desk):
    session, jobs, conductor = desk
    idle = conductor.controls(is_ready=True)
    assert (idle.can_start, idle.can_pause, idle.can_resume, idle.can_cancel) == (True, False, False, False)
    assert not conductor.controls(is_ready=False).can_start
    conductor.start(session.settings.changed(LONG))
    assert not conductor.controls(is_ready=True).can_stop_and_keep  # Nothing is learnt that could be kept.
    jobs.until(lambda: bool(conductor.ledger.epochs))
    running = conductor.controls(is_ready=True)
    assert (running.can_start, running.can_pause, running.can_stop_and_keep) == (False, True, True)
    conductor.pause()
    paused = conductor.controls(is_ready=True)
    assert (paused.can_pause, paused.can_resume, paused.can_cancel) == (False, True, True)
    conductor.cancel()
    assert not any(vars_of(conductor.controls(is_ready=True)))
    jobs.finish()


def vars_of(controls):
    return (
        controls.can_start,
        controls.can_pause,
        controls.can_resume,
        controls.can_stop_and_keep,
        controls.can_cancel,
    )


def test_that_a_paused_run_stands_still_and_then_goes_on(desk):
    session, jobs, conductor = desk
    begin_long(session, jobs, conductor)
    conductor.pause()
    job = conductor._job
    job.join(0.3)  # Long enough for many mini-batches, were it not held.
    job.poll()
    job.join(0.2)
    assert job.poll() == []
    conductor.resume()
    before = len(conductor.ledger.epochs)
    jobs.until(lambda: len(conductor.ledger.epochs) > before)
    conductor.cancel()
    jobs.finish()


def test_that_stop_and_keep_tests_what_was_learnt_so_far(desk):
    session, jobs, conductor = desk
    begin_long(session, jobs, conductor)
    conductor.stop_and_keep()
    jobs.finish()
    assert states(session) == ["finished"]
    assert conductor.ledger.result is not None
    assert 1 <= conductor.ledger.result.epochs < 500
    assert len(conductor.ledger.epochs) == conductor.ledger.result.epochs


def test_that_the_queue_goes_on_after_stop_and_keep(desk):
    session, jobs, conductor = desk
    begin_long(session, jobs, conductor)
    conductor.queue.add(session.settings.changed({"training.seed": 5}))
    conductor.stop_and_keep()
    jobs.finish()
    assert states(session) == ["finished", "finished"]


def test_that_a_cancelled_run_can_be_resumed_and_the_queue_waits(desk):
    session, jobs, conductor = desk
    begin_long(session, jobs, conductor)
    conductor.queue.add(session.settings)
    conductor.cancel()
    jobs.finish()
    assert states(session) == ["cancelled"]
    assert len(conductor.queue) == 1
    assert conductor.controls(is_ready=True).start_text == "Start queue (1)"


def test_that_a_resumed_run_shows_the_epochs_it_had_behind_it(desk):
    session, jobs, conductor = desk
    begin_long(session, jobs, conductor)
    conductor.cancel()
    jobs.finish()
    run = session.workspace.store.find("last")
    before = session.workspace.store.epochs(run.id)
    conductor.resume_run(run.id, run.settings)
    jobs.until(lambda: len(conductor.ledger.epochs) > len(before))
    assert tuple(conductor.ledger.epochs[: len(before)]) == before
    assert [epoch.epoch for epoch in conductor.ledger.epochs] == list(range(1, len(conductor.ledger.epochs) + 1))
    conductor.cancel()
    jobs.finish()


def test_that_queued_runs_are_trained_one_after_another(desk):
    session, jobs, conductor = desk
    conductor.queue.add_seeds(session.settings, 2)
    conductor.start(session.settings)
    jobs.finish()
    runs = session.workspace.store.list()
    assert [run.state for run in runs] == ["finished"] * 2
    assert sorted(run.settings.training.seed for run in runs) == [0, 1]


def test_that_a_mistake_is_told_in_one_sentence_and_the_next_run_begins(desk, tmp_path):
    session, jobs, conductor = desk
    conductor.queue.add(session.settings.changed({"corpus.folder": str(tmp_path / "nowhere")}))
    conductor.queue.add(session.settings)
    conductor.start(session.settings)
    jobs.finish()
    assert "nowhere" in session.complaint
    assert "Traceback" not in session.complaint
    assert states(session) == ["finished"]


def test_that_epochs_of_a_killed_process_without_a_checkpoint_are_not_shown_twice(desk):
    _, _, _conductor = desk
    from ser_workbench.presenters.training_ledger import EarlierEpochs, TrainingLedger
    from ser_workbench.training.events import TrainingStarted

    ledger = TrainingLedger()
    numbers = (1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5, True, True, 3, 1.0)
    ledger.take(EarlierEpochs((EpochEnded(1, *numbers), EpochEnded(2, *numbers))))
    ledger.take(TrainingStarted("cpu", 10, 3, 30, 9, 3, epochs_done=1))
    assert [epoch.epoch for epoch in ledger.epochs] == [1]
