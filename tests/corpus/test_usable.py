# SPDX-License-Identifier: MIT
"""What cannot be used is left out and named; what can is left alone."""

from pathlib import Path

import numpy as np
import pytest

from ser_workbench.corpus.usable import leave_out_unusable
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import NoAudioError
from ser_workbench.progress import run_steps
from tests.corpora import make_tone, write_tone_corpus, write_wav
from tests.corpus.opening import opened, problems_of

WINDOW = 400


def usable(corpus: Corpus, window: int = WINDOW) -> Corpus:
    return run_steps(leave_out_unusable(corpus, window))


def test_that_a_sound_corpus_stays_the_same(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    assert usable(corpus) is corpus


@pytest.mark.parametrize(
    ("samples", "reason"),
    [
        (np.zeros(4800), "is silent"),
        (np.full(4800, 0.5), "is silent"),
        (np.full(4800, np.nan), "NaN"),
        (make_tone(440, 0.02), "is too short: 20.0 ms"),
    ],
)
def test_that_a_recording_of_which_nothing_can_be_learnt_is_left_out(
    tmp_path: Path, samples: np.ndarray, reason: str
) -> None:
    tones = write_tone_corpus(tmp_path / "tones")
    write_wav(tones / "s01" / "anger_0.wav", samples.astype(np.float32), subtype="FLOAT")
    corpus = usable(opened(tones))
    assert reason in problems_of(corpus)["s01/anger_0.wav"]
    assert len(corpus.utterances) == 17


def test_that_a_longer_window_makes_more_recordings_too_short(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones", takes=2))  # 0.30 s and 0.33 s
    assert len(usable(corpus, 5000).utterances) == 9
    assert usable(corpus) is corpus


def test_that_a_recording_that_has_gone_since_is_left_out(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    corpus.utterances[0].file.unlink()
    assert list(problems_of(usable(corpus))) == [corpus.utterances[0].id]


def test_that_a_corpus_of_which_nothing_is_left_is_told_in_one_sentence(tmp_path: Path) -> None:
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    with pytest.raises(NoAudioError, match=r"No recording in .*tones can be used: s01/anger_0\.wav is too short"):
        usable(corpus, 100_000)
