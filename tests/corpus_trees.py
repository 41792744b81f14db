# SPDX-License-Identifier: MIT
"""Small trees laid out as corpora are distributed, each with what is odd about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.corpora import write_files, write_table

EMOVO_CODES = ("dis", "gio", "neu", "pau", "rab", "sor", "tri")
JL_WORDS = ("angry", "sad", "neutral", "happy", "excited", "anxious", "assertive")
NEMO_WORDS = ("anger", "fear", "happiness", "neutral", "sadness", "surprised")
IEMOCAP_LABELS = ("ang", "hap", "exc", "sad", "neu", "fru", "xxx", "oth")
ESD_FOLDERS = ("Angry", "Happy", "Neutral", "Sad", "Surprise")
MELD_FOLDERS = {"train": "train_splits", "dev": "dev_splits_complete", "test": "output_repeated_splits_test"}
MELD_HEADER = (
    "Sr No.", "Utterance", "Speaker", "Emotion", "Sentiment", "Dialogue_ID", "Utterance_ID", "Season", "Episode",
    "StartTime", "EndTime",
)  # fmt: skip
MELD_ROWS = (
    ("Phoebe", "sadness", 0, 0),
    ("Ross", "joy", 0, 1),
    ("Mrs. Green", "neutral", 1, 0),
)


def write_enterface_sounds(folder: Path) -> Path:
    """`subject 1/anger/sentence 1/s1_an_1.wav` …: sound files made of the videos, 3 emotions of 2 subjects."""
    words = ("anger", "disgust", "fear")
    return write_files(
        folder, [f"subject {n}/{word}/sentence 1/s{n}_{word[:2]}_1.wav" for n in (1, 11) for word in words]
    )


def write_jl_tree(folder: Path) -> Path:
    """`JL(wav+txt)/female1_angry_10a_1.wav` …: 7 emotions of each of the 4 speakers, texts beside them."""
    place = folder / "Raw JL corpus (unchecked and unannotated)" / "JL(wav+txt)"
    speakers = ("female1", "female2", "male1", "male2")
    write_files(place, [f"{speaker}_{word}_10a_1.wav" for speaker in speakers for word in JL_WORDS])
    (place / "female1_angry_10a_1.txt").write_text("Jack views an art piece", encoding="utf-8")
    return folder


def write_emovo_tree(folder: Path) -> Path:
    """`f1/dis-f1-b1.wav` …: 7 emotions of each of the 6 speakers."""
    speakers = ("f1", "f2", "f3", "m1", "m2", "m3")
    return write_files(folder, [f"{who}/{code}-{who}-b1.wav" for who in speakers for code in EMOVO_CODES])


def write_shemo_tree(folder: Path) -> Path:
    """`female/F01A01.wav` …: 6 emotions of a woman and a man."""
    places = (("female", "F01"), ("male", "M01"))
    return write_files(folder, [f"{place}/{who}{letter}01.wav" for place, who in places for letter in "AFHNSW"])


def write_urdu_tree(folder: Path) -> Path:
    """`Angry/SM1_F10_A010.wav` …: 4 emotions of a man and a woman."""
    places = ("Angry", "Happy", "Neutral", "Sad")
    return write_files(
        folder,
        [f"{place}/{who}_F1_{place[0]}0{number}.wav" for place in places for number, who in ((1, "SM1"), (100, "SF9"))],
    )


def write_ased_tree(folder: Path) -> Path:
    """`1Neutral/n1-01-01-01-01.wav` …: 5 emotions of woman 01 and man 50; one name begins with a capital letter."""
    places = (("1Neutral", "n1"), ("2Fearful", "f2"), ("3Happy", "h3"), ("4Sad", "s4"), ("5Angry", "a5"))
    names = [f"{place}/{code}-01-01-{who}.wav" for place, code in places for who in ("01-01", "02-50")]
    return write_files(folder, [*names, "4Sad/S4-04-02-01-01.wav"])


def write_nemo_tree(folder: Path) -> Path:
    """`samples/WR0_anger_1.wav` …: 6 emotions of WR0 (male) and EB0 (female); `data.tsv` beside."""
    names = [f"{who}_{word}_1.wav" for who in ("WR0", "EB0") for word in NEMO_WORDS]
    write_files(folder / "samples", names)
    header = ("file_id", "emotion", "raw_text", "normalized_text", "speaker_id", "gender", "age")
    genders = {"WR0": "male", "EB0": "female"}
    rows = [(n, n.split("_")[1], "„Ród”", "ród", f"        {n[:3]}", genders[n[:3]], "23") for n in names]
    write_table(folder / "data.tsv", [header, *rows], delimiter="\t")
    return folder


def write_iemocap_tree(folder: Path) -> Path:
    """Two sessions: in each, 8 labels spoken by the woman and by the man, a whole dialogue, and the judges' tables."""
    recordings = []
    for session in (1, 2):
        dialogue = f"Ses0{session}F_impro01"
        place = f"Session{session}"
        turns = [(f"{dialogue}_{who}{n:03d}", label) for who in "FM" for n, label in enumerate(IEMOCAP_LABELS)]
        recordings += [f"{place}/sentences/wav/{dialogue}/{name}.wav" for name, _ in turns]
        recordings.append(f"{place}/dialog/wav/{dialogue}.wav")
        table = folder / place / "dialog/EmoEvaluation" / f"{dialogue}.txt"
        (table.parent / "Categorical").mkdir(parents=True)
        lines = [
            f"[6.2901 - 8.2357]\t{name}\t{label}\t[2.5000, 2.5000, 2.5000]\nC-E2:\tSadness;\t()\n"
            for name, label in turns
        ]
        table.write_text("% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n" + "\n".join(lines), "utf-8")
        judge = table.parent / "Categorical" / f"{dialogue}_e1_cat.txt"
        judge.write_text(f"{turns[0][0]} :Neutral state; ()\n", "utf-8")
    return write_files(folder, recordings)


