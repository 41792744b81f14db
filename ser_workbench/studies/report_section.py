# SPDX-License-Identifier: MIT
"""What an inspection found, as a section of its run's report."""

from html import escape

from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.runs.drawing import draw_table
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.report import write_report
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.drawing import draw_projections, title_of_module
from ser_workbench.studies.inspection import Inspection

ABOUT_PROBES = (
    "UA in percent of a support vector machine on what each module says of an utterance, with its 95 % interval over "
    "speakers; control: the same with shuffled labels. ρ: the spread within classes by that between them, the smaller "
    "the better separated (paper, Table 5 and Section 7.4)."
)
ABOUT_PLOTS = (
    "LDA of each module, fitted to the training side (filled); hollow: the test side, which it has not seen. An LDA "
    "separates almost anything in enough dimensions, so each title says how much of it survives on what is held out: "
    "other speakers, or, where speakers are told apart, other utterances of the same ones."
)


def add_to_report(workspace: Workspace, inspection: Inspection) -> None:
    """Write the report of the run anew, with this inspection in it.

    Raises RunError when the run is not finished or its folder is damaged.
    """
    write_report(RunFolder(workspace.run_folder(inspection.run)), [draw_section(inspection)])


def draw_section(inspection: Inspection) -> str:
    """HTML: the table of probes and ρ, the nine projections, and the notes."""
    heads = ["module"] + [head for name in LABELINGS for head in (f"{name}, UA %", "control", "ρ")]
    notes = "".join(f"<p class=sub>{escape(note)}</p>" for note in inspection.notes)
    return (
        f"<h2>What each module knows</h2><p class=sub>Of the state that was best on {inspection.settings.state} "
        f"validation speech. {ABOUT_PROBES}</p>{draw_table(heads, _rows(inspection))}"
        f"<p class=sub>{ABOUT_PLOTS}</p><br><div class=wide>{draw_projections(inspection)}</div>{notes}"
    )


def _rows(inspection: Inspection) -> list[list[object]]:
    rows: list[list[object]] = []
    for module, findings in inspection.modules.items():
        row: list[object] = [title_of_module(module)]
        for labeling in LABELINGS:
            probe, inertia = findings.probes[labeling], findings.inertia[labeling]
            row += [_score(probe.ua, probe.interval), _score(probe.control_ua, None)]
            row.append(f"{inertia.rho:.3f}" if inertia else "–")
        rows.append(row)
    return rows


def _score(ua: float | None, interval: tuple[float, float] | None) -> str:
    if ua is None:
        return "–"
    spread = f" ({100 * interval[0]:.1f} to {100 * interval[1]:.1f})" if interval else ""
    return f"{100 * ua:.2f}{spread}"
