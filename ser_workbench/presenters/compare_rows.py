# SPDX-License-Identifier: MIT
"""The runs of a workspace as the table of the Compare panel shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.models.catalog import FEATURE_TITLES
from ser_workbench.progress import Steps
from ser_workbench.runs.compare import model_title
from ser_workbench.runs.run_row import RUNNING, RunRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run; scores in percent, None where they do not exist."""

    id: str
    title: str
    state: str
    model: str
    features: str
    corpus: str
    noise: str
    ua_clean: float | None
    ua_noisy: float | None
    wa_clean: float | None
    wa_noisy: float | None
    epochs: int
    seconds: float
    seed: int
    created: str
    """Local time, to the minute, as it sorts: `2026-11-22 17:30`."""
    error: str
    is_resumable: bool
    settings: ExperimentSettings

    @property
    def is_running(self) -> bool:
        """Whether somebody works on it now."""
        return self.state == RUNNING

    @property
    def short_title(self) -> str:
        """The title with the end of the id, which tells runs of one name apart: `FST-CLDNN (log-Mel) · a3f1`."""
        return f"{self.title} · {self.id[-4:]}"


def list_runs(workspace: Workspace) -> Steps[tuple[RunLine, ...]]:
    """All runs of a workspace, newest first."""
    yield from ()
    return tuple(line_of_run(row) for row in workspace.store.list())


def line_of_run(row: RunRow) -> RunLine:
    """One run in words."""
    settings = row.settings
    model = model_title(settings)
    return RunLine(
        id=row.id,
        title=row.name or model,
        state=row.state,
        model=model,
        features=FEATURE_TITLES.get(row.features, row.features),
        corpus=row.corpus,
        noise=noise_text(settings),
        ua_clean=_percent(row.ua_clean),
        ua_noisy=_percent(row.ua_noisy),
        wa_clean=_percent(row.wa_clean),
        wa_noisy=_percent(row.wa_noisy),
        epochs=row.epochs,
        seconds=row.seconds,
        seed=settings.training.seed,
        created=row.created[:16].replace("T", " "),
        error=row.error,
        is_resumable=row.is_resumable,
        settings=settings,
    )


def noise_text(settings: ExperimentSettings) -> str:
    """The noisy condition in a few signs: `20 × 3, −10 to 15 dB`; empty where there is none."""
    if not settings.has_noise:
        return ""
    noise = settings.noise
    low, high = (f"{level:g}".replace("-", "−") for level in (noise.snr_low_db, noise.snr_high_db))
    return f"{noise.noises} × {noise.snrs}, {low} to {high} dB"


def empty_text(lines: Sequence[RunLine], *, has_workspace: bool) -> str:
    """Why the table is empty, in a friendly sentence; nothing when it is not."""
    if lines:
        return ""
    if not has_workspace:
        return "No workspace is open. Open one to see its runs, or make a new one."
    return "This workspace holds no run yet. Train a network, and it appears here."


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
