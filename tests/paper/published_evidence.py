# SPDX-License-Identifier: MIT
"""Evidence whose numbers are the published ones, as many speakers would have given them; nothing is trained."""

from collections.abc import Mapping, Sequence

import numpy as np

from ser_workbench.inspection.outputs import LABELINGS, MODULES
from ser_workbench.models.catalog import MODEL_NAMES, title_of
from ser_workbench.paper.cell import cell_of
from ser_workbench.paper.evidence import Evidence, Rival
from ser_workbench.paper.found import Found, FoundPlane, FoundProbe
from ser_workbench.paper.published import (
    RHO,
    RHO_MODULES,
    RIVALS_UA_PERCENT,
    TABLE_4_UA_PERCENT,
    TABLE_5_UA_PERCENT,
)
from ser_workbench.paper.table_4 import Table4Row
from ser_workbench.paper.work import INSPECTED
from ser_workbench.runs.result import Answer
from ser_workbench.runs.tally import Tally

UTTERANCES = 240
"""A speaker's: the published figures of the clean condition are multiples of a 240th."""


def answers_of(ua_percent: float, speakers: int) -> list[Answer]:
    """One emotion; every speaker is recognised alike, but for one utterance more or less."""
    answers = []
    for number in range(speakers):
        right = min(UTTERANCES, max(0, round(UTTERANCES * ua_percent / 100) + (-1) ** number))
        answers += [
            Answer(f"s{number}/{place}", f"s{number}", "anger", "anger" if place < right else "fear", "", None)
            for place in range(UTTERANCES)
        ]
    return answers


def tally_of(ua_percent: float, speakers: int) -> Tally:
    """The same without answers, to every digit: noisy figures are multiples of a 14,640th."""
    names = tuple(f"s{number}" for number in range(speakers))
    right = np.array([[ua_percent + 0.01 * (-1) ** number] for number in range(speakers)])
    return Tally(names, ("anger",), names, np.full((speakers, 1), 100.0), right[None])


def published_evidence(speakers: int = 8, models: Sequence[str] = MODEL_NAMES) -> Evidence:
    """All that the paper printed, as evidence of so many speakers."""
    rows = {model: _row(model, speakers) for model in models}
    rivals = {
        method: Rival(f"b-{method}", method.upper(), tally_of(ua, speakers)) for method, ua in RIVALS_UA_PERCENT.items()
    }
    found = {model: found_of(model, speakers) for model in INSPECTED if model in models}
    return Evidence(rows, rivals, found)


def _row(model: str, speakers: int) -> Table4Row:
    tallies = {name: tally_of(ua, speakers) for name, ua in TABLE_4_UA_PERCENT[model].items()}
    cells = {name: cell_of(tally, np.random.default_rng(0)) for name, tally in tallies.items()}
    names = tallies["clean"].speakers
    published = TABLE_4_UA_PERCENT[model]
    return Table4Row(model, title_of(model), "corpus", "", (f"r-{model}",), (0,), names, cells, tallies, published, ())


def found_of(model: str, speakers: int) -> Found:
    """Table 5's row and the figure of a model."""
    probes = {
        module: {labeling: _probe(TABLE_5_UA_PERCENT[model][module], speakers, labeling) for labeling in LABELINGS}
        for module in MODULES
    }
    planes = {
        module: {labeling: _plane(RHO[model][labeling][place], speakers) for labeling in LABELINGS}
        for place, module in enumerate(RHO_MODULES)
    }
    return Found(f"r-{model}", "clean", probes, planes)


def _probe(ua_percent: float, speakers: int, labeling: str) -> FoundProbe:
    if labeling != "emotion":
        return FoundProbe(0.5, (0.4, 0.6), 0.25, 0.25, "", ())
    answers = tuple((a.utterance, a.speaker, a.emotion, a.predicted) for a in answers_of(ua_percent, speakers))
    return FoundProbe(ua_percent / 100, (0.1, 0.9), 0.2, 0.2, "", answers)


def _plane(rho: float, speakers: int) -> FoundPlane:
    without: Mapping[str, float] = {f"s{number}": rho * (1 + 0.002 * (-1) ** number) for number in range(speakers)}
    return FoundPlane(rho, without, 0.5, 0.2, 0.2, "")
