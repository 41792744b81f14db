# SPDX-License-Identifier: MIT
"""Table 4 as CSV, LaTeX and JSON."""

import csv
import json

import pytest

from ser_workbench.errors import BadInputError
from ser_workbench.paper.table_4 import build_table_4
from ser_workbench.paper.table_text import csv_of, document_of_table, latex_of, write_table_4
from ser_workbench.progress import run_steps
from ser_workbench.runs.workspace import Workspace
from tests.paper.entered import enter, settings_of, with_noise
from tests.runs.answers import draw_answers


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    for seed in (0, 1):
        answers = draw_answers(6, seed, 0.7)
        settings = settings_of("st-cldnn-log-mel", seed, noise__folder="/data/rain")
        enter(workspace, settings, answers, with_noise(answers), corpus="tones & more_50%")
    enter(workspace, settings_of("ldnn-mfcc"), draw_answers(1, 3, 0.5), corpus="tones & more_50%")
    return run_steps(build_table_4(workspace))


def test_that_csv_holds_a_line_a_row_and_says_where_the_published_numbers_are_from(table):
    head, ldnn, st = csv.reader(csv_of(table).splitlines())
    published = "published UA clean % (eNTERFACE'05 + MUSAN; not comparable on others)"
    assert st[head.index(published)] == "93.75"
    assert st[head.index("UA clean %")] == f"{100 * table.rows[1].cells['clean'].ua.mean:.2f}"
    assert st[head.index("WA noisy SD over seeds")] == f"{100 * table.rows[1].cells['noisy'].wa.sd:.2f}"
    assert (ldnn[head.index("UA noisy %")], ldnn[head.index("UA clean low 95 %")]) == ("", "")
    assert (st[head.index("seeds")], st[head.index("speakers")]) == ("2", "6")
    assert "one test speaker" in ldnn[head.index("remarks")]


def test_that_latex_escapes_names_and_has_as_many_cells_as_columns(table):
    text = latex_of(table)
    assert "eNTERFACE'05 + MUSAN, not comparable" in text
    columns = len("lrr") + 6
    assert "{lrr" + "r" * 6 + "}" in text
    rows = [line for line in text.splitlines() if line.endswith("\\\\")]
    assert len(rows) == 3
    assert all(line.count(" & ") == columns - 1 for line in rows)
    assert "$\\pm$" in rows[2]
    assert "95 \\%" in text


def test_that_json_holds_accuracies_from_0_to_1_and_what_is_missing_as_null(table):
    document = json.loads(json.dumps(document_of_table(table), allow_nan=False))
    ldnn, st = document["rows"]
    assert document["published_on"] == "eNTERFACE'05 + MUSAN"
    assert st["published"]["noisy"] == {"ua": 0.8426}
    assert st["test"]["clean"]["ua"]["mean"] == table.rows[1].cells["clean"].ua.mean
    assert len(st["test"]["noisy"]["wa"]["interval"]) == 2
    assert ldnn["test"]["clean"]["ua"]["sd"] is None
    assert ldnn["test"]["clean"]["ua"]["interval"] is None
    assert list(ldnn["test"]) == ["clean"]


def test_that_the_ending_chooses_the_format_and_another_one_is_refused(table, tmp_path):
    write_table_4(table, tmp_path / "table.csv")
    write_table_4(table, tmp_path / "table.TEX")
    assert (tmp_path / "table.csv").read_text(encoding="utf-8") == csv_of(table)
    assert "\\toprule" in (tmp_path / "table.TEX").read_text(encoding="utf-8")
    with pytest.raises(BadInputError, match=r"neither \.csv nor \.tex"):
        write_table_4(table, tmp_path / "table.xlsx")
