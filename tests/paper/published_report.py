# SPDX-License-Identifier: MIT
"""A report as it would look if this workspace had found what the paper printed; nothing is trained."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ser_workbench.paper.agenda import Agenda, AgendaItem
from ser_workbench.paper.collect import Collected
from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.publish import result_of
from ser_workbench.paper.published import TABLE_3_UA_PERCENT
from ser_workbench.paper.report_facts import Facts
from ser_workbench.paper.result import PaperResult
from ser_workbench.paper.settings import plan_paper
from ser_workbench.runs.result import Score
from ser_workbench.studies.baseline_book import BaselineFold, BaselineResult
from ser_workbench.studies.baseline_settings import BaselineSettings

SIDES = (("train", "s1, s2", 60, 2.5), ("validation", "s3", 30, 1.2), ("test", "s4, s5", 60, 2.6))


def report_pieces(folder: Path, evidence: Evidence, corpus: str = "tones") -> tuple[PaperResult, Facts]:
    """What `write_report` is given; a rival's cell of Table 3 and an item that failed are among it."""
    baseline = _baseline()
    items = [
        AgendaItem(
            "run/a/0", "run", "FST-CLDNN (log-Mel), seed 0", None, "finished", "r-fst-cldnn-log-mel", 61.0, "UA"
        ),
        AgendaItem(
            "baseline/x", "baseline", "SVM on EC, LOSO", None, "left out", words="openSMILE <is> not installed."
        ),
        AgendaItem("report", "report", "Report", None, "finished"),
    ]
    agenda = Agenda(tuple(items), ("The test hears 2 of 5 speakers.",))
    collected = Collected(None, {"baseline/svm/ComParE/loso": baseline}, evidence)
    plan = plan_paper(Path("/data") / corpus, Path("/data/noise"), "quick", {"training.patience": 5})
    origin: Mapping[str, str] = {"corpus": f"/data/{corpus}", "SHA-256 of the recordings": "ab" * 32}
    changed = (("training.patience", "Patience", "5", "3"),)
    known = (baseline, *(replace(baseline, id=rival.made) for rival in evidence.rivals.values()))
    made_with = {"SER Workbench": "0.1.0", "Python": "3.12"}
    facts = Facts(
        "2026-01-01 00:00", plan, folder / "workspace", corpus, "noise", SIDES, origin, made_with, changed, known
    )
    return result_of("quick-tones", agenda, collected, folder), facts


def _baseline() -> BaselineResult:
    ua = TABLE_3_UA_PERCENT["loso"]["ComParE"] / 100
    settings = BaselineSettings().changed({"partition.scheme": "loso"})
    score = Score(ua, ua, 100, ((80, 20), (20, 80)))
    folds = (BaselineFold("s1", {"kernel": "rbf", "cost": 10.0}, 0.7, 0.8),)
    return BaselineResult(
        id="20260101-svm-compare-loso",
        created="2026-01-01T00:00:00",
        corpus="tones",
        settings=settings,
        emotions=("anger", "fear"),
        speakers=("s1", "s2"),
        score=score,
        interval=(0.7, 0.9),
        by_kernel={"linear": 0.8, "rbf": 0.81},
        folds=folds,
        features=6373,
        feature_seconds=3.0,
        seconds=2.0,
        data="ab" * 32,
    )
