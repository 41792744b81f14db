# SPDX-License-Identifier: MIT
"""What the tests of noisy sets share: settings of a small one, and its audio measured from the files alone."""

from pathlib import Path

import numpy as np
import soundfile

from ser_workbench.audio.decode import read_audio
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import read_table
from tests.corpora import write_noise_folder, write_tone_corpus


def make_settings(folder: Path, **noise: object) -> ExperimentSettings:
    """18 tones of three speakers, 9 noises, two noises at two ratios."""
    changes: dict[str, object] = {
        "corpus.folder": str(write_tone_corpus(folder / "tones")),
        "noise.folder": str(write_noise_folder(folder / "noises", count=9)),
        "noise.noises": 2,
        "noise.snrs": 2,
    }
    return ExperimentSettings().changed({**changes, **{f"noise.{name}": value for name, value in noise.items()}})


def measure_snr_errors_db(audio: Path, corpus: Path) -> list[float]:
    """Of each file of a manifest: the SNR asked for against the one of the file and the clean recording, in 64 bits."""
    errors = []
    for row in read_table(audio / "manifest.csv"):
        mixed, _ = soundfile.read(audio / row["file"], dtype="float64")
        speech = read_audio(corpus / row["utterance_id"]).astype(np.float64) * 10 ** (float(row["gain_db"]) / 20)
        noise = mixed - speech
        measured = 10 * np.log10(np.mean(np.square(speech)) / np.mean(np.square(noise)))
        errors.append(abs(measured - float(row["snr_db"])))
    return errors


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
