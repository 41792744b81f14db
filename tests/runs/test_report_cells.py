# SPDX-License-Identifier: MIT
"""A click on a cell of a report's matrix lists its utterances, without a script."""

import re

import pytest

from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.report import write_report
from ser_workbench.runs.report_cells import MOST_LISTED, cell_id, draw_cell_lists
from ser_workbench.runs.result import PredictionRow

EMOTIONS = ("anger", "fear")


def row(name="a.wav", emotion="anger", predicted="fear", **changes):
    return PredictionRow("clean", name, "s1", emotion, predicted, (0.25, 0.75), **changes)


def lists_of(rows, corpus="/speech"):
    return draw_cell_lists("clean", EMOTIONS, rows, corpus, "predictions.csv")


def test_that_an_utterance_is_listed_in_its_cell_with_its_noise_and_a_link_to_its_recording(tmp_path):
    html = lists_of([row("b c/a.wav", noise="rain.wav", snr_db=-7.5)], str(tmp_path))
    assert 'id="cell-clean-0-1"' in html
    assert "anger heard as fear, clean condition: 1 utterance " in html
    assert (tmp_path / "b c" / "a.wav").as_uri() in html
    assert "<td>rain.wav</td>" in html
    assert "−7.5" in html
    assert ">75<" in html


def test_that_a_recording_of_another_system_is_named_without_a_link():
    html = lists_of([row()], "C:\\speech")
    assert "a.wav" in html
    assert "file:" not in html


def test_that_a_full_cell_says_how_many_more_there_are():
    html = lists_of([row(f"{number}.wav") for number in range(MOST_LISTED + 7)])
    assert html.count("<tr>") == 1 + MOST_LISTED
    assert 'And 7 more, all of them in <a href="predictions.csv">' in html


def test_that_what_users_named_is_never_markup():
    assert "<b>" not in lists_of([row("<b>.wav", noise="<b>")])


@pytest.mark.parametrize("condition", ["clean", "noisy"])
def test_that_every_cell_of_a_report_that_holds_something_leads_to_its_utterances(finished, condition):
    workspace, result, _ = finished
    html = write_report(RunFolder(workspace.run_folder(result.run))).read_text(encoding="utf-8")
    for true, counts in enumerate(result.scores[condition].confusion):
        for predicted, count in enumerate(counts):
            name = cell_id(condition, true, predicted)
            assert (f'href="#{name}"' in html) == (count > 0)
            listed = re.search(f'<section class=listing id="{name}">(.*?)</section>', html)
            assert (listed.group(1).count("<tr>") - 1 if listed else 0) == count
