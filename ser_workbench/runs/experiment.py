# SPDX-License-Identifier: MIT
"""A run begins, goes on, or is done again; imports nothing of torch before the first step."""

from pathlib import Path

from ser_workbench.errors import RunError
from ser_workbench.progress import Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import RunResult
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace


def run_experiment(settings: ExperimentSettings, workspace: Workspace, new_id: str | None = None) -> Steps[RunResult]:
    """Partition, noisy set, features, training, test of both selected states, report.

    The corpus stays untouched. To stop is to close: the run is then `cancelled` and can be resumed.
    new_id: what the run shall be called, a name that no run has; None: a new one
    Raises CorpusError, AudioError and SettingsError before a run exists; later a WorkbenchError leaves it `failed`.
    """
    from ser_workbench.runs.begin import begin_run
    from ser_workbench.runs.conduct import conduct

    run_id = yield from begin_run(settings, workspace, new_id)
    return (yield from conduct(workspace, run_id))


def resume_run(workspace: Workspace, run_id: str, keep_only: bool = False, take_over: bool = False) -> Steps[RunResult]:
    """Go on with a cancelled, failed or interrupted run, on the CPU to the same numbers as if it had never stopped.

    run_id: an id, a unique start of one, or `last`
    keep_only: train no further, test the best states so far ("stop and keep")
    take_over: also where another computer was last heard to work on it
    Raises RunError when there is no such run, another process works on it, it is finished, its folder is
    gone, or (keep_only) it has no whole epoch yet.
    """
    from ser_workbench.runs.conduct import conduct

    run = workspace.store.find(run_id)
    folder = RunFolder(workspace.run_folder(run.id))
    if not folder.identity.is_file():
        raise RunError(f"The folder of run '{run.id}' is gone from {folder.path}; put it back, or delete the run.")
    if keep_only and not folder.checkpoint.exists():
        raise RunError(f"Run '{run.id}' has no whole epoch yet, so there is nothing to keep; resume it.")
    workspace.store.claim(run.id, take_over)
    return (yield from conduct(workspace, run.id, is_resumed=True, keep_only=keep_only))


def rerun_folder(
    folder: Path, workspace: Workspace, corpus_folder: Path | None = None, noise_folder: Path | None = None
) -> Steps[RunResult]:
    """Do a run again from its folder alone: its settings, its frozen partition, its noisy set; the same numbers.

    corpus_folder, noise_folder: where the recordings lie now, if they were moved
    Raises RunError for a folder that is no run, PartitionError where a recording or a noise is not the same any more.
    """
    from ser_workbench.runs.begin import begin_again
    from ser_workbench.runs.conduct import conduct

    run_id = yield from begin_again(folder, workspace, corpus_folder, noise_folder)
    return (yield from conduct(workspace, run_id))
