# SPDX-License-Identifier: MIT
"""The detector of voice, beside silero-vad's own wrapper."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.live.voice import CHUNK_SAMPLES, VoiceDetector

SILERO = """
import sys
import numpy, torch
from silero_vad import load_silero_vad
model = load_silero_vad(onnx=True)
heard = model.audio_forward(torch.from_numpy(numpy.load(sys.argv[1]))[None], 16000)
numpy.save(sys.argv[2], heard.numpy()[0])
"""
"""In a process of its own: importing silero-vad sets the number of torch's threads."""


def _heard_whole(samples: Samples) -> np.ndarray:
    detector = VoiceDetector()
    return np.concatenate([detector.add(samples), detector.finish()])


@pytest.mark.real
def test_that_the_probabilities_on_emodb_are_those_of_sileros_own_wrapper(emodb_folder: Path, tmp_path: Path):
    files = sorted((emodb_folder / "wav").glob("*.wav"))[::27]
    pause = np.zeros(5000, np.float32)
    samples = np.concatenate([part for file in files for part in (read_audio(file), pause)])
    np.save(tmp_path / "samples.npy", samples)
    words = [sys.executable, "-c", SILERO, str(tmp_path / "samples.npy"), str(tmp_path / "said.npy")]
    subprocess.run(words, check=True, cwd=tmp_path, capture_output=True)
    theirs, ours = np.load(tmp_path / "said.npy"), _heard_whole(samples)
    assert len(ours) == len(theirs) == -(-len(samples) // CHUNK_SAMPLES)
    assert np.abs(ours - theirs).max() < 1e-6
    assert np.mean(ours > 0.5) == pytest.approx(0.86, abs=0.08)  # There is speech in it, and there are pauses.


def _noise(seconds: float) -> Samples:
    return (0.1 * np.random.default_rng(1).standard_normal(round(seconds * SAMPLE_RATE_HZ))).astype(np.float32)


@pytest.mark.parametrize("block", [1, 100, 511, 512, 513, 5000])
def test_that_the_length_of_the_blocks_changes_nothing(block: int):
    samples = _noise(0.5)
    detector = VoiceDetector()
    parts = [detector.add(samples[first : first + block]) for first in range(0, len(samples), block)]
    assert np.array_equal(np.concatenate([*parts, detector.finish()]), _heard_whole(samples))


def test_that_after_a_reset_nothing_of_before_is_remembered():
    detector = VoiceDetector()
    first = detector.add(_noise(0.3))
    detector.reset()
    assert np.array_equal(detector.add(_noise(0.3)), first)


def test_that_an_end_on_a_whole_chunk_leaves_nothing_to_finish():
    detector = VoiceDetector()
    assert len(detector.add(np.zeros(2 * CHUNK_SAMPLES, np.float32))) == 2
    assert len(detector.finish()) == 0


def test_that_noise_and_silence_are_no_speech():
    assert _heard_whole(_noise(2)).max() < 0.3
    assert _heard_whole(np.zeros(SAMPLE_RATE_HZ, np.float32)).max() < 0.3


def test_that_more_than_sixteen_seconds_at_once_are_heard_as_bit_by_bit():
    samples = _noise(20)
    detector = VoiceDetector()
    parts = [detector.add(samples[first : first + 4096]) for first in range(0, len(samples), 4096)]
    assert np.array_equal(np.concatenate([*parts, detector.finish()]), _heard_whole(samples))
