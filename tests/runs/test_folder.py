# SPDX-License-Identifier: MIT
"""A run's folder, whole and damaged."""

import shutil

import pytest

from ser_workbench.errors import RunError
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.integrity import load_decisions

NEW_SETTINGS = ("mode", "left_out", "snr_over", "snr_distribution", "snr_list_db")


@pytest.fixture
def folder(finished, tmp_path):
    workspace, result, _ = finished
    return RunFolder(shutil.copytree(workspace.run_folder(result.run), tmp_path / "copy"))


def read_all(folder):
    folder.load_identity()
    folder.load_settings()
    folder.load_partition()
    folder.load_noisy_set()
    folder.load_epochs()
    folder.load_predictions(folder.load_result().emotions)


def test_that_a_whole_folder_is_read(folder):
    read_all(folder)


@pytest.mark.parametrize(
    "name",
    ["run.json", "config.toml", "partition.csv", "noisy_set.csv", "epochs.csv", "predictions.csv", "result.json"],
)
def test_that_a_damaged_file_is_named_in_one_sentence(folder, name):
    file = folder.path / name
    file.write_bytes(b"\xff\x00 = [damaged\n" + file.read_bytes()[:40])
    with pytest.raises(RunError, match=name):
        read_all(folder)


def test_that_a_folder_that_is_no_run_says_what_is_missing(tmp_path):
    with pytest.raises(RunError, match=r"run\.json is missing"):
        RunFolder(tmp_path).load_identity()


def test_that_the_noisy_set_keeps_every_digit(folder):
    items, hashes = folder.load_noisy_set()
    folder.save_noisy_set(items, hashes, 0)
    assert folder.load_noisy_set() == (items, hashes)


def test_that_a_run_from_before_noises_could_be_divided_is_read_as_one_of_the_paper_s_mode(folder):
    """Its table has the hash in every row and no seed, its settings have no mode."""
    items, hashes = folder.load_noisy_set()
    rows = [f"{i.utterance_id},{i.noise_id},{i.offset!r},{i.snr_db!r},{hashes[i.noise_id]}" for i in items]
    folder.noisy_set.write_text("\n".join(["utterance_id,noise_id,offset,snr_db,noise_hash", *rows, ""]))
    kept = [line for line in folder.config.read_text().splitlines() if not line.startswith(NEW_SETTINGS)]
    folder.config.write_text("\n".join(kept))
    assert folder.load_noisy_set() == (items, hashes)
    settings = folder.load_settings()
    assert (settings.noise.mode, settings.noise.snr_over, settings.noise.left_out) == ("paper", "whole", "")
    load_decisions(folder)
