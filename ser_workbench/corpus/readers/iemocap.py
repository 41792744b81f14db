# SPDX-License-Identifier: MIT
"""IEMOCAP (Busso et al. 2008): five sessions, each of one actress and one actor, by the majority of its judges.

`Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M000.wav` is session 1, spoken by the man (the letter before the
number; the first one says who wears the markers). `Session1/dialog/EmoEvaluation/Ses01F_impro01.txt` holds one line an
utterance, as its first line explains: `[START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]`; the lines below it are
the single judges'. `xxx` means that no emotion has a majority, `oth` another one.

Two conventions are in use, and each is a reader: four classes, excited counted as happy (5,531 utterances), and six.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import AUDIO_SUFFIXES
from ser_workbench.corpus.readers.left_out import AGAIN, NOT_NAMED, LeftOut, label_files, tell_left_out
from ser_workbench.corpus.readers.listing import Listing, list_files, name_short
from ser_workbench.corpus.readers.reader import Labelled
from ser_workbench.corpus.utterance import FEMALE, MALE, Problem
from ser_workbench.errors import CorpusError

RECORDING = re.compile(r"/Ses[0-9]{2}[FM]_(?:impro|script)\w+$")
SENTENCE = re.compile(r"/(Ses[0-9]{2})[FM]_(?:impro|script)\w+_([FM])(?:[0-9]{3}|XX[0-9])$")
MAJORITY_LINE = re.compile(r"^\[[0-9.]+ *- *[0-9.]+\][ \t]+(Ses\w+)[ \t]+([a-z]{3})\b", re.IGNORECASE | re.MULTILINE)
DIALOGUE = "is a whole dialogue; its sentences are read instead"
TABLES = "dialog/EmoEvaluation"
GENDERS = {"F": FEMALE, "M": MALE}
FOUR_CLASSES = {"ang": "anger", "exc": "happiness", "hap": "happiness", "neu": "neutral", "sad": "sadness"}
SIX_CLASSES = FOUR_CLASSES | {"exc": "excited", "fru": "frustrated"}
OTHER_LABELS = {
    "dis": "disgusted",
    "exc": "excited",
    "fea": "afraid",
    "fru": "frustrated",
    "oth": "another emotion",
    "sur": "surprised",
    "xxx": "no majority of the judges",
}


@dataclass(frozen=True)
class IemocapReader:
    """Names tell the speaker; the table of the dialogue tells the emotion, and some emotions are classes."""

    name: str
    title: str
    layout: str
    classes: Mapping[str, str]
    """Label → emotion; utterances of other labels are left out."""
    is_default: bool
    """Whether this convention is taken where the user names none."""

    def recognises(self, found: Listing) -> bool:
        """Whether more than half of the audio files are sentences or dialogues of IEMOCAP."""
        return self.is_default and found.is_mostly(RECORDING)

    def label(self, folder: Path) -> Iterator[Labelled | Problem]:
        """Every utterance of the classes; then what was left out, and the labels whose recording is not there.

        Raises CorpusError when there are recordings but no tables at all.
        """
        labels, dialogues = _read_tables(folder)
        seen: set[str] = set()

        def read(file: Path) -> Labelled | LeftOut | None:
            match = SENTENCE.search(name_short(file))
            if match is None:
                is_dialogue = RECORDING.search(name_short(file)) is not None
                return LeftOut(DIALOGUE if is_dialogue else f"{NOT_NAMED} IEMOCAP names its recordings")
            if not dialogues:
                raise CorpusError(
                    f"{folder} holds recordings of IEMOCAP, but no {TABLES}/*.txt, which tell their emotions; "
                    "open the folder of the sessions, or copy these tables into it."
                )
            if file.stem in seen:
                return LeftOut(AGAIN)
            seen.add(file.stem)
            emotion = self._find_emotion(file.stem, labels, dialogues)
            return (
                emotion
                if isinstance(emotion, LeftOut)
                else Labelled(file, match[1] + match[2], emotion, GENDERS[match[2]])
            )

        yield from label_files(folder, AUDIO_SUFFIXES, read)
        lost = sorted(set(labels) - seen)
        yield from tell_left_out({f"is labelled in {TABLES}, but its recording is not there": lost} if lost else {})

    def _find_emotion(self, utterance: str, labels: Mapping[str, str], dialogues: Collection[str]) -> str | LeftOut:
        label = labels.get(utterance, "")
        if label in self.classes:
            return self.classes[label]
        if label:
            meaning = OTHER_LABELS.get(label, "not documented")
            return LeftOut(f"is labelled {label} ({meaning}), none of the {len(set(self.classes.values()))} classes")
        dialogue = utterance.rpartition("_")[0]
        return LeftOut(
            f"has no label: {TABLES}/{dialogue}.txt {'does not name it' if dialogue in dialogues else 'is missing'}"
        )


def _read_tables(folder: Path) -> tuple[dict[str, str], set[str]]:
    """The label of each utterance, and the dialogues whose table is there; the first line of an utterance counts."""
    labels: dict[str, str] = {}
    dialogues: set[str] = set()
    for table in list_files(folder, {".txt"}):
        if table.parent.name != "EmoEvaluation":
            continue
        try:
            text = table.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            continue
        dialogues.add(table.stem)
        for match in MAJORITY_LINE.finditer(text):
            labels.setdefault(match[1], match[2].lower())
    return labels, dialogues


IEMOCAP_4 = IemocapReader(
    name="iemocap-4",
    title="IEMOCAP, four classes",
    layout="sentences/wav/…/Ses01F_impro01_F000.wav by dialog/EmoEvaluation: angry, happy or excited, sad, neutral.",
    classes=FOUR_CLASSES,
    is_default=True,
)
IEMOCAP_6 = IemocapReader(
    name="iemocap-6",
    title="IEMOCAP, six classes",
    layout="as iemocap-4, but angry, happy, excited, sad, frustrated and neutral; to be chosen by name.",
    classes=SIX_CLASSES,
    is_default=False,
)
