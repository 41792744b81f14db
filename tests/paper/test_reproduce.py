# SPDX-License-Identifier: MIT
"""The paper is done item by item on a tiny corpus of tones; killed, it goes on and does nothing twice."""

import shutil
from pathlib import Path

import pytest

from ser_workbench.errors import BadInputError, MissingFolderError, NoAudioError, RunError, SettingsError
from ser_workbench.paper.agenda import FINISHED, WAITING
from ser_workbench.paper.book import PaperBook, list_papers
from ser_workbench.paper.events import ItemEnded, ItemStarted, PaperStarted
from ser_workbench.paper.found import FOUND
from ser_workbench.paper.heard import settle_plan
from ser_workbench.paper.reproduce import agenda_of, begin_paper, look_ahead, read_paper, reproduce
from ser_workbench.paper.settings import plan_paper
from ser_workbench.progress import Note, run_steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import EpochEnded
from tests.corpora import write_noise_folder, write_tone_corpus

SPEAKERS = {f"s{number:02d}": "female" if number % 2 else "male" for number in range(1, 9)}
MODELS = "ldnn-log-mel,fst-cldnn-log-mel"
TINY = {
    "model.maps": 4,
    "model.cells": 8,
    "training.max_epochs": 2,
    "training.device": "cpu",
    "training.threads": 1,
    "partition.validation_share": 0.25,
    "partition.test_share": 0.25,
    "paper.models": MODELS,
    "paper.baselines": False,
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tones")
    write_tone_corpus(folder / "tones", speakers=SPEAKERS)
    write_noise_folder(folder / "noise")
    return plan_paper(folder / "tones", folder / "noise", "quick", TINY)


@pytest.fixture(scope="module")
def done(plan, tmp_path_factory):
    """A paper from its beginning to its end: workspace, events, result."""
    workspace, events = Workspace(tmp_path_factory.mktemp("done")), []
    steps = reproduce(workspace, begin_paper(plan, workspace), workspace.folder / "out")
    return workspace, events, run_steps(steps, events.append)


def numbers_of(result):
    """All that tables and findings say, but for the names of runs."""
    tables = [[(row.title, [cell.text for cell in row.cells]) for row in table.rows] for table in result.tables]
    return tables, [(finding.key, finding.verdict, finding.sentence) for finding in result.findings]


def break_off_at(steps, is_there):
    """Close the work at the first event of which that is true."""
    for event in steps:
        if is_there(event):
            break
    steps.close()


def test_that_every_item_is_an_ordinary_run_or_inspection_of_the_workspace(done):
    workspace, events, result = done
    ended = [event.item for event in events if isinstance(event, ItemEnded)]
    assert [(item.kind, item.state) for item in ended] == [
        ("run", FINISHED),
        ("run", FINISHED),
        ("inspection", FINISHED),
        ("report", FINISHED),
    ]
    runs = {run.id: run for run in workspace.store.list()}
    assert {item.made for item in ended if item.kind == "run"} == set(runs)
    assert [runs[item.made].model for item in ended[:2]] == MODELS.split(",")
    assert all(run.settings.noise.copies == 1 for run in runs.values())
    assert result.missing == ()


def test_that_report_tables_figures_and_settings_are_written(done):
    _, _, result = done
    there = {str(file.relative_to(result.folder)) for file in result.folder.rglob("*") if file.is_file()}
    assert {"report.html", "findings.json", "config.toml", "figures/figure6.svg"} <= there
    assert {f"tables/{key}.{end}" for key in ("table3", "table4", "table5", "rho") for end in ("csv", "tex")} <= there
    text = result.report.read_text(encoding="utf-8")
    for run in result.agenda.items[:2]:
        link = f"../runs/{run.made}/report.html"
        assert f'href="{link}"' in text
        assert (result.folder / link).is_file()


def test_that_table_4_and_table_5_hold_the_scores_of_their_runs(done):
    workspace, _, result = done
    tables = {table.key: table for table in result.tables}
    for run in workspace.store.list():
        cells = next(row.cells for row in tables["table4"].rows if any(cell.made == run.id for cell in row.cells))
        assert [cell.percent for cell in cells] == pytest.approx([100 * run.ua_noisy, 100 * run.ua_clean])
    row = next(row for row in tables["table5"].rows if row.title == "FST-CLDNN (log-Mel)")
    assert all(cell.percent is not None for cell in row.cells)


def test_that_a_finished_paper_is_not_done_again(done):
    workspace, _, result = done
    events = []
    again = run_steps(reproduce(workspace, result.paper_id, result.folder), events.append)
    assert [event.item.kind for event in events if isinstance(event, ItemStarted)] == ["report"]
    assert next(event for event in events if isinstance(event, PaperStarted)).is_resumed
    assert numbers_of(again) == numbers_of(result)
    assert len(workspace.store.list()) == 2


def test_that_a_paper_broken_off_anywhere_ends_with_the_numbers_of_one_that_was_not(plan, done, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    paper_id = begin_paper(plan, workspace)
    for is_there in (
        lambda event: isinstance(event, ItemStarted),
        lambda event: isinstance(event, EpochEnded),
        lambda event: isinstance(event, EpochEnded) and event.epoch == 2,
        lambda event: isinstance(event, ItemStarted) and event.item.kind == "inspection",
        lambda event: type(event).__name__ == "Progress" and event.stage.startswith("ρ of"),
        lambda event: isinstance(event, ItemStarted) and event.item.kind == "report",
    ):
        break_off_at(reproduce(workspace, paper_id), is_there)
    assert numbers_of(run_steps(reproduce(workspace, paper_id))) == numbers_of(done[2])
    runs = workspace.store.list()
    assert sorted(run.model for run in runs) == sorted(MODELS.split(","))
    assert [run.state for run in runs] == ["finished"] * 2


def test_that_what_is_removed_is_done_again_and_nothing_else(done, tmp_path):
    shutil.copytree(done[0].folder, tmp_path / "copy")
    workspace = Workspace(tmp_path / "copy")
    paper_id = list_papers(workspace)[0]
    book = PaperBook(workspace, paper_id)
    (book.inspection_folder("inspection/fst-cldnn-log-mel") / FOUND).unlink()
    assert [item.state for item in agenda_of(workspace, paper_id).items] == [FINISHED, FINISHED, WAITING, WAITING]
    events = []
    run_steps(reproduce(workspace, paper_id), events.append)
    assert [event.item.kind for event in events if isinstance(event, ItemStarted)] == ["inspection", "report"]


def test_that_a_paper_can_be_read_without_working_on_it(done):
    workspace, _, result = done
    assert numbers_of(run_steps(read_paper(workspace, result.paper_id))) == numbers_of(result)


def test_that_the_plan_tells_the_time_of_every_item_before_anything_is_written(plan, done, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    before = sorted(workspace.folder.rglob("*"))
    agenda = run_steps(look_ahead(plan, workspace))
    assert sorted(workspace.folder.rglob("*")) == before
    assert [item.state for item in agenda.items] == [WAITING] * 4
    assert all(item.expected_s and item.expected_s > 0 for item in agenda.items)
    assert agenda.seconds_left == pytest.approx(sum(item.expected_s for item in agenda.items))
    assert "The test hears 1 of 8 speakers" in agenda.notes[0]
    known = run_steps(look_ahead(plan, done[0]))
    assert [item.state for item in known.items] == [FINISHED] * 3 + [WAITING]
    assert known.seconds_left < agenda.seconds_left


def test_that_a_draw_that_leaves_a_side_without_an_emotion_is_drawn_again(plan, tmp_path):
    folder = shutil.copytree(plan.corpus.folder, tmp_path / "tones")
    rows = (folder / "manifest.csv").read_text().splitlines()
    kept = [row for row in rows if "anger" not in row or row.startswith(("s01", "s02", "s03", "s04"))]
    (folder / "manifest.csv").write_text("\n".join(kept) + "\n")
    seeds, notes = set(), []
    for seed in range(6):
        asked = plan.changed({"corpus.folder": str(folder), "partition.seed": seed})
        settled = run_steps(settle_plan(asked), notes.append)
        run_steps(look_ahead(settled.changed({"paper.models": "ldnn-mfcc", "paper.inspection": False}), None))
        seeds.add((seed, settled.partition.seed))
    assert any(asked != used for asked, used in seeds)
    assert any(isinstance(note, Note) and "a side lacks an emotion" in note.text for note in notes)


def test_that_noises_that_cannot_be_divided_are_refused_before_any_work(plan, tmp_path):
    empty, few = tmp_path / "empty", tmp_path / "few"
    empty.mkdir()
    few.mkdir()
    shutil.copy(next(Path(plan.noise.folder).rglob("*.wav")), few)
    with pytest.raises(NoAudioError, match="holds no audio"):
        run_steps(settle_plan(plan.changed({"noise.folder": str(empty)})))
    with pytest.raises(SettingsError, match="only 1 noise "):
        run_steps(settle_plan(plan.changed({"noise.folder": str(few)})))
    run_steps(settle_plan(plan.changed({"noise.folder": str(few), "noise.mode": "paper"})))


def test_that_a_plan_that_cannot_be_is_refused_before_anything_is_written(plan, tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    with pytest.raises(MissingFolderError, match="no folder"):
        begin_paper(plan.changed({"noise.folder": str(tmp_path / "lost")}), workspace)
    with pytest.raises(SettingsError, match="three sides"):
        begin_paper(plan.changed({"partition.scheme": "loso"}), workspace)
    with pytest.raises(SettingsError, match="no model 'fst'"):
        plan.changed({"paper.models": "fst"})
    with pytest.raises(BadInputError, match="never written to"):
        begin_paper(plan.changed({"corpus.folder": str(tmp_path)}), workspace)
    assert list_papers(workspace) == []
    with pytest.raises(RunError, match="cannot be opened"):
        run_steps(reproduce(workspace, "no-such-paper"))
