# SPDX-License-Identifier: MIT
"""What an inspection leaves in a folder."""

import csv
import errno
import json

import pytest

from ser_workbench.errors import BadInputError
from ser_workbench.inspection.outputs import LABELINGS, MODULES
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.studies.inspection import PLOTTED
from ser_workbench.studies.inspection_files import latex_of, refuse_folder, save_inspection
from ser_workbench.studies.report_section import draw_section
from tests.studies.findings import make_inspection


def read(file):
    with file.open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))


def test_that_the_json_has_the_shape_that_other_programs_expect(tmp_path):
    save_inspection(make_inspection(), tmp_path / "out")
    facts = json.loads((tmp_path / "out/inspection.json").read_text(encoding="utf-8"))
    assert facts["run"] == "run-1"
    assert tuple(facts["modules"]) == MODULES
    assert facts["modules"]["cnn"]["probe_ua"] == {"emotion": 0.875, "speaker": 0.875, "gender": None}
    assert facts["modules"]["cnn"]["rho"] == {"emotion": 0.5, "speaker": 1.5, "gender": None}


def test_that_every_file_is_written_and_named(tmp_path):
    files = save_inspection(make_inspection(), tmp_path / "out")
    plots = {f"{labeling}-{module}.svg" for labeling in LABELINGS for module in PLOTTED}
    others = {"inspection.json", "table5.csv", "table5.tex", "points.csv", "projections.svg"}
    assert {file.name for file in files} == {file.name for file in (tmp_path / "out").iterdir()} == plots | others


def test_that_a_disk_that_fills_leaves_the_old_files_as_they_were_and_no_new_ones(tmp_path, monkeypatch):
    def fill_disk(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "table5.csv").write_text("old")
    monkeypatch.setattr("ser_workbench.studies.inspection_files.draw_projection", fill_disk)
    with pytest.raises(OSError, match="No space"):
        save_inspection(make_inspection(), tmp_path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("table5.csv", "old")]


def test_that_the_table_has_a_row_a_question_and_an_empty_cell_where_it_cannot_be_asked(tmp_path):
    save_inspection(make_inspection(), tmp_path)
    rows = read(tmp_path / "table5.csv")
    assert len(rows) == len(LABELINGS) * len(MODULES)
    assert (rows[0]["labeling"], rows[0]["module"], rows[0]["probe_ua"], rows[0]["rho"]) == (
        "emotion",
        "raw",
        "0.875",
        "0.5",
    )
    assert {row["probe_ua"] for row in rows if row["labeling"] == "gender"} == {""}


def test_that_points_bear_the_utterance_they_are_of(tmp_path):
    save_inspection(make_inspection(), tmp_path)
    rows = [row for row in read(tmp_path / "points.csv") if (row["labeling"], row["module"]) == ("emotion", "mlp")]
    assert [(row["utterance"], row["side"]) for row in rows] == [
        ("a<1>.wav", "train"),
        ("b.wav", "train"),
        ("c.wav", "train"),
        ("d.wav", "held out"),
    ]
    assert (rows[1]["x"], rows[1]["y"]) == ("2.0", "3.0")


def test_that_the_latex_row_is_in_percent_and_shows_the_control():
    line = next(line for line in latex_of(make_inspection()).splitlines() if "speaker" in line)
    assert line == "T-CLDNN (MFCC) & speaker & " + " & ".join(["87.50 (25.00)"] * 4) + r" \\"


def test_that_the_section_of_a_report_holds_table_plots_and_notes():
    section = draw_section(make_inspection())
    assert "87.50 (50.0 to 100.0)" in section
    assert section.count("<svg") == 1
    assert "Gender of raw, gender of cnn, gender of blstm, gender of mlp: Gender is unknown." in section


def test_that_no_place_among_the_recordings_is_written_to(tmp_path):
    settings = ExperimentSettings().changed({"model.name": "t-cldnn-mfcc", "corpus.folder": str(tmp_path)})
    with pytest.raises(BadInputError, match="never written to"):
        refuse_folder(tmp_path / "out", settings)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInputError, match="is a file"):
        refuse_folder(tmp_path / "file", ExperimentSettings().changed({"model.name": "t-cldnn-mfcc"}))
