# SPDX-License-Identifier: MIT
"""Content hashes are right, and are not read twice."""

import hashlib
import os

from ser_workbench.audio import content
from ser_workbench.corpus.hashing import hash_corpus, hash_recording
from ser_workbench.progress import Progress, run_steps
from tests.corpora import make_tone, write_tone_corpus, write_wav
from tests.corpus.opening import opened


def test_that_the_hash_is_the_sha_256_of_the_file(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    events = []
    hashes = run_steps(hash_corpus(corpus), events.append)
    assert hashes == {u.id: hashlib.sha256(u.file.read_bytes()).hexdigest() for u in corpus.utterances}
    assert len(set(hashes.values())) == 18
    assert events[-1] == Progress("Hashing recordings", 18, 18, "files")


def test_that_a_changed_file_is_hashed_again(tmp_path):
    file = write_wav(tmp_path / "a.wav", make_tone(440))
    first = hash_recording(file)
    write_wav(file, make_tone(440, seconds=0.3))
    assert hash_recording(file) != first


def test_that_a_file_of_unchanged_size_and_time_is_not_read_again(tmp_path):
    file = write_wav(tmp_path / "a.wav", make_tone(440))
    first = hash_recording(file)
    facts = file.stat()
    file.write_bytes(b"x" * facts.st_size)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert hash_recording(file) == first
    assert (str(file), facts.st_size, facts.st_mtime_ns) in content._known
