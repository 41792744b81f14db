# SPDX-License-Identifier: MIT
"""The leak check before a run begins, and in its report."""

import shutil

import numpy as np
import pytest

from ser_workbench.errors import LeakError
from ser_workbench.progress import Note, run_steps
from ser_workbench.runs.begin import begin_again, begin_run
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.leak_check import describe_leak_check
from ser_workbench.runs.report import write_report
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_table, write_tone_corpus, write_wav
from tests.corpus.voices import make_voice, through_mp3


def begin(settings, tmp_path, **changes):
    workspace = Workspace(tmp_path / "work")
    events = []
    changes = {key.replace("__", "."): value for key, value in changes.items()}
    run_id = run_steps(begin_run(settings.changed(changes), workspace), events.append)
    return RunFolder(workspace.run_folder(run_id)), [event.text for event in events if isinstance(event, Note)]


def test_that_the_report_tells_what_was_checked_and_found(finished, tmp_path):
    workspace, result, _ = finished
    folder = RunFolder(shutil.copytree(workspace.run_folder(result.run), tmp_path / "copy"))
    told = describe_leak_check(folder)
    assert told["speakers"] == "each of 3 on one side only"
    assert told["recordings"] == "each of 18 contents on one side only"
    assert told["copies by sound"] == "none on two sides"
    assert str(told["noise files"]).startswith("none of the ")
    html = write_report(folder).read_text(encoding="utf-8")
    assert "Leak check" in html
    assert "each of 18 contents on one side only" in html


def test_that_the_papers_way_of_drawing_noise_is_told_with_how_many_are_shared(tiny, tmp_path):
    folder, _ = begin(tiny, tmp_path, noise__mode="paper", noise__noises=4)
    assert describe_leak_check(folder)["noise files"] == (
        "the test hears noises of the training: 4 of its 4 are heard there or in validation"
    )


def test_that_a_run_without_noise_tells_nothing_of_noises(tiny, tmp_path):
    folder, _ = begin(tiny, tmp_path, noise__folder="")
    assert "noise files" not in describe_leak_check(folder)


def test_that_copies_by_sound_on_two_sides_are_warned_of_kept_and_reported(tiny, tmp_path):
    tones = write_tone_corpus(tmp_path / "tones")
    write_wav(tones / "s01" / "anger_0.wav", make_voice(1))
    write_wav(tones / "s02" / "anger_0.wav", np.float32(0.5) * through_mp3(make_voice(1)))
    folder, notes = begin(tiny, tmp_path, corpus__folder=str(tones))
    assert any("A recording and its copy stand on two sides" in note for note in notes)
    pair = ("s01/anger_0.wav", "s02/anger_0.wav")
    assert folder.load_copies() == (pair,)
    assert "s01/anger_0.wav and s02/anger_0.wav" in str(describe_leak_check(folder)["copies by sound"])
    workspace = Workspace(tmp_path / "other")
    again = RunFolder(workspace.run_folder(run_steps(begin_again(folder.path, workspace))))
    assert again.load_copies() == (pair,)


def test_that_a_run_of_before_the_check_says_that_copies_were_not_looked_for(tiny, tmp_path):
    folder, _ = begin(tiny, tmp_path)
    folder.leaks.unlink()
    assert describe_leak_check(folder)["copies by sound"] == "not looked for"


def test_that_training_on_a_list_that_leaks_is_refused_before_a_run_exists(tiny, tmp_path):
    sides = [("speaker", "side"), ("s01", "train"), ("s02", "dev"), ("s03", "test"), ("s01", "test")]
    file = write_table(tmp_path / "list.csv", sides)
    with pytest.raises(LeakError, match=r"1 of 3 speakers \(s01\) stands on several sides: 6 of 12 test utterances"):
        begin(tiny, tmp_path, partition__scheme="file", partition__file=str(file))
    assert list((tmp_path / "work" / "runs").iterdir()) == []


def test_that_a_list_is_frozen_with_the_run_and_what_it_leaves_out_is_told(tiny, tmp_path):
    rows = [("file", "side")]
    sides = {"s01": "train", "s02": "dev", "s03": "test"}
    rows += [(f"{who}/{what}_0", side) for who, side in sides.items() for what in ("anger", "sadness")]
    file = write_table(tmp_path / "list.csv", rows)
    folder, notes = begin(tiny, tmp_path, partition__scheme="file", partition__file=str(file))
    assert f"12 recordings are not in {file}; left out." in notes
    assert len(folder.load_partition().rows) == 6
    assert folder.load_identity().emotions == ("anger", "sadness")


def test_that_named_speakers_are_frozen_with_the_run(tiny, tmp_path):
    names = {"partition__scheme": "named", "partition__validation_speakers": "s03", "partition__test_speakers": "s01"}
    folder, _ = begin(tiny, tmp_path, **names)
    partition = folder.load_partition()
    assert [partition.speakers(side) for side in ("train", "validation", "test")] == [("s02",), ("s03",), ("s01",)]
