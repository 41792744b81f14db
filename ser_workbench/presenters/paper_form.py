# SPDX-License-Identifier: MIT
"""What the Paper panel asks for becomes a plan: data and machine as other panels say, all else the paper's."""

import logging
import tomllib
from pathlib import Path
from typing import Any

from ser_workbench.errors import SettingsError
from ser_workbench.paper.settings import PaperPlan, PaperSettings, plan_paper
from ser_workbench.presenters.session import Session
from ser_workbench.presenters.training_summary import SummaryLine, summary_of
from ser_workbench.runs.settings import ExperimentSettings

FORM = "paper"
"""Its name among the forms that the session keeps."""
SHARED = ("Corpus", "Sides")
TAKEN = ("corpus.reader", "noise.left_out", "noise.mode", "training.device", "training.threads", "training.precision")
"""Settings of the session that a plan keeps besides the folders and the partition."""

log = logging.getLogger(__name__)


def plan_of(settings: ExperimentSettings, paper: PaperSettings) -> PaperPlan:
    """The plan of these settings at the form's scale.

    Raises SettingsError for what cannot be.
    """
    changes: dict[str, Any] = {f"paper.{name}": value for name, value in paper.model_dump().items()}
    changes |= {f"partition.{name}": value for name, value in settings.partition.model_dump().items()}
    for key in TAKEN:
        group, name = key.split(".")
        changes[key] = getattr(getattr(settings, group), name)
    noise = Path(settings.noise.folder) if settings.noise.folder else None
    return plan_paper(Path(settings.corpus.folder), noise, paper.scale, changes)


def summary_of_paper(session: Session, paper: PaperSettings) -> tuple[SummaryLine, ...]:
    """What the plan is made of, with links to where it can be changed."""
    lines = tuple(line for line in summary_of(session) if line.title in SHARED)
    noises = plan_of(session.settings, paper).noise
    copies = f"{noises.noises} × {noises.snrs} noisy copies of each utterance" if noises.copies > 1 else "1 noisy copy"
    noise = f"{Path(noises.folder).name}: {copies}" if noises.folder else "none: clean speech only"
    return (*lines, SummaryLine("Noise", noise, "noise", "Choose other noises"))


def read_form(toml: str, otherwise: PaperSettings) -> PaperSettings:
    """What the form held when the window was closed; `otherwise` where that is of another version."""
    try:
        return PaperSettings.model_validate(tomllib.loads(toml)) if toml else otherwise
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        log.info("the form of the last paper is passed over: %s", error)
        return otherwise
