# SPDX-License-Identifier: MIT
"""What the Baselines panel asks for, and the baselines that come of it: one for each feature set and each test."""

import importlib.util
import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self, get_args

from pydantic import model_validator

from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.baselines.skrrr_settings import SkrrrSettings
from ser_workbench.errors import SettingsError
from ser_workbench.features.functional_settings import FunctionalSet
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training_summary import SummaryLine, missing_from, summary_of
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.settings import Settings, setting
from ser_workbench.studies.baseline_settings import BaselineSettings, Method

FORM = "baselines"
"""Its name among the forms that the session keeps."""
SETS: tuple[FunctionalSet, ...] = get_args(FunctionalSet)
SHARED = ("Corpus", "Sides")
METHODS = {"svm": "SVM", "skrrr": "SKRRR"}
NO_OPENSMILE = (
    "openSMILE is not installed; it computes the functionals. Install it with pip install opensmile, if its licence "
    "(not for commercial products) suits you."
)

log = logging.getLogger(__name__)


class BaselinesForm(Settings):
    """Which rivals are tried on which features, and how they are tested."""

    sets: str = setting("ComParE", "Feature sets", help="EC, PC, SSC, STC, ComParE, eGeMAPS, commas between them.")
    config: str = setting("", "Own configuration", help="An openSMILE .conf file in place of the sets; empty: none.")
    method: Method = setting("svm", "Rival", help="svm: support vector machine; skrrr: sparse kernel regression.")
    tests_sides: bool = setting(
        True, "Test side (TVT)", help="Learnt, chosen and tested on the sides of the Corpus panel."
    )
    tests_loso: bool = setting(
        True, "One speaker out (LOSO)", help="Every speaker is tested in turn; chosen within the others."
    )
    svm: SvmSettings = SvmSettings()
    skrrr: SkrrrSettings = SkrrrSettings()

    @model_validator(mode="after")
    def _check_sets(self) -> Self:
        for name in self.chosen_sets:
            if name not in SETS:
                raise SettingsError(f"There is no feature set '{name}'; there are: {', '.join(SETS)}.")
        return self

    @property
    def chosen_sets(self) -> tuple[str, ...]:
        """The sets by name, each once."""
        return tuple(dict.fromkeys(name.strip() for name in self.sets.split(",") if name.strip()))


@dataclass(frozen=True, slots=True)
class BaselinesOutlook:
    """How many baselines Start would try, or why it cannot; `panel` is where that can be mended."""

    count: int = 0
    text: str = ""
    refusal: str = ""


def baselines_of(form: BaselinesForm, settings: ExperimentSettings) -> tuple[BaselineSettings, ...]:
    """One for each feature set and each test, TVT first.

    Raises SettingsError for what cannot be.
    """
    sides = settings.partition.changed({"scheme": "tvt"} if settings.partition.scheme == "loso" else {})
    loso = settings.partition.changed({"scheme": "loso", "held_out": ""})
    partitions = [
        partition for partition, is_wanted in ((sides, form.tests_sides), (loso, form.tests_loso)) if is_wanted
    ]
    sets = (SETS[0],) if form.config else form.chosen_sets
    return tuple(
        BaselineSettings.model_validate(
            {
                "corpus": settings.corpus.model_dump(),
                "partition": partition.model_dump(),
                "functionals": {"feature_set": name, "config": form.config},
                "method": form.method,
                "svm": form.svm.model_dump(),
                "skrrr": form.skrrr.model_dump(),
            }
        )
        for partition in partitions
        for name in sets
    )


def look_ahead(form: BaselinesForm, session: Session) -> BaselinesOutlook:
    """What Start would do."""
    missing = missing_from(session)
    if missing is not None:
        return BaselinesOutlook(refusal=missing.sentence)
    if importlib.util.find_spec("opensmile") is None:
        return BaselinesOutlook(refusal=NO_OPENSMILE)
    if not form.config and not form.chosen_sets:
        return BaselinesOutlook(refusal="No feature set is chosen; tick at least one.")
    count = len(baselines_of(form, session.settings))
    if not count:
        return BaselinesOutlook(refusal="No test is chosen; tick TVT, LOSO or both.")
    return BaselinesOutlook(count, "Functionals are computed once a recording, then kept in the workspace.")


def summary_of_baselines(session: Session) -> tuple[SummaryLine, ...]:
    """What they are tried on, with links to where it can be changed."""
    return tuple(line for line in summary_of(session) if line.title in SHARED)


def title_of(settings: BaselineSettings) -> str:
    """`SVM on PC, LOSO`."""
    return f"{METHODS[settings.method]} on {settings.functionals.name}, {scheme_of(settings)}"


def scheme_of(settings: BaselineSettings) -> str:
    """`LOSO`, `TVT`; `named` and `list` for sides that somebody wrote down."""
    scheme = settings.partition.scheme
    return {"tvt": "TVT", "loso": "LOSO", "named": "TVT, named", "file": f"TVT, {Path(settings.partition.file).name}"}[
        scheme
    ]


def read_form(toml: str, otherwise: BaselinesForm) -> BaselinesForm:
    """What the form held when the window was closed; `otherwise` where that is of another version."""
    try:
        return BaselinesForm.model_validate(tomllib.loads(toml)) if toml else otherwise
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        log.info("the form of the last baselines is passed over: %s", error)
        return otherwise
