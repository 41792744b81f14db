# SPDX-License-Identifier: MIT
"""Every recording is decoded once, and the work can be stopped."""

import numpy as np

from ser_workbench.corpus.hearing import hear, hear_all
from ser_workbench.progress import Progress, run_steps
from tests.corpora import make_tone, write_tone_corpus, write_wav
from tests.corpus.opening import opened
from tests.corpus.voices import make_voice


def test_that_a_hearing_tells_rate_channels_length_and_faults(tmp_path):
    voice = make_voice(0)
    hearing = hear(write_wav(tmp_path / "a.wav", np.stack([voice, 0 * voice], axis=1), 8000), with_words=True)
    assert (hearing.sample_rate_hz, hearing.channels, hearing.length) == (8000, 2, 64000)
    assert [fault.kind for fault in hearing.faults] == ["channels"]
    assert hearing.words is not None
    assert len(hearing.words) > 100


def test_that_a_file_is_decoded_again_only_after_it_has_changed(tmp_path):
    file = write_wav(tmp_path / "a.wav", make_tone(440))
    first = hear(file, with_words=False)
    assert hear(file, with_words=False) is first
    again = hear(file, with_words=True)  # Now the fingerprint is wanted too.
    assert (first.words, again.samples_hash) == (None, first.samples_hash)
    assert hear(file, with_words=False) is hear(file, with_words=True) is again
    write_wav(file, make_tone(440, seconds=0.5))
    assert hear(file, with_words=False).length == 8000


def test_that_what_cannot_be_decoded_tells_only_why(tmp_path):
    whole = write_wav(tmp_path / "a.wav", make_tone(440)).read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[:2000])
    hearing = hear(tmp_path / "cut.wav", with_words=True)
    assert [(fault.kind, fault.text) for fault in hearing.faults] == [
        ("truncated", "is cut off before its end; copy or export it again.")
    ]
    assert hearing.samples_hash == ""
    assert [fault.kind for fault in hear(tmp_path / "nothing.wav", with_words=False).faults] == ["unreadable"]


def test_that_all_are_heard_in_order_with_progress_and_closing_stops_it(tmp_path):
    utterances = opened(write_tone_corpus(tmp_path, takes=6)).utterances
    events = []
    hearings = run_steps(hear_all(utterances, "Listening"), events.append)
    assert hearings == [hear(utterance.file, with_words=False) for utterance in utterances]
    assert events[-1] == Progress("Listening", 54, 54, "files")
    steps = hear_all(utterances, "Listening")
    next(steps)
    steps.close()  # The fixture fails this test when a thread stays.
