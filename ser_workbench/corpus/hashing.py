# SPDX-License-Identifier: MIT
"""The content hash of every recording: the same content under two names is the same recording."""

from ser_workbench.audio.content import hash_recording
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.progress import Progress, Steps

__all__ = ["hash_corpus", "hash_recording"]

FILES_AN_EVENT = 20


def hash_corpus(corpus: Corpus) -> Steps[dict[str, str]]:
    """Utterance id → content hash; raises UnreadableAudioError when a file has gone."""
    hashes: dict[str, str] = {}
    total = len(corpus.utterances)
    for number, utterance in enumerate(corpus.utterances, start=1):
        hashes[utterance.id] = hash_recording(utterance.file)
        if number % FILES_AN_EVENT == 0 or number == total:
            yield Progress("Hashing recordings", number, total, "files")
    return hashes
