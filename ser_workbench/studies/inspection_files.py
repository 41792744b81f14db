# SPDX-License-Identifier: MIT
"""An inspection as files to take along: JSON, Table 5's row as CSV and LaTeX, the points, and the plots as SVG."""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from ser_workbench.errors import BadInputError
from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import write_json, write_table, write_text, written_beside
from ser_workbench.studies.drawing import draw_projection, draw_projections, title_of_module
from ser_workbench.studies.inspection import PLOTTED, Inspection

FACTS, TABLE, TABLE_TEX, POINTS, ALL_PLOTS = (
    "inspection.json",
    "table5.csv",
    "table5.tex",
    "points.csv",
    "projections.svg",
)
TABLE_COLUMNS = (
    "model",
    "state",
    "labeling",
    "module",
    "probe_ua",
    "interval_low",
    "interval_high",
    "probe_control_ua",
    "chance",
    "test_items",
    "rho",
    "lda_held_out_ua",
    "lda_control_ua",
)
POINT_COLUMNS = ("labeling", "module", "side", "utterance", "speaker", "emotion", "gender", "x", "y")
NOTHING = "--"


def refuse_folder(folder: Path, settings: ExperimentSettings) -> None:
    """Raises BadInputError for a place that is no folder, or lies within the user's recordings."""
    if folder.exists() and not folder.is_dir():
        raise BadInputError(f"{folder} is a file; name a folder for the tables and figures.")
    refuse_within_recordings(folder, settings)


def save_inspection(inspection: Inspection, folder: Path) -> list[Path]:
    """Write all files into a folder, made when it is not there; files of these names are replaced. Returns them.

    All or none: on a full disk there is no table without its figures, and no old one beside new ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plots = {f"{labeling}-{module}.svg": (labeling, module) for labeling in LABELINGS for module in PLOTTED}
    files = [folder / name for name in (FACTS, TABLE, TABLE_TEX, POINTS, ALL_PLOTS, *plots)]
    with ExitStack() as whole:
        beside = {file.name: whole.enter_context(written_beside(file)) for file in files}
        write_json(beside[FACTS], inspection.to_json())
        write_table(beside[TABLE], TABLE_COLUMNS, _table_rows(inspection))
        write_text(beside[TABLE_TEX], latex_of(inspection))
        write_table(beside[POINTS], POINT_COLUMNS, _point_rows(inspection))
        write_text(beside[ALL_PLOTS], draw_projections(inspection))
        for name, (labeling, module) in plots.items():
            write_text(beside[name], draw_projection(inspection, labeling, module))
    return files


def latex_of(inspection: Inspection) -> str:
    """Table 5's row of this model, a line a labeling: UA in percent, those of shuffled labels in brackets."""
    modules = list(inspection.modules)
    text = io.StringIO()
    text.write(f"% UA in percent of an SVM on each module, in brackets with shuffled labels; run {inspection.run}\n")
    text.write(f"\\begin{{tabular}}{{ll{'r' * len(modules)}}}\n\\hline\n")
    text.write(" & ".join(["model", "", *map(title_of_module, modules)]) + " \\\\\n\\hline\n")
    for labeling in LABELINGS:
        probes = [inspection.modules[module].probes[labeling] for module in modules]
        cells = [f"{_percent(probe.ua)} ({_percent(probe.control_ua)})" for probe in probes]
        text.write(" & ".join([inspection.title, labeling, *cells]) + " \\\\\n")
    text.write("\\hline\n\\end{tabular}\n")
    return text.getvalue()


def _percent(share: float | None) -> str:
    return NOTHING if share is None else f"{100 * share:.2f}"


def _table_rows(inspection: Inspection) -> Iterator[tuple[object, ...]]:
    """Shares are 0 to 1; a cell is empty where the labels do not allow the question."""
    for labeling in LABELINGS:
        for module, findings in inspection.modules.items():
            probe, inertia = findings.probes[labeling], findings.inertia[labeling]
            shown = inspection.projections[labeling, module]
            low, high = probe.interval or (None, None)
            asked = (probe.ua, low, high, probe.control_ua, probe.chance, probe.items.get("test"))
            drawn = (inertia.rho if inertia else None, shown.held_out_score, shown.control_score)
            yield inspection.title, inspection.settings.state, labeling, module, *asked, *drawn


def _point_rows(inspection: Inspection) -> Iterator[tuple[object, ...]]:
    for (labeling, module), shown in inspection.projections.items():
        sides = (
            ("train", inspection.train_rows, shown.train_places, shown.train),
            ("held out", inspection.held_out_rows, shown.held_out_places, shown.held_out),
        )
        for side, rows, places, points in sides:
            for place, point in zip(places, points, strict=True):
                row, (x, *y) = rows[place], map(float, point)
                who = (row.utterance, row.speaker, row.emotion, row.gender)
                yield labeling, module, side, *who, x, y[0] if y else None
