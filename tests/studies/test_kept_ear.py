# SPDX-License-Identifier: MIT
"""What is kept of an ear is taken only where it fits: whatever somebody has made of it counts as not there."""

import json
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from ser_workbench.live.calibration import Answers, Calibration
from ser_workbench.studies.kept_ear import BLSTM, UTTERANCE, KeptEar

EMOTIONS = ("anger", "fear", "sadness")


@pytest.fixture
def kept(tmp_path: Path) -> KeptEar:
    """A calibration and the places of four utterances."""
    kept = KeptEar(tmp_path, "clean", "name")
    logits = np.eye(3, dtype=np.float32)
    said = Answers(logits, np.arange(3), ("a", "b", "c"), ("x", "y", "z"))
    kept.save_calibration(UTTERANCE, Calibration.fit(EMOTIONS, said))
    kept.save_arrays(BLSTM, {BLSTM: np.ones((4, 2), np.float32)})
    return kept


def test_that_what_was_kept_is_there_again(kept):
    assert kept.load_calibration(UTTERANCE, EMOTIONS) is not None
    np.testing.assert_array_equal(kept.load_arrays(BLSTM, (BLSTM,), (4, 2))[BLSTM], np.ones((4, 2)))


@pytest.mark.parametrize("emotions", [EMOTIONS[:2], EMOTIONS[::-1], ("joy", *EMOTIONS[1:])])
def test_that_a_calibration_for_other_emotions_is_not_taken(kept, emotions):
    assert kept.load_calibration(UTTERANCE, emotions) is None


@pytest.mark.parametrize("change", [{"temperature": 10**400}, {"speakers": float("inf")}, {"scores": "x"}])
def test_that_numbers_that_cannot_be_count_as_not_there(kept, change):
    file = kept.folder / f"{UTTERANCE}.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | change))
    assert kept.load_calibration(UTTERANCE, EMOTIONS) is None


def test_that_brackets_without_end_count_as_not_there(kept):
    for name in (UTTERANCE, "conditions"):
        (kept.folder / f"{name}.json").write_text("[" * 100_000)
    assert kept.load_calibration(UTTERANCE, EMOTIONS) is None
    assert kept.load_conditions() is None


@pytest.mark.parametrize(
    "array",
    [
        np.ones(4, np.float32),
        np.ones((4, 1), np.float32),
        np.ones((3, 2), np.float32),
        np.ones((4, 2), np.int32),
        np.full((4, 2), np.nan, np.float32),
        np.ones((), np.float32),
    ],
)
def test_that_an_array_of_another_shape_or_kind_counts_as_not_there(kept, array):
    (kept.folder / f"{BLSTM}.safetensors").write_bytes(safetensors.numpy.save({BLSTM: array}))
    assert kept.load_arrays(BLSTM, (BLSTM,), (4, 2)) is None


def test_that_two_programs_that_keep_at_once_do_not_stop_each_other(kept, monkeypatch):
    """The other one renames first what both have written."""

    def keep_and_take_away(self: Path, content: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(content)
        self.unlink()
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", keep_and_take_away)
    kept.save_arrays(BLSTM, {BLSTM: np.zeros((4, 2), np.float32)})
    kept.save_calibration(UTTERANCE, kept.load_calibration(UTTERANCE, EMOTIONS))
    monkeypatch.undo()
    assert kept.load_arrays(BLSTM, (BLSTM,), (4, 2)) is not None


def test_that_a_full_disk_is_told_as_such(kept):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no disk that is always full")
    (kept.folder / f"{BLSTM}.safetensors.part").symlink_to(full)
    with pytest.raises(OSError, match="No space left"):
        kept.save_arrays(BLSTM, {BLSTM: np.ones((4, 2), np.float32)})
