# SPDX-License-Identifier: MIT
"""A trained network on other data: a whole corpus, or single files. Imports nothing of torch before the first step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ser_workbench.progress import Steps
from ser_workbench.runs.result import PredictionRow, Score
from ser_workbench.runs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run's networks did on a corpus they were not trained on."""

    run: str
    corpus: str
    emotions: tuple[str, ...]
    scores: Mapping[str, Score]
    """By condition; `noisy` only where noise was given."""
    left_out: Mapping[str, int]
    """Utterances of emotions that the network does not know."""
    predictions: tuple[PredictionRow, ...]

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        test = {c: {"ua": s.ua, "wa": s.wa, "items": s.items} for c, s in self.scores.items()}
        return {"run": self.run, "corpus": self.corpus, "test": test, "left_out": dict(self.left_out)}


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
    workspace: Workspace, run: str, files: Sequence[Path], condition: str = "clean"
) -> Steps[list[dict[str, Any]]]:
    """Emotions of files: `[{"file", "emotion", "probabilities": {}}]`, in the order given.

    condition: which selected state speaks. `clean` by default: a file at hand is most often a clean recording;
    say `noisy` for recordings made in noise. A run without noise has only the clean one.
    Raises AudioError for the first file that cannot be heard, RunError for a run that has no network yet.
    """
    from ser_workbench.runs.other_data import predict_emotions

    return (yield from predict_emotions(workspace, workspace.store.find(run), files, condition))
