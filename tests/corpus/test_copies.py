# SPDX-License-Identifier: MIT
"""Copies are found whatever became of them; different recordings are never taken for copies."""

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.corpus.copies import Copy, find_copies
from ser_workbench.corpus.fingerprint import fingerprint
from ser_workbench.progress import Progress, run_steps
from tests.corpora import make_tone, write_wav
from tests.corpus.opening import opened
from tests.corpus.voices import make_voice, resampled, through_mp3, through_ogg


def copies_among(folder: Path, recordings: list[tuple[np.ndarray, int]]) -> tuple[Copy, ...]:
    files = [
        write_wav(folder / f"{number:03}.wav", samples, rate_hz, "FLOAT")
        for number, (samples, rate_hz) in enumerate(recordings)
    ]
    prints = [fingerprint(samples, rate_hz) for samples, rate_hz in recordings]
    return run_steps(find_copies(prints, files))


def test_that_all_sorts_of_copies_are_found_with_what_they_are_copies_of(tmp_path):
    voice = make_voice(0)
    altered = [
        (0.03 * voice, 16000),
        (-voice, 16000),
        (resampled(voice, 8000), 8000),
        (resampled(voice, 48000), 48000),
        (voice[1234:], 16000),
        (voice[:-5000], 16000),
        (np.pad(voice, (4321, 1000)), 16000),
        (through_mp3(voice), 16000),
        (through_ogg(voice), 16000),
        (0.2 * through_mp3(np.pad(resampled(voice, 8000), (333, 100)), 8000), 8000),
    ]
    others = [(make_voice(seed), 16000) for seed in range(1, 20)]
    found = copies_among(tmp_path, [*others, (voice, 16000), *altered])
    assert [(copy.number, copy.earlier) for copy in found] == [(20 + place, 19) for place in range(len(altered))]
    assert min(copy.correlation for copy in found) > 0.9


def test_that_neither_alike_tones_nor_short_sounds_are_copies(tmp_path):
    tones = [(make_tone(250, seconds=2, seed=seed), 16000) for seed in range(6)]
    short = [(make_voice(3, seconds=0.5), 16000)] * 2
    assert copies_among(tmp_path, tones + short) == ()


def test_that_a_file_that_has_gone_since_is_no_copy(tmp_path):
    voice = make_voice(0)
    words = fingerprint(voice, 16000)
    file = write_wav(tmp_path / "a.wav", voice)
    assert run_steps(find_copies([words, words], [file, tmp_path / "gone.wav"])) == ()
    assert run_steps(find_copies([], [])) == ()


def test_that_the_index_of_many_needs_little_memory_and_time(tmp_path):
    rng = np.random.default_rng(0)
    prints = [rng.integers(2**32, size=200, dtype=np.uint32) for _ in range(10_000)]
    prints.append(prints[17].copy())
    voice = write_wav(tmp_path / "voice.wav", make_voice(0))
    began = time.monotonic()
    tracemalloc.start()
    events = []
    (copy,) = run_steps(find_copies(prints, [voice] * len(prints)), events.append)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (copy.number, copy.earlier) == (10_000, 17)
    assert peak < 4 * 10_000 * 200 * 4
    assert time.monotonic() - began < 20
    assert events[-1] == Progress("Looking for copies", 16, 16)


@pytest.mark.real
def test_that_no_two_recordings_of_emodb_are_taken_for_copies_and_real_copies_are_found(emodb_folder):
    utterances = opened(emodb_folder).utterances
    prints = [fingerprint(read_audio(utterance.file), 16000) for utterance in utterances]
    files = [utterance.file for utterance in utterances]
    assert run_steps(find_copies(prints, files)) == ()
    chosen = range(0, 535, 30)
    again = [fingerprint(through_ogg(read_audio(files[place]))[800:], 16000) for place in chosen]
    found = run_steps(find_copies(prints + again, files + [files[place] for place in chosen]))
    assert [(copy.number, copy.earlier) for copy in found] == [(535 + i, place) for i, place in enumerate(chosen)]
