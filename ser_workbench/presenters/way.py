# SPDX-License-Identifier: MIT
"""The way from recordings to a trained network: five steps, and the workspaces that were used before."""

from dataclasses import dataclass
from pathlib import Path

from ser_workbench.presenters.session import Session


@dataclass(frozen=True, slots=True)
class RecentWorkspace:
    """One line of the list: a workspace that was used before."""

    folder: Path
    runs: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class WayStep:
    """One of the five steps: its panel, what is there so far, and whether it is done or comes next."""

    panel: str
    title: str
    detail: str
    is_done: bool
    is_next: bool = False


def way_of(session: Session, finished_runs: int) -> list[WayStep]:
    """The five steps as the session stands; the model is chosen when there is something to train on."""
    corpus, noises = session.corpus, session.noises
    heard = f"{len(corpus.utterances):,} utterances" if corpus else "Open a folder"
    noisy = f"{len(noises.noises):,} noises" if noises else "Open a folder of noise"
    trained = f"{finished_runs} finished run{'s' if finished_runs != 1 else ''}" if finished_runs else "Press Start"
    return [
        WayStep("corpus", "Corpus", heard, corpus is not None),
        WayStep("noise", "Noise", noisy, noises is not None),
        WayStep("model", "Model", session.settings.model.name, corpus is not None),
        WayStep("training", "Training", trained, finished_runs > 0),
        WayStep("compare", "Compare", "Lay runs side by side", finished_runs > 1),
    ]


def count_run_folders(workspace: Path) -> int:
    """How many runs a workspace holds, without opening its database."""
    try:
        return sum(1 for entry in (workspace / "runs").iterdir() if entry.is_dir())
    except OSError:
        return 0
