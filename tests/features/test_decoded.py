# SPDX-License-Identifier: MIT
"""Noises on the disk give the same excerpts as noises in memory."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.mixing import fit_noise
from ser_workbench.audio.samples import Samples
from ser_workbench.features.decoded import DecodedNoises
from tests.audio.sounds import hiss


def clip_padded_with_zeros() -> Samples:
    return np.concatenate([hiss(0.2), np.zeros(16000, np.float32), hiss(0.1)])


NOISES = {
    Path("long.wav"): hiss(2.0),
    Path("short.wav"): hiss(0.1),
    Path("just as long.wav"): hiss(0.5),
    Path("padded.wav"): clip_padded_with_zeros(),
    Path("quiet.wav"): hiss(1.0) * np.float32(1e-4),
}


def fitted(decoded: DecodedNoises, file: Path, length: int, offset: float, is_sounding: bool = False) -> Samples:
    samples = np.empty(length, np.float32)
    (decoded.fit_sounding if is_sounding else decoded.fit)(file, offset, samples)
    return samples


def test_that_an_excerpt_is_that_of_the_whole_noise_to_the_last_bit(tmp_path: Path) -> None:
    with DecodedNoises.beside(tmp_path) as decoded:
        for file, samples in NOISES.items():
            decoded.keep(file, samples)
        for file, samples in NOISES.items():
            for offset in (0.0, 0.31, 0.5, 0.999):
                expected = fit_noise(samples, 8000, offset)
                assert np.array_equal(fitted(decoded, file, 8000, offset, is_sounding=True), expected)
                if file.name != "padded.wav":
                    assert np.array_equal(fitted(decoded, file, 8000, offset), expected)


def test_that_several_threads_may_read_at_once(tmp_path: Path) -> None:
    with DecodedNoises.beside(tmp_path) as decoded:
        for file, samples in NOISES.items():
            decoded.keep(file, samples)
        wanted = [(file, 1000 + 10 * number, number / 100) for number in range(100) for file in NOISES]
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda one: fitted(decoded, one[0], one[1], one[2], is_sounding=True), wanted))
    for (file, length, offset), excerpt in zip(wanted, found, strict=True):
        assert np.array_equal(excerpt, fit_noise(NOISES[file], length, offset))


def keep_and_break_off(folder: Path) -> None:
    with DecodedNoises.beside(folder) as decoded:
        decoded.keep(Path("long.wav"), hiss(1.0))
        raise RuntimeError("broken off")


def test_that_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        keep_and_break_off(tmp_path)
    assert list(tmp_path.iterdir()) == []
