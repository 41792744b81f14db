# SPDX-License-Identifier: MIT
"""What is doubtful about a collection of noise is found, each by its kind."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.noise import open_noise
from ser_workbench.audio.noise_report import check_noise_collection, silent_share
from ser_workbench.progress import Progress, run_steps
from tests.audio.sounds import hiss
from tests.corpora import write_wav


def test_that_every_kind_of_problem_is_found_and_a_sound_noise_has_none(tmp_path: Path) -> None:
    write_wav(tmp_path / "good.wav", hiss(2.0))
    write_wav(tmp_path / "short.wav", hiss(0.3, seed=1))
    write_wav(tmp_path / "slow.wav", hiss(1.0, seed=2), rate_hz=8000)
    write_wav(tmp_path / "silent.wav", np.zeros(32000, np.float32))
    write_wav(tmp_path / "padded.wav", np.concatenate([hiss(0.5, seed=3), np.zeros(24000, np.float32)]))
    write_wav(tmp_path / "clipped.wav", np.clip(hiss(2.0, 1.5, seed=4), -1, 1))
    write_wav(tmp_path / "nan.wav", np.full(32000, np.nan, np.float32), subtype="FLOAT")
    shutil.copy(tmp_path / "good.wav", tmp_path / "twin.wav")
    (tmp_path / "text.wav").write_text("no sound")
    events: list[object] = []
    report = run_steps(check_noise_collection(run_steps(open_noise(tmp_path))), events.append)
    kinds = {problem.noise_id: problem.kind for problem in report.problems}
    assert kinds == {
        "short.wav": "short",
        "slow.wav": "rate",
        "silent.wav": "silent",
        "padded.wav": "padded",
        "clipped.wav": "clipped",
        "nan.wav": "unreadable",
        "twin.wav": "copy",
        "text.wav": "unreadable",
    }
    texts = {problem.noise_id: problem.problem for problem in report.problems}
    assert "75% of its length" in texts["padded.wav"]
    assert "above 4 kHz" in texts["slow.wav"]
    assert "good.wav" in texts["twin.wav"]
    assert all(text.endswith(".") and str(tmp_path) not in text for text in texts.values())
    assert events[-1] == Progress("Checking noises", 8, 8, "files")


def test_that_digital_silence_counts_in_runs_of_ten_milliseconds() -> None:
    samples = hiss(1.0)
    samples[1000:1159] = 0  # One sample short of 10 ms.
    assert silent_share(samples) == 0
    samples[1000:1160] = 0
    assert silent_share(samples) == pytest.approx(0.01)


@pytest.mark.real
def test_that_the_padded_clips_of_esc_10_are_found_and_none_is_unusable(esc10_folder: Path) -> None:
    report = run_steps(check_noise_collection(run_steps(open_noise(esc10_folder / "001 - Dog bark"))))
    assert not {problem.kind for problem in report.problems} & {"unreadable", "silent"}
    assert sum(problem.kind == "padded" for problem in report.problems) > 5
