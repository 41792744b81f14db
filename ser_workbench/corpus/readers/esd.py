# SPDX-License-Identifier: MIT
"""ESD, the Emotional Speech Database (Zhou, Sisman, Liu & Li 2021): ten speakers of Chinese, ten of English.

`0011/Angry/train/0011_000351.wav` is speaker 0011, angry; some copies lack the folders `train`, `evaluation` and
`test`, or all folders of a speaker. Where no folder names the emotion, the speaker's table `0011/0011.txt` does: name,
text and emotion between tabs, in one of five encodings. Who is a woman stands in the ReadMe of the distribution
(github.com/HLTSingapore/Emotional-Speech-Data). 35,000 utterances, 5 emotions.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES
from ser_workbench.corpus.readers.left_out import AGAIN, NOT_NAMED, LeftOut, label_files
from ser_workbench.corpus.readers.listing import Listing, list_files, name_short
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import FEMALE, MALE, Problem

FILE_NAME = re.compile(r"/(00(?:0[1-9]|1[0-9]|20))_([0-9]{6})$")
TABLE_NAME = re.compile(r"/00(?:0[1-9]|1[0-9]|20)$")
EMOTION_WORDS = {
    "neutral": "neutral",
    "angry": "anger",
    "happy": "happiness",
    "sad": "sadness",
    "surprise": "surprise",
    "中立": "neutral",
    "生气": "anger",
    "快乐": "happiness",
    "伤心": "sadness",
    "惊喜": "surprise",
}
WOMEN = frozenset({1, 2, 3, 7, 9, 15, 16, 17, 18, 19})
GENDERS = {f"{number:04d}": FEMALE if number in WOMEN else MALE for number in range(1, 21)}


@dataclass(frozen=True)
class EsdReader:
    """Names tell the speaker; a folder above the file, or else the speaker's table, tells the emotion."""

    name: str = "esd"
    title: str = "ESD"
    layout: str = "0011/Angry/train/0011_000351.wav: speaker 0011, emotion by its folder or else by 0011/0011.txt."

    def recognises(self, found: Listing) -> bool:
        """Whether more than half of the audio files are named speaker_number."""
        return found.is_mostly(FILE_NAME)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every recording once; then what was left out."""
        tables: dict[str, Mapping[str, str]] = {}
        for table in list_files(folder, {".txt"}):
            if TABLE_NAME.search(name_short(table)):
                tables[table.stem] = {**tables.get(table.stem, {}), **_read_table(table)}
        taken: set[str] = set()

        def read(file: Path) -> Labelled | LeftOut | None:
            match = FILE_NAME.search(name_short(file))
            if match is None:
                return LeftOut(f"{NOT_NAMED} ESD names its recordings")
            if file.stem in taken:
                return LeftOut(AGAIN)
            speaker = match[1]
            emotion = _find_emotion(file.relative_to(folder.parent)) or tables.get(speaker, {}).get(file.stem)
            if emotion is None:
                what = "does not name it" if speaker in tables else "is missing"
                return LeftOut(f"lies in no folder of an emotion, and the table {speaker}.txt {what}")
            taken.add(file.stem)
            return Labelled(file, speaker, emotion, GENDERS[speaker])

        yield from label_files(folder, AUDIO_SUFFIXES, read)


def _find_emotion(path: Path) -> str | None:
    """The emotion of the nearest folder that is called after one."""
    words = (part.lower() for part in reversed(path.parts[:-1]))
    return next((EMOTION_WORDS[word] for word in words if word in EMOTION_WORDS), None)


def _read_table(table: Path) -> dict[str, str]:
    """Name → emotion of each line that is whole; a table that cannot be read says nothing."""
    try:
        text = _decode(table.read_bytes())
    except OSError:
        return {}
    emotions = {}
    for line in text.splitlines():
        cells = line.strip().split("\t")
        word = cells[-1].strip().lower()
        if len(cells) > 1 and word in EMOTION_WORDS:
            emotions[cells[0].strip()] = EMOTION_WORDS[word]
    return emotions


def _decode(content: bytes) -> str:
    """The published tables are UTF-16, UTF-8, GB 2312 and Latin-1, and do not say so."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


ESD = EsdReader()
