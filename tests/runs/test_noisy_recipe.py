# SPDX-License-Identifier: MIT
"""The recipe of a noisy set without a training: what a training of the same settings would draw."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.errors import BadInputError, PartitionError
from ser_workbench.progress import run_steps
from ser_workbench.runs.begin import begin_run
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.noisy_recipe import draw_recipe, refuse_place, save_recipe
from ser_workbench.runs.noisy_table import load_noisy_table
from ser_workbench.runs.settings import load_experiment
from ser_workbench.runs.whole_file import read_table
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_wav
from tests.runs.noisy_sets import bytes_below, make_settings


@pytest.mark.parametrize("mode", ["disjoint", "paper"])
def test_that_a_training_of_its_settings_draws_the_same_noisy_set(tmp_path: Path, mode: str) -> None:
    recipe = run_steps(draw_recipe(make_settings(tmp_path, mode=mode), is_listening=False))
    save_recipe(recipe, tmp_path / "set")
    workspace = Workspace(tmp_path / "w")
    run = run_steps(begin_run(load_experiment(tmp_path / "set" / "noisy_set.toml"), workspace))
    folder = RunFolder(workspace.run_folder(run))
    assert folder.noisy_set.read_bytes() == (tmp_path / "set" / "noisy_set.csv").read_bytes()
    assert folder.load_noisy_set() == (recipe.items, recipe.hashes)
    assert (tmp_path / "set" / "partition.csv").exists() == (mode == "disjoint")


def test_that_the_tables_say_what_each_noise_is_and_who_hears_it(tmp_path: Path) -> None:
    recipe = run_steps(draw_recipe(make_settings(tmp_path, noises=3), is_listening=False))
    save_recipe(recipe, tmp_path / "set")
    items, hashes = load_noisy_table(tmp_path / "set" / "noisy_set.csv")
    assert (items, hashes) == (recipe.items, recipe.hashes)
    rows = read_table(tmp_path / "set" / "noises.csv")
    assert {row["noise_id"]: row["sha256"] for row in rows} == hashes
    assert {row["side"] for row in rows} == {"train", "validation", "test"}
    assert all((row["seconds"], row["sample_rate_hz"], row["channels"]) == ("0.25", "16000", "1") for row in rows)


def test_that_writing_a_recipe_again_changes_nothing_and_another_one_is_refused(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    save_recipe(run_steps(draw_recipe(settings, is_listening=False)), tmp_path / "set")
    before = bytes_below(tmp_path / "set")
    save_recipe(run_steps(draw_recipe(settings, is_listening=False)), tmp_path / "set")
    assert bytes_below(tmp_path / "set") == before
    for change in ({"noise.seed": 1}, {"noise.snr_over": "active"}):
        other = run_steps(draw_recipe(settings.changed(change), is_listening=False))
        with pytest.raises(BadInputError, match="another noisy set"):
            save_recipe(other, tmp_path / "set")
    assert bytes_below(tmp_path / "set") == before


@pytest.mark.parametrize("name", ["partition.csv", "noises.csv", "noisy_set.toml", "noisy_set.csv"])
def test_that_files_of_the_user_are_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / name).write_text("mine")
    with pytest.raises(BadInputError, match=f"other files of the same names \\({name}\\)"):
        save_recipe(run_steps(draw_recipe(make_settings(tmp_path), is_listening=False)), tmp_path / "set")
    assert bytes_below(tmp_path / "set") == {name: b"mine"}


def test_that_a_recipe_that_was_killed_after_its_settings_is_written_whole(tmp_path: Path) -> None:
    recipe = run_steps(draw_recipe(make_settings(tmp_path), is_listening=False))
    save_recipe(recipe, tmp_path / "set")
    whole = bytes_below(tmp_path / "set")
    for name in ("noisy_set.csv", "noises.csv", "partition.csv"):
        (tmp_path / "set" / name).unlink()
    save_recipe(recipe, tmp_path / "set")
    assert bytes_below(tmp_path / "set") == whole


@pytest.mark.parametrize("place", ["tones", "tones/s01", "tones/new", "noises", "noises/deep/er"])
def test_that_the_users_folders_are_never_written_into(tmp_path: Path, place: str) -> None:
    settings = make_settings(tmp_path)
    with pytest.raises(BadInputError, match="never written to"):
        refuse_place(tmp_path / place, settings)


def test_that_a_corpus_where_the_audio_would_go_is_not_written_over(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "audio")
    with pytest.raises(BadInputError, match="written over the corpus"):
        refuse_place(tmp_path, settings)
    with pytest.raises(BadInputError, match="is a file"):
        refuse_place(tmp_path / "audio" / "tones" / "manifest.csv", settings)


def test_that_listening_leaves_out_what_a_training_would(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    write_wav(tmp_path / "tones" / "s01" / "anger_0.wav", np.zeros(4800, np.float32))
    heard = run_steps(draw_recipe(settings, is_listening=True))
    believed = run_steps(draw_recipe(settings, is_listening=False))
    assert len(believed.items) - len(heard.items) == 4
    assert set(heard.items) < set(believed.items)


def test_that_the_paper_s_mode_needs_no_three_speakers(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    for speaker in ("s02", "s03"):
        lines = (tmp_path / "tones" / "manifest.csv").read_text().splitlines()
        kept = [line for line in lines if not line.startswith(speaker)]
        (tmp_path / "tones" / "manifest.csv").write_text("\n".join(kept))
    with pytest.raises(PartitionError):
        run_steps(draw_recipe(settings, is_listening=False))
    recipe = run_steps(draw_recipe(settings.changed({"noise.mode": "paper"}), is_listening=False))
    assert len(recipe.items) == 6 * 4
    assert recipe.noise_sides() == {}


def test_that_the_recipe_tells_how_long_the_noisy_speech_is(tmp_path: Path) -> None:
    recipe = run_steps(draw_recipe(make_settings(tmp_path), is_listening=False))
    assert recipe.seconds == pytest.approx(4 * sum(u.seconds for u in recipe.corpus.utterances))
