# SPDX-License-Identifier: MIT
"""What a paper consists of: rivals, trainings, inspections and the report; each with a key, a title and settings."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ser_workbench.corpus.division import PartitionSettings
from ser_workbench.features.functional_settings import FunctionalSet
from ser_workbench.models.catalog import MODEL_NAMES, title_of
from ser_workbench.paper.agenda import ItemKind
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.studies.baseline_settings import BaselineSettings, Method

Scheme = Literal["loso", "tvt"]
TABLE_3_SETS: tuple[FunctionalSet, ...] = ("EC", "PC", "SSC", "STC", "ComParE")
"""The columns of Table 3, in its order."""
RIVAL_SET: FunctionalSet = "ComParE"
"""What Table 4's SVM hears."""
SKRRR_SET: FunctionalSet = "PC"
"""What Yan et al. (2016) took from the recordings' sound."""
INSPECTED = tuple(name for name in MODEL_NAMES if not name.startswith("ldnn"))
"""The models of Table 5 and Figures 3 to 8: those with Conv layers."""


@dataclass(frozen=True, slots=True)
class TrainWork:
    """One training of one of the eight models."""

    model: str
    seed: int
    kind: ItemKind = "run"

    @property
    def key(self) -> str:
        """`run/fst-cldnn-log-mel/0`."""
        return f"run/{self.model}/{self.seed}"

    @property
    def title(self) -> str:
        """`FST-CLDNN (log-Mel), seed 0`."""
        return f"{title_of(self.model)}, seed {self.seed}"

    def settings(self, plan: PaperPlan, parts: int) -> ExperimentSettings:
        """The experiment; parts: of a mini-batch."""
        changes = {"model.name": self.model, "training.seed": self.seed, "training.batch_parts": parts}
        return plan.experiment.changed({**changes, "name": self.title})


@dataclass(frozen=True, slots=True)
class RivalWork:
    """One cell of Table 3, or a rival's row of Table 4."""

    method: Method
    feature_set: FunctionalSet
    scheme: Scheme
    kind: ItemKind = "baseline"

    @property
    def key(self) -> str:
        """`baseline/svm/ComParE/loso`."""
        return f"baseline/{self.method}/{self.feature_set}/{self.scheme}"

    @property
    def title(self) -> str:
        """`SVM on ComParE, LOSO`."""
        return f"{self.method.upper()} on {self.feature_set}, {self.scheme.upper()}"

    def settings(self, plan: PaperPlan) -> BaselineSettings:
        """The rival; under TVT on the sides of the trainings."""
        partition = plan.partition if self.scheme == "tvt" else PartitionSettings(scheme="loso")
        heard = {"corpus": plan.corpus.model_dump(), "partition": partition.model_dump()}
        chosen = {"functionals": {"feature_set": self.feature_set}, "method": self.method}
        return BaselineSettings.model_validate({**heard, **chosen})


@dataclass(frozen=True, slots=True)
class LookWork:
    """What the modules of one trained network know: a row of Table 5 and a figure."""

    run: TrainWork
    kind: ItemKind = "inspection"

    @property
    def key(self) -> str:
        """`inspection/fst-cldnn-log-mel`."""
        return f"inspection/{self.run.model}"

    @property
    def title(self) -> str:
        """`Modules of FST-CLDNN (log-Mel)`."""
        return f"Modules of {title_of(self.run.model)}"


@dataclass(frozen=True, slots=True)
class ReportWork:
    """Tables, figures and verdicts, in one file."""

    kind: ItemKind = "report"
    key: str = "report"
    title: str = "Report, tables and figures"


Work: TypeAlias = TrainWork | RivalWork | LookWork | ReportWork


def list_work(plan: PaperPlan) -> list[Work]:
    """All that the plan asks for, in the order of the paper's tables."""
    work: list[Work] = []
    if plan.paper.baselines:
        schemes: tuple[Scheme, ...] = ("loso", "tvt")
        work += [RivalWork("svm", name, scheme) for name in TABLE_3_SETS for scheme in schemes]
        work.append(RivalWork("skrrr", SKRRR_SET, "tvt"))
    first = plan.training.seed
    work += [TrainWork(model, first + step) for model in plan.paper.named for step in range(plan.paper.seeds)]
    if plan.paper.inspection:
        work += [LookWork(TrainWork(model, first)) for model in plan.paper.named if model in INSPECTED]
    return [*work, ReportWork()]
