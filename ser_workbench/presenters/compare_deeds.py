# SPDX-License-Identifier: MIT
"""What can be done with the chosen runs: delete, export, open report and folder, resume, use their settings."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.transfer import delete_run, export_run
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.onnx_export import export_onnx
from ser_workbench.studies.onnx_result import OnnxExport


class DeedsView(Protocol):
    """What the deeds need of the Compare panel."""

    def ask_delete(self, sentence: str, run_ids: Sequence[str]) -> None:
        """Ask before runs are deleted; the answer comes as `delete_confirmed`."""
        ...

    def ask_export_folder(self, start: Path) -> None:
        """Ask where exported runs go; the answer comes as `export_folder_chosen`."""
        ...

    def open_outside(self, path: Path) -> None:
        """Show a file or folder with the system's own program."""
        ...


class CompareDeeds:
    """Does them; `chosen` tells the runs that they are done with."""

    def __init__(self, session: Session, view: DeedsView, jobs: Jobs, chosen: Callable[[], list[RunLine]]) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._chosen = chosen
        self._network_state: str | None = None
        """Of the networks that a folder was asked for; None: it was asked for whole runs."""

    def delete(self) -> None:
        """Ask before the chosen runs are deleted."""
        chosen = self._chosen()
        if any(line.is_running for line in chosen):
            self._session.complain("A run that is being trained cannot be deleted; cancel it first.")
        elif chosen:
            what = f"the run {chosen[0].short_title}" if len(chosen) == 1 else f"these {len(chosen)} runs"
            sentence = f"Delete {what} with networks, predictions and report? This cannot be undone."
            self._view.ask_delete(sentence, [line.id for line in chosen])

    def delete_confirmed(self, run_ids: Sequence[str]) -> None:
        """Delete these runs for good."""
        workspace = self._session.workspace
        if workspace is None:
            return
        self._session.select_runs([run_id for run_id in self._session.run_ids if run_id not in run_ids])
        receive = watch(on_result=lambda _: self._deleted(len(run_ids)), on_error=self._failed_to_delete)
        self._jobs.start("Deleting runs", _delete(workspace, run_ids), receive)

    def export(self) -> None:
        """Ask where the chosen runs shall be copied to."""
        self._ask_export_folder(None)

    def export_networks(self, state: str) -> None:
        """Ask where the networks of the chosen runs, selected under `clean` or `noisy`, shall be written as ONNX."""
        self._ask_export_folder(state)

    def export_folder_chosen(self, folder: Path) -> None:
        """Write each chosen run as a .zip file into a folder, or its network into a folder of its own there."""
        workspace, ids = self._session.workspace, [line.id for line in self._chosen()]
        if workspace is None or not ids:
            return
        if self._network_state is None:
            told = f"Exported {_count(len(ids))} to {folder}."
            receive = watch(on_result=lambda _: self._session.say(told), on_error=self._session.complain)
            self._jobs.start("Exporting runs", _export(workspace, ids, folder), receive)
            return
        self._session.say(f"Exporting the networks of {_count(len(ids))}, and comparing what they say with torch …")
        steps = _export_networks(workspace, ids, folder, self._network_state)
        receive = watch(on_result=self._networks_exported, on_error=self._session.complain)
        self._jobs.start("Exporting networks", steps, receive)

    def open_report(self) -> None:
        """Show the report of the first chosen run."""
        workspace, chosen = self._session.workspace, self._chosen()
        if workspace is None or not chosen:
            return
        report = RunFolder(workspace.run_folder(chosen[0].id)).report
        if report.exists():
            self._view.open_outside(report)
        else:
            self._session.complain(f"Run {chosen[0].id} has no report yet; it is written once the run has been tested.")

    def open_folder(self) -> None:
        """Show the folder of the first chosen run."""
        workspace, chosen = self._session.workspace, self._chosen()
        if workspace is not None and chosen:
            self._view.open_outside(workspace.run_folder(chosen[0].id))

    def resume(self) -> None:
        """Lead to the Training panel, which offers the chosen run first."""
        self._session.go_to("training")

    def use_settings(self) -> None:
        """Take the settings of the first chosen run for the next one; the folders stay as they are."""
        chosen = self._chosen()
        if not chosen:
            return
        ours, theirs = self._session.settings, chosen[0].settings
        noise = theirs.noise.changed({"folder": ours.noise.folder})
        self._session.take_settings(theirs.model_copy(update={"corpus": ours.corpus, "noise": noise}))
        self._session.say("The next training takes these settings; corpus and noise folders stay as they are.")

    def _ask_export_folder(self, network_state: str | None) -> None:
        if self._chosen():
            self._network_state = network_state
            self._view.ask_export_folder(Path.home())

    def _networks_exported(self, exports: Sequence[OnnxExport]) -> None:
        worst = max(exports, key=lambda export: export.check.largest_difference)
        which = worst.folder.name if len(exports) == 1 else f"{len(exports)} networks"
        self._session.say(f"Exported {which} to {worst.folder.parent}. {worst.check.sentence}")

    def _deleted(self, count: int) -> None:
        self._session.say(f"Deleted {_count(count)}.")
        self._session.tell_runs_changed()

    def _failed_to_delete(self, sentence: str) -> None:
        self._session.complain(sentence)
        self._session.tell_runs_changed()


def _count(runs: int) -> str:
    return "1 run" if runs == 1 else f"{runs} runs"


def _delete(workspace: Workspace, run_ids: Sequence[str]) -> Steps[None]:
    for done, run_id in enumerate(run_ids, start=1):
        delete_run(workspace, run_id)
        yield Progress("Deleting", done, len(run_ids), "runs")


def _export(workspace: Workspace, run_ids: Sequence[str], folder: Path) -> Steps[None]:
    for run_id in run_ids:
        yield from export_run(workspace, run_id, folder / f"{run_id}.zip")


def _export_networks(
    workspace: Workspace, run_ids: Sequence[str], folder: Path, state: str
) -> Steps[tuple[OnnxExport, ...]]:
    exports = []
    for run_id in run_ids:
        name = f"{run_id}-onnx" if state == CLEAN else f"{run_id}-onnx-{state}"
        exports.append((yield from export_onnx(workspace, run_id, folder / name, state)))
    return tuple(exports)
