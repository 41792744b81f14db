# SPDX-License-Identifier: MIT
"""Noises that cannot be laid over speech are found, whatever place of them is drawn."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.audio.noise import NoiseFile
from ser_workbench.audio.noise_check import QUIETEST, check_noises, find_noise_fault
from ser_workbench.progress import run_steps
from tests.corpora import make_tone, write_wav


def test_that_silent_unreadable_and_endless_noises_are_found_and_others_are_not(tmp_path: Path) -> None:
    write_wav(tmp_path / "good.wav", make_tone(440))
    write_wav(tmp_path / "silent.wav", np.zeros(8000, np.float32))
    write_wav(tmp_path / "nan.wav", np.full(800, np.nan, np.float32), subtype="FLOAT")
    (tmp_path / "text.wav").write_text("no sound")
    noises = [NoiseFile(file.name, file, 1.0) for file in sorted(tmp_path.iterdir())]
    faults = run_steps(check_noises(noises))
    assert sorted(faults) == ["nan.wav", "silent.wav", "text.wav"]
    assert all(str(tmp_path / name) in fault for name, fault in faults.items())


def test_that_a_file_that_was_mended_is_listened_to_again(tmp_path: Path) -> None:
    file = write_wav(tmp_path / "a.wav", np.zeros(8000, np.float32))
    assert "silent" in find_noise_fault(file)
    write_wav(file, make_tone(440))
    assert find_noise_fault(file) == ""


@pytest.mark.parametrize("seconds", [0.05, 0.9, 1.0, 1.1, 7.3])
def test_that_a_noise_that_passes_can_be_laid_over_speech_at_any_place(tmp_path: Path, seconds: float) -> None:
    click = np.zeros(round(seconds * 16000), np.float32)
    place = len(click) // 3
    click[place] = np.sqrt(QUIETEST * len(click)) * 1.0001
    file = write_wav(tmp_path / "click.wav", click, subtype="FLOAT")
    assert find_noise_fault(file) == ""
    speech = make_tone(300, 1.0)
    for offset in np.linspace(0, 1, 40, endpoint=False):
        mix_at_snr(speech, fit_noise(read_audio(file), len(speech), float(offset)), 0.0)
