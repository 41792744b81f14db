# SPDX-License-Identifier: MIT
"""The rivals of Table 4 stand beside networks that were tested on the same, and nowhere else."""

from dataclasses import replace

import pytest

from ser_workbench.errors import RunError
from ser_workbench.paper.pairing import pair_rows
from ser_workbench.paper.table_4 import build_table_4
from ser_workbench.paper.table_text import csv_of, document_of_table, latex_of
from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import CLEAN, PredictionRow, Score
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, digest_of, keep_baseline
from ser_workbench.studies.baseline_settings import BaselineSettings
from tests.paper.entered import EMOTIONS, enter, settings_of, with_noise
from tests.runs.answers import draw_answers

ANSWERS = draw_answers(6, 1, 0.6)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def keep(workspace, run, answers=ANSWERS, name="", minute=0, **changes):
    """Keep a baseline that was made from the data of a run."""
    settings = BaselineSettings().changed({key.replace("__", "."): value for key, value in changes.items()})
    partition = RunFolder(workspace.run_folder(run)).load_partition()
    result = BaselineResult(
        id=name or f"{settings.method}-{settings.functionals.name}-{minute}",
        created=f"2026-01-01T00:{minute:02}:00+00:00",
        corpus="tones",
        settings=settings,
        emotions=EMOTIONS,
        speakers=("s00",),
        score=Score(0.5, 0.5, 1, ((1, 0, 0), (0, 0, 0), (0, 0, 0))),
        interval=None,
        by_kernel={},
        folds=(),
        features=3,
        data=digest_of(partition, settings.is_loso),
        feature_seconds=0.0,
        seconds=1.0,
    )
    rows = [PredictionRow(CLEAN, a.utterance, a.speaker, a.emotion, a.predicted, ()) for a in answers]
    keep_baseline(workspace, result, partition, rows)
    return result


def table_of(workspace):
    return run_steps(build_table_4(workspace))


def test_that_a_rival_stands_above_the_networks_with_its_ua_interval_and_published_ua(workspace):
    run = enter(workspace, settings_of(), ANSWERS)
    kept = keep(workspace, run, draw_answers(6, 1, 0.9))
    table = table_of(workspace)
    (rival,) = table.rivals
    assert [row.title for row in table.lines] == ["SVM (ComParE)", "FST-CLDNN (log-Mel)"]
    assert (rival.baseline, rival.runs, rival.seeds) == (kept.id, (), ())
    right = [answer.emotion == answer.predicted for answer in draw_answers(6, 1, 0.9)]
    assert rival.cells["clean"].wa.mean == pytest.approx(sum(right) / len(right))
    low, high = rival.cells["clean"].ua.interval
    assert low < rival.cells["clean"].ua.mean < high
    assert rival.published_percent == {"clean": 80.83}
    assert rival.speakers == tuple(f"s{n:02}" for n in range(6))
    assert "6 test speakers, so the interval is narrow: nearer to 90 % than to 95 %" in rival.remarks


def test_that_a_rival_of_networks_trained_in_noise_is_found_too(workspace):
    run = enter(workspace, settings_of(noise__folder="/data/rain"), ANSWERS, with_noise(ANSWERS))
    keep(workspace, run, method="skrrr", functionals__feature_set="PC")
    (rival,) = table_of(workspace).rivals
    assert rival.title == "SKRRR (PC)"
    assert rival.published_percent == {"clean": 87.46}
    assert list(rival.cells) == ["clean"]


def test_that_of_one_method_and_set_the_newest_counts_and_other_sets_of_svms_stand_in_table_3(workspace):
    run = enter(workspace, settings_of(), ANSWERS)
    keep(workspace, run, minute=1, name="old")
    keep(workspace, run, minute=2, name="new")
    keep(workspace, run, minute=3, functionals__feature_set="EC")
    assert [rival.baseline for rival in table_of(workspace).rivals] == ["new"]


def test_that_a_rival_tested_on_other_recordings_or_sides_stands_in_no_table(workspace):
    run = enter(workspace, settings_of(), ANSWERS)
    kept = keep(workspace, run, partition__scheme="loso")
    assert table_of(workspace).rivals == ()
    partition = RunFolder(workspace.run_folder(run)).load_partition()
    cut = [replace(row, content_hash="cut") if place == 0 else row for place, row in enumerate(partition.rows)]
    assert digest_of(replace(partition, rows=tuple(cut)), is_loso=False) != digest_of(partition, is_loso=False)
    assert kept.data != digest_of(partition, is_loso=False)


def test_that_a_rival_can_be_tested_against_a_network(workspace):
    keep(workspace, enter(workspace, settings_of(), ANSWERS), draw_answers(6, 1, 0.95))
    table = table_of(workspace)
    (test,) = run_steps(pair_rows(table.rivals[0], table.rows[0]))
    assert "SVM (ComParE) has" in test.sentence
    assert "more than FST-CLDNN (log-Mel)" in test.sentence


def test_that_a_rival_is_written_with_the_networks(workspace):
    run = enter(workspace, settings_of(noise__folder="/data/rain"), ANSWERS, with_noise(ANSWERS))
    kept = keep(workspace, run)
    table = table_of(workspace)
    assert csv_of(table).splitlines()[1].startswith("SVM (ComParE),tones,,,6,")
    assert "SVM (ComParE) & -- & 6 &" in latex_of(table)
    assert "80.83" in latex_of(table)
    document = document_of_table(table)
    assert [row["baseline"] for row in document["rivals"]] == [kept.id]
    assert [row["baseline"] for row in document["rows"]] == [None]


def test_that_a_rival_alone_makes_no_table(workspace):
    with pytest.raises(RunError, match="no finished run"):
        table_of(workspace)
