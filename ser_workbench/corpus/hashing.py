# SPDX-License-Identifier: MIT
"""The content hash of every recording: the same content under two names is the same recording."""

from pathlib import Path

from ser_workbench.audio.content import FileState, hash_file, state_of
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 20
_known: dict[FileState, str] = {}
"""Hashes of files whose size and time of change are still the same; kept only while the program runs."""


def hash_recording(file: Path) -> str:
    """SHA-256 of the file, remembered until the file changes; raises UnreadableAudioError."""
    state = state_of(file)
    if state is None:
        return hash_file(file)
    if state not in _known:
        _known[state] = hash_file(file)
    return _known[state]


def hash_corpus(corpus: Corpus) -> Steps[dict[str, str]]:
    """Utterance id → content hash; raises UnreadableAudioError when a file has gone."""
    hashes: dict[str, str] = {}
    total = len(corpus.utterances)
    for number, utterance in enumerate(corpus.utterances, start=1):
        hashes[utterance.id] = hash_recording(utterance.file)
        if number % FILES_AN_EVENT == 0 or number == total:
            yield Progress("Hashing recordings", number, total, "files")
    return hashes
