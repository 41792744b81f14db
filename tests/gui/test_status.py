# SPDX-License-Identifier: MIT
"""The status line shows the oldest job and how far it is."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ser_workbench.gui.status import StatusLine
from ser_workbench.gui.theme import Theme
from ser_workbench.jobs import Finished, Job
from ser_workbench.progress import Progress, Steps


def nothing() -> Steps[None]:
    yield Progress("", 0, 0)


@pytest.fixture
def status(qtbot: QtBot, qapp: QApplication) -> StatusLine:
    status = StatusLine(Theme(qapp))
    qtbot.addWidget(status)
    status.resize(900, 30)
    status.show()
    return status


def test_that_the_progress_of_a_job_is_written_out(qtbot: QtBot, status: StatusLine):
    job = Job("Training", nothing())
    status.show_started(job)
    status.show_events(job, [Progress("Features", 250, 1000, "utterances")])
    assert status.job_label.text() == "Training · Features: 250 of 1,000 utterances"
    assert status.progress.value() / status.progress.maximum() == 0.25
    qtbot.waitUntil(status.job_label.isVisible)


def test_that_a_glance_beside_a_training_does_not_take_its_place(status: StatusLine):
    training, glance = Job("Training", nothing()), Job("Reading", nothing())
    status.show_started(training)
    status.show_started(glance)
    status.show_events(glance, [Progress("Reading", 1, 2)])
    assert status.shown_job() is training
    status.show_ended(glance, Finished(None))
    assert status.job_label.text() == "Training"


def test_that_the_line_is_empty_when_the_last_job_has_ended(qtbot: QtBot, status: StatusLine):
    job = Job("Training", nothing())
    status.show_started(job)
    qtbot.waitUntil(status.progress.isVisible)
    status.show_ended(job, Finished(None))
    assert not status.progress.isVisible()
    assert status.shown_job() is None


def test_that_a_long_message_is_shortened_and_whole_in_its_tooltip(status: StatusLine):
    sentence = "A very long sentence about a folder. " * 20
    status.say(sentence)
    assert len(status.message.text()) < len(sentence)
    assert status.message.toolTip() == sentence
