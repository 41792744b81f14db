# SPDX-License-Identifier: MIT
"""MELD (Poria et al. 2019): 13,708 utterances of the series Friends, 7 emotions, as videos.

`train_sent_emo.csv`, `dev_sent_emo.csv` and `test_sent_emo.csv` tell speaker and emotion of dialogue D, utterance U,
which is `dia{D}_utt{U}.mp4` in `train_splits`, `dev_splits_complete` and `output_repeated_splits_test`; the numbers
start anew in each. So explained in the README of the distribution (github.com/declare-lab/MELD), whose issues name what
is wrong: `dia110_utt7` of dev is not there, `dia125_utt3` of train is damaged, and some videos have no line.

Lines that several speak at once (`All`, `Both`, `Ross and Joey`) belong to no speaker and are left out. `Phoebe Sr` and
`Phoebe Sr.` are one; `Guy` and `Woman` are many, but stay one speaker, so that none of them stands on two sides. Only
the six main characters have a gender here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import MEDIA_SUFFIXES
from ser_workbench.corpus.readers.left_out import AGAIN, NOT_NAMED, LeftOut, label_files, tell_left_out
from ser_workbench.corpus.readers.listing import Listing, list_files
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.readers.table import read_header, read_rows
from ser_workbench.corpus.readers.words import spell_emotion
from ser_workbench.corpus.utterance import FEMALE, MALE, UNKNOWN_GENDER, Problem
from ser_workbench.errors import CorpusError

FILE_NAME = re.compile(r"^dia([0-9]+)_utt([0-9]+)$", re.IGNORECASE)
SPLITS = ("train", "dev", "test")
COLUMNS = ("speaker", "emotion", "dialogue_id", "utterance_id")
PUBLISHED_IN = "cp1252"
"""Early copies of the tables are in Windows' encoding, later ones in UTF-8."""
GENDERS = dict.fromkeys(("Monica", "Phoebe", "Rachel"), FEMALE) | dict.fromkeys(("Chandler", "Joey", "Ross"), MALE)
SEVERAL = re.compile(r"\b(and|all|both|everyone|everybody|guys|girls|group|crowd)\b|[&/,]", re.IGNORECASE)

NUMBER = re.compile(r"^[0-9]{1,9}$")
SPLIT_NAME = re.compile(r"(?:^|_)(train|dev|test)(?:_|$)", re.IGNORECASE)
MIS_ENCODED = str.maketrans({0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"})
"""Some copies hold characters of Windows' encoding that were taken for Latin-1 on their way to UTF-8."""

Place = tuple[str, int, int]
"""Split, dialogue, utterance."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a table says of one utterance."""

    speaker: str
    emotion: str


@dataclass(frozen=True)
class MeldReader:
    """The three tables tell speakers and emotions; folders and names of the videos tell which line is theirs."""

    name: str = "meld"
    title: str = "MELD"
    layout: str = "train_splits/dia0_utt0.mp4 (or .wav) by train_sent_emo.csv; in the same way dev and test."

    def recognises(self, found: Listing) -> bool:
        """Whether more than half of the audio and video files are called after a dialogue and an utterance."""
        matches = sum(FILE_NAME.match(file.stem) is not None for file in found.media)
        return matches * 2 > len(found.media)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every utterance of one speaker; then what was left out, and the lines whose recording is not there.

        Raises CorpusError when none of the tables is there, or one cannot be read.
        """
        lines, splits = _read_tables(folder)
        seen: set[Place] = set()

        def read(file: Path) -> Labelled | LeftOut | None:
            match = FILE_NAME.match(file.stem)
            if match is None:
                return LeftOut(f"{NOT_NAMED} MELD names its recordings")
            split = _find_split(file.relative_to(folder))
            if split is None:
                return LeftOut("lies in no folder of train, dev or test, and the numbers start anew in each")
            if split not in splits:
                return LeftOut(f"has no label: the table {split}_sent_emo.csv is missing")
            place = (split, int(match[1]), int(match[2]))
            if place in seen:
                return LeftOut(AGAIN)
            seen.add(place)
            line = lines.get(place)
            if line is None:
                return LeftOut(f"has no label: {split}_sent_emo.csv does not name it")
            if SEVERAL.search(line.speaker):
                return LeftOut("is spoken by several at once")
            return Labelled(file, line.speaker, line.emotion, GENDERS.get(line.speaker, UNKNOWN_GENDER))

        yield from label_files(folder, MEDIA_SUFFIXES, read)
        for split in splits:
            lost = [f"dia{place[1]}_utt{place[2]}" for place in lines if place[0] == split and place not in seen]
            yield from tell_left_out({f"is named in {split}_sent_emo.csv, but is not there": lost} if lost else {})


def _find_split(path: Path) -> str | None:
    """Which part of the corpus the nearest folder is called after."""
    found = (SPLIT_NAME.search(part) for part in reversed(path.parts[:-1]))
    return next((match[1].lower() for match in found if match), None)


def _read_tables(folder: Path) -> tuple[dict[Place, Line], list[str]]:
    """The line of each utterance, and the splits whose table is there."""
    names = {f"{split}_sent_emo.csv": split for split in SPLITS}
    tables: dict[str, Path] = {}
    for table in list_files(folder, {".csv"}):
        if table.name.lower() in names:
            tables.setdefault(names[table.name.lower()], table)
    if not tables:
        raise CorpusError(
            f"{folder} holds none of MELD's tables ({', '.join(names)}); copy them from the distribution into it."
        )
    lines: dict[Place, Line] = {}
    for split, table in tables.items():
        lines.update(_read_lines(split, table))
    return lines, list(tables)


def _read_lines(split: str, table: Path) -> Iterator[tuple[Place, Line]]:
    """Each line that tells a speaker, an emotion and two numbers; raises CorpusError when it is no such table."""
    header = read_header(table)
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise CorpusError(
            f"{table}, line 1: there is no column {' and '.join(missing)}; copy the table from the distribution again."
        )
    for row in read_rows(table, COLUMNS, PUBLISHED_IN):
        speaker, emotion, dialogue, utterance = row.cells[: len(COLUMNS)]
        if speaker and emotion and NUMBER.match(dialogue) and NUMBER.match(utterance):
            line = Line(speaker.translate(MIS_ENCODED).rstrip("."), spell_emotion(emotion))
            yield (split, int(dialogue), int(utterance)), line


MELD = MeldReader()
