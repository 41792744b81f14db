# SPDX-License-Identifier: MIT
"""eNTERFACE'05 (Martin et al. 2006): 42 subjects, 6 emotions, 5 sentences each, in English; the paper's corpus.

`subject 11/anger/sentence 3/s12_an_3.avi`: the folders tell subject, emotion and sentence, since the names of
files are wrong in places (here). Subject 6 was never cut into sentences: six recordings of a minute or two, which
are left out; there is no subject 12. Genders are named nowhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import MEDIA_SUFFIXES
from ser_workbench.corpus.readers.left_out import AGAIN, NOT_NAMED, LeftOut, label_files
from ser_workbench.corpus.readers.listing import Listing
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import Problem

LEVELS = 3
"""Folders above a file that tell what it is; those above are the user's."""
PLACE = re.compile(
    r"(?:^|/)subject[ _-]?0*(?P<subject>[0-9]+)"
    r"/(?P<emotion>anger|disgust|fear|happiness|sadness|surprise)"
    r"/(?:sentence[ _-]?0*(?P<sentence>[0-9]+)/[^/]+|[^/]*?(?P<number>[0-9]*))$",
    re.IGNORECASE,
)
"""Without folders of sentences, as some copies are laid out, the number at the end of the name tells the sentence."""

Recording = tuple[str, str, str]
"""Subject, emotion, sentence; the sentence is empty where a recording holds all of them."""


@dataclass(frozen=True)
class EnterfaceReader:
    """Reads the AVI files as distributed, or sound files that were made of them in the same folders."""

    name: str = "enterface"
    title: str = "eNTERFACE'05"
    layout: str = "subject 1/anger/sentence 1/s1_an_1.avi (or .wav): folders tell subject, emotion and sentence."

    def recognises(self, found: Listing) -> bool:
        """Whether more than half of the audio and video files lie as this corpus lays them."""
        return sum(_find_recording(file) is not None for file in found.media) * 2 > len(found.media)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every sentence once, as sound file where there is one; each recording that was not cut is a problem."""
        taken: set[Recording] = set()

        def read(file: Path) -> Labelled | LeftOut:
            recording = _find_recording(file)
            if recording is None:
                return LeftOut(f"{NOT_NAMED} the recordings of {self.title} (subject 1/anger/sentence 1/…)")
            if recording in taken:
                return LeftOut(AGAIN)
            taken.add(recording)
            subject, emotion, sentence = recording
            if not sentence:
                return LeftOut(f"holds all sentences of subject {subject} in {emotion}, not cut into utterances")
            return Labelled(file, f"s{subject:0>2}", emotion)

        yield from label_files(folder, MEDIA_SUFFIXES, read)


def _find_recording(file: Path) -> Recording | None:
    match = PLACE.search("/".join([*file.parent.parts[-LEVELS:], file.stem]))
    if match is None:
        return None
    return match["subject"], match["emotion"].lower(), match["sentence"] or match["number"] or ""


ENTERFACE = EnterfaceReader()
