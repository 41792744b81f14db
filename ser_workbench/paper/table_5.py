# SPDX-License-Identifier: MIT
"""Table 5 of this workspace: what a probe tells from each module, the contributions, and ρ, beside the paper's."""

from ser_workbench.inspection.contribution import contributions
from ser_workbench.inspection.outputs import LABELINGS, MODULES
from ser_workbench.models.catalog import title_of
from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.findings_modules import TITLES, contribution_text, probe_table
from ser_workbench.paper.published import CONTRIBUTION_PERCENT, RHO, RHO_MODULES, TABLE_4_DATA, TABLE_5_UA_PERCENT
from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable, percent_cell
from ser_workbench.paper.work import INSPECTED

ON = TABLE_4_DATA.split(" + ")[0]

PROBES = (
    "A support vector machine on the mean output of each module; clean condition, standardised per speaker, kernel and "
    "cost chosen on validation; 95 % intervals from a bootstrap over test speakers."
)
CONTRIBUTION = "Contribution: UA less that of the module before, mean ± sample standard deviation over the models."
BEYOND = "Beyond the paper. Speaker: utterances held out within the training speakers; gender: unseen speakers."
INERTIA = (
    "ρ = ω_i / ω_o (eqs. 15 to 17) on the whole representations of the clean training side; the smaller, the better "
    "the classes are separated."
)


def show_table_5(evidence: Evidence) -> ShownTable:
    """UA of emotion probes in percent, with intervals over test speakers; the last row is what each module adds."""
    rows = [
        ShownRow(title_of(model), tuple(_probe(model, at, "emotion", evidence) for at in MODULES))
        for model in INSPECTED
    ]
    added = contributions(probe_table(evidence.found))
    cells = [ShownCell("", "")]
    for module in MODULES[1:]:
        mean, deviation = CONTRIBUTION_PERCENT[module]
        own = added.get(module)
        cells.append(
            ShownCell(
                "" if own is None else contribution_text(own.mean, own.deviation), f"{mean:.2f} ± {deviation:.2f}"
            )
        )
    rows.append(ShownRow("contribution of the module", tuple(cells)))
    remarks = (PROBES, CONTRIBUTION, f"Published: UA on {ON}.")
    return ShownTable("table5", "What each module knows of emotion, UA %", _heads(MODULES), tuple(rows), remarks)


def show_others(evidence: Evidence) -> ShownTable:
    """Beyond the paper: probes of speaker and gender."""
    columns = [(labeling, module) for labeling in ("speaker", "gender") for module in MODULES]
    rows = [
        ShownRow(title_of(model), tuple(_probe(model, module, labeling, evidence) for labeling, module in columns))
        for model in INSPECTED
    ]
    remarks = (f"{BEYOND} What the same probes tell after learning shuffled labels: {_controls(evidence)}.",)
    heads = tuple(f"{labeling}, {TITLES[module]}" for labeling, module in columns)
    return ShownTable(
        "table5_speaker_gender", "What each module knows of speaker and gender, UA %", heads, tuple(rows), remarks
    )


def show_rho(evidence: Evidence) -> ShownTable:
    """ρ of each labeling and module beside Figures 3 to 8."""
    columns = [(labeling, module) for labeling in LABELINGS for module in RHO_MODULES]
    rows = [ShownRow(title_of(model), tuple(_rho(model, *at, evidence) for at in columns)) for model in INSPECTED]
    heads = tuple(f"{labeling}, {TITLES[module]}" for labeling, module in columns)
    remarks = (INERTIA, f"Published: ρ on {ON}.")
    return ShownTable("rho", "How well classes stand apart, ρ", heads, tuple(rows), remarks)


def _probe(model: str, module: str, labeling: str, evidence: Evidence) -> ShownCell:
    published = TABLE_5_UA_PERCENT[model][module] if labeling == "emotion" else None
    found = evidence.found.get(model)
    if found is None or module not in found.probes:
        return percent_cell(None, None, published, "", "")
    asked = found.probes[module][labeling]
    return percent_cell(asked.ua, asked.interval, published, found.run, "run")


def _rho(model: str, labeling: str, module: str, evidence: Evidence) -> ShownCell:
    printed = f"{RHO[model][labeling][RHO_MODULES.index(module)]:.3f}"
    found = evidence.found.get(model)
    rho = found.planes[module][labeling].rho if found is not None else None
    return (
        ShownCell("", printed) if found is None or rho is None else ShownCell(f"{rho:.3f}", printed, found.run, "run")
    )


def _controls(evidence: Evidence) -> str:
    told = []
    for labeling in ("speaker", "gender"):
        probes = [module[labeling] for found in evidence.found.values() for module in found.probes.values()]
        controls = [one.control_ua for one in probes if one.control_ua is not None]
        if controls:
            told.append(f"{labeling} {100 * min(controls):.1f} to {100 * max(controls):.1f} %")
    return ", ".join(told) or "not measured"


def _heads(modules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(TITLES[module] for module in modules)
