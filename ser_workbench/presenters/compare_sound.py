# SPDX-License-Identifier: MIT
"""A test utterance as the network heard it: with the very noise, from the very place, of the noisy set of its test."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_for_file
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import RunError
from ser_workbench.presenters.audible_cells import Confusion
from ser_workbench.presenters.compare_details import RunDetails
from ser_workbench.runs.evaluation import Evaluation
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace

SAME_SNR_DB = 1e-6
LoadNoisySet = Callable[[], Sequence[NoisyItem]]


def confusion_of_run(workspace: Workspace, run: RunDetails, condition: str) -> Confusion:
    """What a run took for what on its test side."""
    run_id, settings = run.line.id, run.line.settings
    folder = RunFolder(workspace.run_folder(run_id))
    return Confusion(
        key=f"{run_id} {condition}",
        names=run.emotions,
        counts=run.scores[condition].confusion,
        read_cell=lambda emotion, heard_as: workspace.store.predictions(run_id, condition, emotion, heard_as),
        hear=lambda row: hear(row, settings, lambda: folder.load_noisy_set()[0]),
    )


def confusion_of_evaluation(evaluation: Evaluation, condition: str) -> Confusion:
    """What a run took for what on other data."""

    def read_cell(emotion: str, heard_as: str) -> list[PredictionRow]:
        asked = (condition, emotion, heard_as)
        return [row for row in evaluation.predictions if (row.condition, row.emotion, row.predicted) == asked]

    return Confusion(
        key=f"{evaluation.run} {evaluation.corpus} {condition}",
        names=evaluation.emotions,
        counts=evaluation.scores[condition].confusion,
        read_cell=read_cell,
        hear=lambda row: hear(row, evaluation.settings, lambda: evaluation.noisy_set),
    )


def hear(row: PredictionRow, settings: ExperimentSettings, load_noisy_set: LoadNoisySet) -> tuple[Samples, int]:
    """The samples and their rate; scaled down where speech and noise together would clip.

    settings: name the folders of speech and noise; load_noisy_set: called for an utterance in noise alone
    Raises AudioError when a recording is gone, RunError when the noisy set does not hold the item.
    """
    speech = read_audio(Path(settings.corpus.folder) / row.utterance)
    if not row.noise or row.snr_db is None:
        return speech, SAMPLE_RATE_HZ
    noise = read_audio(Path(settings.noise.folder) / row.noise)
    fitted = fit_noise(noise, len(speech), _offset(row, load_noisy_set()))
    return mix_for_file(speech, fitted, row.snr_db, settings.noise.snr_over).samples, SAMPLE_RATE_HZ


def _offset(row: PredictionRow, noisy_set: Sequence[NoisyItem]) -> float:
    for item in noisy_set:
        is_same = item.utterance_id == row.utterance and item.noise_id == row.noise
        if is_same and row.snr_db is not None and abs(item.snr_db - row.snr_db) < SAME_SNR_DB:
            return item.offset
    raise RunError(
        f"The noisy set of this test does not hold {row.utterance} with {row.noise}; the run's folder is damaged."
    )