def write_esd_tree(folder: Path) -> Path:
    """Speaker 0011 (English) in `Angry/train` …, speaker 0001 (Chinese) without folders but with her table."""
    numbers = {"Neutral": 1, "Angry": 351, "Happy": 701, "Sad": 1051, "Surprise": 1401}
    english = [f"0011/{word}/train/0011_{numbers[word]:06d}.wav" for word in ESD_FOLDERS]
    write_files(folder, english + [f"0001/0001_{number:06d}.wav" for number in numbers.values()])
    words = ("中立", "生气", "快乐", "伤心", "惊喜")
    lines = [f"0001_{n:06d}\t打远一看，\t{word}\n" for n, word in zip(numbers.values(), words, strict=True)]
    (folder / "0001/0001.txt").write_bytes("".join(lines).encode("gb2312"))
    return folder


def write_meld_table(file: Path, rows: Sequence[tuple[str, str, int, int]], encoding: str = "utf-8") -> Path:
    """A table of MELD with (speaker, emotion, dialogue, utterance) in its columns, and the rest made up."""
    lines = [
        (n, "It’s “here”, really", who, emotion, "positive", dialogue, turn, 4, 7, "00:20:57,256", "00:21:00,049")
        for n, (who, emotion, dialogue, turn) in enumerate(rows, start=1)
    ]
    return write_table(file, [MELD_HEADER, *[tuple(map(str, line)) for line in lines]], encoding=encoding)


def write_meld_tree(folder: Path) -> Path:
    """Three utterances, as WAV, in each of the three folders, and the three tables."""
    for split in MELD_FOLDERS:
        write_meld_table(folder / f"{split}_sent_emo.csv", MELD_ROWS)
    names = [f"dia{dialogue}_utt{turn}.wav" for _, _, dialogue, turn in MELD_ROWS]
    return write_files(folder, [f"{place}/{name}" for place in MELD_FOLDERS.values() for name in names])


def write_audformat_tree(folder: Path, storage_format: str = "csv") -> Path:
    """A database of 4 files: emotions in one table, speakers in another, their genders in a third."""
    import audformat
    import pandas as pd

    names = [f"audio/{number:03d}.wav" for number in range(4)]
    write_files(folder, names)
    database = audformat.Database("tiny", source="synthetic", usage="research")
    database.schemes["emotion"] = audformat.Scheme(labels=["anger", "happy", "schadenfreude"])
    database["speaker"] = audformat.MiscTable(pd.Index(["s1", "s2"], name="speaker"))
    database["speaker"]["gender"] = audformat.Column()
    database["speaker"]["gender"].set(["female", "male"])
    database.schemes["speaker"] = audformat.Scheme("str", labels="speaker")
    database.raters["gold"] = audformat.Rater("other")
    for table, column, values in (
        ("emotion", "emotion", ["anger", "happy", "schadenfreude", "anger"]),
        ("files", "speaker", ["s1", "s1", "s2", "s2"]),
    ):
        database[table] = audformat.Table(audformat.filewise_index(names))
        database[table][column] = audformat.Column(scheme_id=column)
        database[table][column].set(values)
    return save_database(database, folder, storage_format)


def save_database(database: Any, folder: Path, storage_format: str = "csv") -> Path:
    """Write header and tables one by one, since `Database.save` leaves a thread of its progress bar behind."""
    database.save(str(folder), header_only=True)
    for name in (*database.tables, *database.misc_tables):
        database[name].save(str(folder / f"db.{name}"), storage_format=storage_format)
    return folder
