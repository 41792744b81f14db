# SPDX-License-Identifier: MIT
"""Table 3 of this workspace: SVMs on openSMILE's feature sets, LOSO and TVT, beside the published UA."""

from collections.abc import Mapping

from ser_workbench.paper.published import TABLE_3_UA_PERCENT, TABLE_3_YAN_UA_PERCENT, TABLE_4_DATA
from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable, percent_cell
from ser_workbench.paper.work import TABLE_3_SETS, Scheme
from ser_workbench.studies.baseline_book import BaselineResult

KERNELS = (
    "Clean condition; best of linear, polynomial and RBF kernel, chosen before the test; 95 % intervals from a "
    "bootstrap over test speakers."
)
PUBLISHED = (
    f"Published: UA on {TABLE_4_DATA.split(' + ')[0]}. The folds of Yan et al. share speakers, which nobody's do here."
)
REMARKS = (KERNELS, "STC has 6,125 features here and 5,757 in the paper.", PUBLISHED)
SCHEMES: tuple[Scheme, ...] = ("loso", "tvt")


def show_table_3(baselines: Mapping[str, BaselineResult]) -> ShownTable:
    """UA in percent with its interval over test speakers; baselines: by the key of the item."""
    rows = [
        ShownRow(scheme.upper(), tuple(_cell(baselines.get(_key(name, scheme)), scheme, name) for name in TABLE_3_SETS))
        for scheme in SCHEMES
    ]
    yan = tuple(ShownCell("", _printed(name)) for name in TABLE_3_SETS)
    rows.append(ShownRow("Yan et al., 5-fold", yan))
    return ShownTable("table3", "SVM on openSMILE functionals, UA %", TABLE_3_SETS, tuple(rows), REMARKS)


def _key(feature_set: str, scheme: Scheme) -> str:
    return f"baseline/svm/{feature_set}/{scheme}"


def _cell(result: BaselineResult | None, scheme: Scheme, name: str) -> ShownCell:
    published = TABLE_3_UA_PERCENT[scheme][name]
    if result is None:
        return percent_cell(None, None, published, "", "")
    return percent_cell(result.score.ua, result.interval, published, result.id, "baseline")


def _printed(name: str) -> str:
    return f"{TABLE_3_YAN_UA_PERCENT[name]:.2f}" if name in TABLE_3_YAN_UA_PERCENT else ""
