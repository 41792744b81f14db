# SPDX-License-Identifier: MIT
"""A trained network on other data: a whole corpus, or single files. Imports nothing of torch before the first step."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ser_workbench.progress import Steps
from ser_workbench.runs.evaluation import Evaluation, FilePrediction
from ser_workbench.runs.workspace import Workspace

if TYPE_CHECKING:
    from ser_workbench.runs.scaling import Scaling


def evaluate_run(
    workspace: Workspace, run: str, corpus_folder: Path, noise_folder: Path | None = None, reader: str | None = None
) -> Steps[Evaluation]:
    """Test both selected states of a run on all utterances of a corpus.

    UA is the mean recall over the emotions that the corpus has. The noisy set is drawn with the run's noise settings.
    Raises RunError, CorpusError or AudioError.
    """
    from ser_workbench.runs.other_data import evaluate

    return (yield from evaluate(workspace, workspace.store.find(run), corpus_folder, noise_folder, reader))


def predict_files(
    workspace: Workspace, run: str, files: Sequence[Path], condition: str = "clean", scaling: "Scaling | None" = None
) -> Steps[list[FilePrediction]]:
    """Emotions of files, of any length, sample rate and channel count, in the order given.

    condition: which selected state speaks. `clean` by default: a file at hand is most often a clean recording;
    say `noisy` for recordings made in noise. A run without noise has only the clean one.
    scaling: instead of the run's own, by which each file is a speaker of its own where it normalises per speaker.
    Raises AudioError for the first file that cannot be heard, RunError for a run that has no network yet.
    """
    from ser_workbench.runs.other_data import predict_emotions

    return (yield from predict_emotions(workspace, workspace.store.find(run), files, condition, scaling))
