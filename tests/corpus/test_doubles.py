# SPDX-License-Identifier: MIT
"""One recording under two names, and what is said about it."""

import shutil

import numpy as np
import soundfile

from tests.corpora import write_wav
from tests.corpus.opening import checked
from tests.corpus.voices import make_voice, through_mp3


def test_that_the_same_samples_in_another_format_are_a_copy(tmp_path):
    write_wav(tmp_path / "03a01Wa.wav", make_voice(1, seconds=0.2))
    samples, _ = soundfile.read(tmp_path / "03a01Wa.wav", dtype="int16")
    soundfile.write(tmp_path / "03a01Wb.flac", samples, 16000)
    write_wav(tmp_path / "08a01Wa.wav", make_voice(2))
    (problem,) = checked(tmp_path).problems
    assert (problem.file, problem.kind) == ("03a01Wb.flac", "near-duplicate")
    assert problem.problem == "holds the same samples as 03a01Wa.wav; keep one of them."


def test_that_a_speaker_may_stand_under_two_names(tmp_path):
    write_wav(tmp_path / "03a01Wa.wav", make_voice(1))
    write_wav(tmp_path / "08a02Wa.wav", 0.3 * through_mp3(make_voice(1)[2000:]))
    write_wav(tmp_path / "08b02Wa.wav", make_voice(2))
    (problem,) = checked(tmp_path).problems
    assert (problem.file, problem.kind) == ("08a02Wa.wav", "speaker")
    assert problem.problem == (
        "is a copy (their waves correlate by 98%) of 03a01Wa.wav but another speaker (08, 03); keep one of them, and "
        "see whether 08 and 03 are one speaker under two names."
    )


def test_that_a_recording_with_two_emotions_is_a_conflict_of_labels(tmp_path):
    write_wav(tmp_path / "03a01Wa.wav", make_voice(1))
    write_wav(tmp_path / "03a01Na.wav", np.float32(0.5) * make_voice(1))
    shutil.copy(tmp_path / "03a01Wa.wav", tmp_path / "03a01Ta.wav")
    write_wav(tmp_path / "08a01Wa.wav", make_voice(2))
    sad, angry = checked(tmp_path).problems
    assert (sad.file, sad.kind) == ("03a01Ta.wav", "label")
    assert sad.problem.startswith("is a copy")
    assert sad.problem.endswith("of 03a01Na.wav but another emotion (sadness, neutral); keep one of them.")
    assert (angry.file, angry.kind) == ("03a01Wa.wav", "label")
    assert angry.problem == (
        "has the same content as 03a01Ta.wav but another emotion (anger, sadness); keep one of them."
    )
