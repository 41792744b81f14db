# SPDX-License-Identifier: MIT
"""nEMO (Christop 2024): nine Polish actors, 6 emotions, 4,481 utterances.

`samples/WR0_surprised_64.wav` is `{speaker_id}_{emotion}_{sentence_id}.wav`, as the README of the distribution
(github.com/amu-cai/nEMO) explains; `data.tsv` beside `samples` tells the genders. Where that table is not there, the
same facts are taken from here.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.readers.table import read_header, read_rows
from ser_workbench.corpus.readers.words import spell_emotion, spell_gender
from ser_workbench.corpus.utterance import FEMALE, MALE
from ser_workbench.errors import CorpusError

TABLE = "data.tsv"
COLUMNS = ("speaker_id", "gender")
GENDERS = dict.fromkeys(("EB0", "IC0", "KD0", "MK0"), FEMALE) | dict.fromkeys(("KS0", "MP0", "SM0", "TP0", "WR0"), MALE)


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=match[1].upper(), emotion=spell_emotion(match[2]))


def _find_genders(folder: Path) -> Mapping[str, str]:
    """The genders of the published table, overruled by the user's copy in the folder or beside it."""
    for table in (folder / TABLE, folder.parent / TABLE):
        if set(COLUMNS) <= set(read_header(table)):
            try:
                rows = [row.cells for row in read_rows(table, COLUMNS)]
            except CorpusError:
                continue
            return GENDERS | {speaker.upper(): told for speaker, word, *_ in rows if (told := spell_gender(word))}
    return GENDERS


NEMO = NameReader(
    name="nemo",
    title="nEMO",
    layout="samples/WR0_surprised_64.wav: speaker WR0, emotion, sentence 64; data.tsv beside samples tells genders.",
    pattern=re.compile(
        r"/([A-Z]{2}[0-9]{1,3})_(anger|fear|happiness|neutral|sadness|surprised)_([0-9]+)$", re.IGNORECASE
    ),
    understand=_understand,
    find_genders=_find_genders,
)
