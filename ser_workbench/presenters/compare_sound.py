# SPDX-License-Identifier: MIT
"""A test utterance as the network heard it: with the very noise, from the very place, of the run's noisy set."""

from pathlib import Path

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_for_file
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import RunError
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.settings import ExperimentSettings

SAME_SNR_DB = 1e-6


def hear(row: PredictionRow, settings: ExperimentSettings, folder: RunFolder) -> tuple[Samples, int]:
    """The samples and their rate; scaled down where speech and noise together would clip.

    Raises AudioError when a recording is gone, RunError when the noisy set does not hold the item.
    """
    speech = read_audio(Path(settings.corpus.folder) / row.utterance)
    if not row.noise or row.snr_db is None:
        return speech, SAMPLE_RATE_HZ
    noise = read_audio(Path(settings.noise.folder) / row.noise)
    fitted = fit_noise(noise, len(speech), _offset(row, folder))
    return mix_for_file(speech, fitted, row.snr_db, settings.noise.snr_over).samples, SAMPLE_RATE_HZ


def _offset(row: PredictionRow, folder: RunFolder) -> float:
    items, _ = folder.load_noisy_set()
    for item in items:
        is_same = item.utterance_id == row.utterance and item.noise_id == row.noise
        if is_same and row.snr_db is not None and abs(item.snr_db - row.snr_db) < SAME_SNR_DB:
            return item.offset
    raise RunError(f"{folder.noisy_set} does not hold {row.utterance} with {row.noise}; the run's folder is damaged.")
