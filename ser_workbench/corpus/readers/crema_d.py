# SPDX-License-Identifier: MIT
"""CREMA-D (Cao et al. 2014): 91 actors, 6 emotions, 7,442 clips of 12 sentences.

`1001_DFA_ANG_XX.wav` is actor 1001, sentence DFA, emotion ANG, level XX. One file of the corpus is named
`1040_ITH_SAD_X.wav`. The corpus tells the actors' sexes in `VideoDemographics.csv`; where that table is
not beside the audio, the same facts are taken from here.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from ser_workbench.corpus.readers.by_name import NameReader, Spoken
from ser_workbench.corpus.utterance import FEMALE, MALE

EMOTION_CODES = {
    "ANG": "anger",
    "DIS": "disgust",
    "FEA": "fear",
    "HAP": "happiness",
    "NEU": "neutral",
    "SAD": "sadness",
}
SENTENCES = "DFA|IEO|IOM|ITH|ITS|IWL|IWW|MTI|TAI|TIE|TSI|WSI"
TABLE = "VideoDemographics.csv"
# fmt: off
FEMALE_ACTORS = frozenset({
    1002, 1003, 1004, 1006, 1007, 1008, 1009, 1010, 1012, 1013, 1018, 1020, 1021, 1024, 1025, 1028,
    1029, 1030, 1037, 1043, 1046, 1047, 1049, 1052, 1053, 1054, 1055, 1056, 1058, 1060, 1061, 1063,
    1072, 1073, 1074, 1075, 1076, 1078, 1079, 1082, 1084, 1089, 1091,
})
# fmt: on
GENDERS = {str(actor): FEMALE if actor in FEMALE_ACTORS else MALE for actor in range(1001, 1092)}


def _understand(match: re.Match[str]) -> Spoken:
    return Spoken(speaker=match[1], emotion=EMOTION_CODES[match[3].upper()])


def _find_genders(folder: Path) -> Mapping[str, str]:
    """The sexes of the published table, overruled by the user's copy in the folder or beside it."""
    for table in (folder / TABLE, folder.parent / TABLE):
        try:
            return GENDERS | _read_table(table)
        except (OSError, UnicodeDecodeError, csv.Error):
            continue
    return GENDERS


def _read_table(table: Path) -> dict[str, str]:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        return {
            (row.get("ActorID") or "").strip(): sex
            for row in rows
            if (sex := (row.get("Sex") or "").strip().lower()) in {FEMALE, MALE}
        }


CREMA_D = NameReader(
    name="crema-d",
    title="CREMA-D",
    layout="AudioWAV/1001_DFA_ANG_XX.wav: actor, sentence, emotion (ANG DIS FEA HAP NEU SAD), level.",
    pattern=re.compile(rf"/(1[0-9]{{3}})_({SENTENCES})_(ANG|DIS|FEA|HAP|NEU|SAD)_(LO|MD|HI|XX?)$", re.IGNORECASE),
    understand=_understand,
    find_genders=_find_genders,
)
