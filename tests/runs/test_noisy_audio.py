# SPDX-License-Identifier: MIT
"""The noisy set as files: right SNRs, the same bytes in any order, and no work done twice."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.errors import DiskFullError
from ser_workbench.progress import run_steps
from ser_workbench.runs.noisy_audio import audio_size, name_folders, write_noisy_audio
from ser_workbench.runs.noisy_recipe import NoisyRecipe, draw_recipe
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import read_table
from tests.runs.noisy_sets import bytes_below, make_settings, measure_snr_errors_db


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> NoisyRecipe:
    return run_steps(draw_recipe(make_settings(tmp_path_factory.mktemp("data")), is_listening=True))


def test_that_the_files_have_the_ratios_asked_for_and_make_a_corpus(recipe: NoisyRecipe, tmp_path: Path) -> None:
    written = run_steps(write_noisy_audio(recipe, tmp_path, ".flac"))
    assert (written.files, written.kept) == (72, 0)
    assert written.bytes <= audio_size(recipe).most_bytes
    errors = measure_snr_errors_db(tmp_path / "audio", recipe.corpus.folder)
    assert len(errors) == 72
    assert max(errors) < 0.05
    assert written.mean_snr_error_db == pytest.approx(float(np.mean(errors)), abs=1e-3)
    corpus = run_steps(open_corpus(tmp_path / "audio"))
    assert corpus.reader == "manifest"
    assert (len(corpus.utterances), corpus.speakers) == (72, ("s01", "s02", "s03"))
    assert corpus.seconds == pytest.approx(recipe.seconds, rel=1e-4)


def test_that_what_would_clip_is_turned_down_and_the_table_says_so(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, snr_low_db=-20, snr_high_db=-18)
    recipe = run_steps(draw_recipe(settings, is_listening=True))
    run_steps(write_noisy_audio(recipe, tmp_path, ".wav"))
    rows = read_table(tmp_path / "audio" / "manifest.csv")
    assert all(float(row["gain_db"]) < -6 for row in rows)
    assert max(measure_snr_errors_db(tmp_path / "audio", recipe.corpus.folder)) < 0.05


def test_that_a_cancelled_writing_keeps_what_is_there_and_goes_on_to_the_same_bytes(
    recipe: NoisyRecipe, tmp_path: Path
) -> None:
    run_steps(write_noisy_audio(recipe, tmp_path / "whole", ".flac"))
    steps = write_noisy_audio(recipe, tmp_path / "broken", ".flac")
    while next(steps).done < 12:  # type: ignore[attr-defined]  # All its events are Progress.
        pass
    steps.close()
    there = bytes_below(tmp_path / "broken")
    files = {name for name in there if name.endswith(".flac")}
    assert 12 <= len(files) < 72
    assert not [name for name in there if name.endswith(".part")]
    (name, *_) = sorted(files)
    moment = (tmp_path / "broken" / name).stat().st_mtime_ns
    written = run_steps(write_noisy_audio(recipe, tmp_path / "broken", ".flac"))
    assert written.kept == len(files)
    assert (tmp_path / "broken" / name).stat().st_mtime_ns == moment
    assert bytes_below(tmp_path / "broken") == bytes_below(tmp_path / "whole")


def test_that_recordings_that_differ_in_their_ending_alone_get_folders_of_their_own() -> None:
    assert name_folders(["a/1.wav", "a/2.wav", "a/2.flac", "b.c.wav"]) == {
        "a/1.wav": "a/1",
        "a/2.wav": "a/2_wav",
        "a/2.flac": "a/2_flac",
        "b.c.wav": "b.c",
    }
    folders = name_folders(["a.wav", "a.flac", "a_wav.ogg", "a_wav.wav", "a_wav_wav.wav"])
    assert len(set(folders.values())) == 5


def test_that_a_lost_file_is_written_again(recipe: NoisyRecipe, tmp_path: Path) -> None:
    run_steps(write_noisy_audio(recipe, tmp_path, ".flac"))
    before = bytes_below(tmp_path)
    lost = min(name for name in before if name.endswith(".flac"))
    (tmp_path / lost).unlink()
    (tmp_path / "audio" / "s02" / "anger_0" / "levels.csv").write_bytes(b"\xff damaged")
    run_steps(write_noisy_audio(recipe, tmp_path, ".flac"))
    assert bytes_below(tmp_path) == before


def test_that_a_disk_that_is_too_small_is_told_before_anything_is_written(
    recipe: NoisyRecipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(DiskFullError, match=r"may take .* more, but the disk .* has 1 kB left"):
        run_steps(write_noisy_audio(recipe, tmp_path, ".flac"))
    assert not list((tmp_path / "audio").rglob("*.flac"))


def test_that_a_killed_writing_goes_on(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, noises=9, snrs=9)
    words = [sys.executable, "-m", "ser_workbench", "noisy-set", settings.corpus.folder, settings.noise.folder]
    words += ["--out", str(tmp_path / "set"), "--noises", "9", "--snrs", "9", "--write-audio", "--quiet"]
    writing = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while len(list((tmp_path / "set").rglob("*.flac"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.005)
    writing.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    writing.wait()
    files = [name for name in bytes_below(tmp_path / "set") if name.endswith(".flac")]
    assert 20 <= len(files) < 18 * 81
    assert subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode == 0
    recipe = run_steps(draw_recipe(settings, is_listening=True))
    run_steps(write_noisy_audio(recipe, tmp_path / "whole", ".flac"))
    left = tmp_path / "set" / "audio"
    for half in left.rglob("*.part"):  # The kill may have met a file in the making.
        half.unlink()
    assert bytes_below(left) == bytes_below(tmp_path / "whole" / "audio")


@pytest.mark.real
def test_that_emodb_under_esc_10_has_its_ratios_to_a_twentieth_of_a_decibel(
    emodb_folder: Path, esc10_folder: Path, tmp_path: Path
) -> None:
    folders = {"corpus.folder": str(emodb_folder), "noise.folder": str(esc10_folder)}
    settings = ExperimentSettings().changed({**folders, "noise.noises": 1, "noise.snrs": 1})
    recipe = run_steps(draw_recipe(settings, is_listening=False))
    few = NoisyRecipe(settings, recipe.corpus, recipe.noises, recipe.items[::3], recipe.hashes, recipe.partition)
    run_steps(write_noisy_audio(few, tmp_path, ".flac"))
    errors = measure_snr_errors_db(tmp_path / "audio", emodb_folder)
    assert len(errors) == 179
    assert np.mean(errors) < 0.05
    assert max(errors) < 0.05
