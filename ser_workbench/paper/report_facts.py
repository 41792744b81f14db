# SPDX-License-Identifier: MIT
"""What a report says of its origin: data with their digests, settings, versions, and the command for it."""

import platform
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from ser_workbench import __version__
from ser_workbench.corpus.partition import SIDES, Partition
from ser_workbench.paper.book import PaperBook
from ser_workbench.paper.collect import Collected
from ser_workbench.paper.settings import PaperPlan, plan_paper
from ser_workbench.runs.compare import value_of
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.report import digest_of
from ser_workbench.runs.workspace import Workspace
from ser_workbench.settings import fields_of
from ser_workbench.studies.baseline_book import BaselineResult

PACKAGES = ("torch", "numpy", "scikit-learn", "soundfile", "soxr", "opensmile")
IN_THE_COMMAND = ("corpus.folder", "noise.folder", "paper.scale")


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it; what needs a finished training is empty without one."""

    made: str
    """Local time, to the minute."""
    plan: PaperPlan
    workspace: Path
    corpus: str
    noise: str
    """Name of its folder; empty without noise."""
    sides: tuple[tuple[str, str, int, float], ...]
    """Name, speakers, utterances, minutes."""
    origin: Mapping[str, str]
    """Data and digests, by name."""
    made_with: Mapping[str, str]
    changed: tuple[tuple[str, str, str, str], ...]
    """Settings that are not the paper's: key, title, value, the paper's value."""
    baselines: tuple[BaselineResult, ...]


def gather_facts(workspace: Workspace, book: PaperBook, collected: Collected) -> Facts:
    """Raises RunError for a damaged folder of a run."""
    plan, table = book.plan, collected.table_4
    folder = RunFolder(workspace.run_folder(table.rows[0].runs[0])) if table is not None and table.rows else None
    partition = folder.load_partition() if folder is not None else None
    return Facts(
        made=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}",
        plan=plan,
        workspace=workspace.folder,
        corpus=Path(plan.corpus.folder).name,
        noise=Path(plan.noise.folder).name if plan.has_noise else "",
        sides=() if partition is None else tuple(_side(partition, side) for side in SIDES),
        origin=_origin(plan, folder, partition),
        made_with={"SER Workbench": __version__, "Python": platform.python_version(), **_versions()},
        changed=tuple(_changes(plan)),
        baselines=tuple(collected.baselines.values()),
    )


def command_of(plan: PaperPlan, out: Path, workspace: Path) -> str:
    """The command that makes this report again, or goes on with it."""
    words = ["ser-workbench", "paper", "--corpus", plan.corpus.folder]
    words += ["--noise", plan.noise.folder] if plan.has_noise else []
    words += ["--out", str(out), "--scale", plan.paper.scale, "--workspace", str(workspace)]
    noise = Path(plan.noise.folder) if plan.has_noise else None
    preset = plan_paper(Path(plan.corpus.folder), noise, plan.paper.scale)
    for field in fields_of(PaperPlan):
        value = value_of(plan, field.key)
        if field.key not in IN_THE_COMMAND and value != value_of(preset, field.key):
            words += ["--set", f"{field.key}={str(value).lower() if isinstance(value, bool) else value}"]
    return shlex.join(words)


def _side(partition: Partition, side: str) -> tuple[str, str, int, float]:
    rows = partition.side(side)
    return side, ", ".join(partition.speakers(side)), len(rows), sum(row.seconds for row in rows) / 60


def _origin(plan: PaperPlan, folder: RunFolder | None, partition: Partition | None) -> dict[str, str]:
    origin = {"corpus": plan.corpus.folder, "noise": plan.noise.folder or "none"}
    if folder is not None and partition is not None:
        origin["SHA-256 of the recordings"] = digest_of(partition)
        if plan.has_noise:
            noisy, hashes = folder.load_noisy_set()
            origin["noisy utterances"] = f"{len(noisy):,}, with {len(hashes):,} different noises"
            origin["SHA-256 of the noisy set"] = folder.hash_noisy_set()
    return origin


def _changes(plan: PaperPlan) -> list[tuple[str, str, str, str]]:
    paper, skipped = PaperPlan(), ("corpus.folder", "noise.folder", "name")
    return [
        (field.key, field.title, str(value_of(plan, field.key)), str(value_of(paper, field.key)))
        for field in fields_of(PaperPlan)
        if field.key not in skipped and value_of(plan, field.key) != value_of(paper, field.key)
    ]


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return {**found, "machine": platform.platform()}
