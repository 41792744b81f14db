# SPDX-License-Identifier: MIT
"""What sets rows of a table off from each other, in words."""

import pytest

from ser_workbench.paper.differing import tell_apart
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.protocol import protocol_of
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of
from tests.runs.answers import draw_answers


@pytest.fixture
def words_of(tmp_path):
    workspace = Workspace(tmp_path)

    def tell(*several):
        rows = {}
        for settings in several:
            run = workspace.store.find(enter(workspace, settings, draw_answers(3, 0, 0.5)))
            rows[protocol_of(run.settings, RunFolder(workspace.run_folder(run.id)))] = run
        return list(tell_apart(rows).values())

    return tell


def test_that_models_alone_need_no_words(words_of):
    assert words_of(settings_of("ldnn-mfcc"), settings_of("t-cldnn-log-mel")) == ["", ""]


def test_that_a_unit_is_not_said_twice(words_of):
    told = words_of(settings_of(training__max_epochs=5), settings_of(training__max_epochs=9))
    assert told == ["epochs at most 5", "epochs at most 9"]


def test_that_a_size_is_told_only_of_rows_that_have_it(words_of):
    told = words_of(
        settings_of("t-cldnn-log-mel", model__width_1=5), settings_of("fst-cldnn-log-mel"), settings_of("ldnn-mfcc")
    )
    assert told == ["width of the first filters 5 frames", "width of the first filters 4 frames", ""]
