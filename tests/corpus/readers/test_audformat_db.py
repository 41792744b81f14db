# SPDX-License-Identifier: MIT
"""audformat databases: what their tables tell, and that nothing in them is executed."""

import os
import pickle
import time
from pathlib import Path

import audformat
import pytest

from ser_workbench.errors import CorpusError
from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened, problems_of
from tests.corpus_trees import save_database, write_audformat_tree

# audformat still uses words of pandas that are going away.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Bomb:
    """Writes a file when it is unpickled."""

    def __init__(self, file: Path):
        self.file = file

    def __reduce__(self):
        return Path.touch, (self.file,)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("storage_format", ["csv", "parquet"])
def test_that_emotion_speaker_and_gender_are_joined_from_three_tables(tmp_path, storage_format):
    corpus = opened(write_audformat_tree(tmp_path, storage_format))
    assert corpus.reader == "audformat"
    assert [(u.id, u.speaker, u.gender, u.emotion) for u in corpus.utterances] == [
        ("audio/000.wav", "s1", "female", "anger"),
        ("audio/001.wav", "s1", "female", "happiness"),
        ("audio/002.wav", "s2", "male", "schadenfreude"),
        ("audio/003.wav", "s2", "male", "anger"),
    ]
    assert corpus.problems == ()


def test_that_genders_in_the_labels_of_the_header_and_in_a_column_are_read(tmp_path):
    write_audformat_tree(tmp_path)
    database = audformat.Database.load(str(tmp_path))
    database.schemes["speaker"].replace_labels({"s1": {"sex": "F"}, "s2": {"sex": "M"}})
    save_database(database, tmp_path)
    assert opened(tmp_path).count_genders() == {"female": 1, "male": 1}
    database.schemes["speaker"].replace_labels(["s1", "s2"])
    database["files"]["gender"] = audformat.Column()
    database["files"]["gender"].set(["male", "male", "female", None])
    save_database(database, tmp_path)
    assert [u.gender for u in opened(tmp_path).utterances] == ["male", "male", "female", "unknown"]


def test_that_a_database_like_the_published_emodb_is_read(tmp_path):
    names = ["wav/03a01Fa.wav", "wav/03a01Nc.wav", "wav/08a01Wa.wav"]
    write_files(tmp_path, names)
    database = audformat.Database("emodb", source="http://emodb", usage="unrestricted", languages=["deu"])
    database.schemes["emotion"] = audformat.Scheme(labels={"anger": {"meta": "x"}, "happiness": {}, "neutral": {}})
    database.schemes["confidence"] = audformat.Scheme("float", minimum=0, maximum=1)
    labels = {3: {"gender": "male", "age": 31}, 8: {"gender": "female", "age": 34}}
    database.schemes["speaker"] = audformat.Scheme(labels=labels)
    database.splits["train"] = audformat.Split("train")
    database.media["microphone"] = audformat.Media(format="wav", sampling_rate=16000)
    database.raters["gold"] = audformat.Rater()
    for table, rows, values in (
        ("emotion", names, ["happiness", "neutral", "anger"]),
        ("emotion.categories.train.gold_standard", names[:2], ["happiness", "neutral"]),
    ):
        split = "train" if "train" in table else None
        database[table] = audformat.Table(audformat.filewise_index(rows), split_id=split)
        database[table]["emotion"] = audformat.Column(scheme_id="emotion", rater_id="gold")
        database[table]["emotion"].set(values)
        database[table]["emotion.confidence"] = audformat.Column(scheme_id="confidence", rater_id="gold")
        database[table]["emotion.confidence"].set([0.9] * len(rows))
    database["files"] = audformat.Table(audformat.filewise_index(names), media_id="microphone")
    database["files"]["speaker"] = audformat.Column(scheme_id="speaker")
    database["files"]["speaker"].set([3, 3, 8])
    corpus = opened(save_database(database, tmp_path))
    assert corpus.reader == "audformat"
    assert [(u.speaker, u.gender, u.emotion) for u in corpus.utterances] == [
        ("3", "male", "happiness"),
        ("3", "male", "neutral"),
        ("8", "female", "anger"),
    ]
    assert corpus.problems == ()


def test_that_a_pickle_is_never_loaded_even_where_it_is_the_newest(tmp_path):
    folder = write_audformat_tree(tmp_path / "db")
    for name in ("emotion", "files", "speaker"):
        bomb = folder / f"db.{name}.pkl"
        bomb.write_bytes(pickle.dumps(Bomb(tmp_path / "exploded")))
        os.utime(bomb, (time.time() + 60, time.time() + 60))
    assert len(opened(folder).utterances) == 4
    assert not (tmp_path / "exploded").exists()
    pickle.loads((folder / "db.files.pkl").read_bytes())
    assert (tmp_path / "exploded").exists(), "the bomb is a dud"


def test_that_tables_that_are_only_pickles_are_named_and_not_read(tmp_path):
    folder = write_audformat_tree(tmp_path / "db")
    (folder / "db.speaker.csv").unlink()
    (folder / "db.speaker.pkl").write_bytes(pickle.dumps(Bomb(tmp_path / "exploded")))
    corpus = opened(folder)
    assert corpus.count_genders() == {"unknown": 2}
    assert problems_of(corpus) == {
        "db.speaker.pkl": (
            "is a pickle, which could execute anything and is not read; save the table as CSV or Parquet."
        )
    }
    (folder / "db.emotion.csv").unlink()
    (folder / "db.emotion.pkl").write_bytes(pickle.dumps(Bomb(tmp_path / "exploded")))
    with pytest.raises(CorpusError, match=r"tell no emotions \(db.emotion.pkl is a pickle, which could"):
        opened(folder)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("tag", ["!!python/object/apply:pathlib.Path.touch", "!!python/object/new:pathlib.Path.touch"])
def test_that_a_header_that_would_execute_something_is_refused(tmp_path, tag):
    folder = write_audformat_tree(tmp_path / "db")
    change(folder / "db.yaml", "source: synthetic", f"source: {tag} ['{tmp_path / 'exploded'}']")
    with pytest.raises(CorpusError, match=r"db.yaml is no plain YAML \(could not determine a constructor for the tag"):
        opened(folder, "audformat")
    assert not (tmp_path / "exploded").exists()


def test_that_a_table_cannot_be_fetched_from_outside_the_folder(tmp_path):
    folder = write_audformat_tree(tmp_path / "db")
    change(folder / "db.yaml", "  files:\n", "  ../../files:\n")
    with pytest.raises(CorpusError, match=r"tell no speakers .*gives a table the name '../../files', which is none"):
        opened(folder)


def test_that_the_users_folder_stays_as_it_was(tmp_path):
    folder = write_audformat_tree(tmp_path)
    before = sorted((file.name, file.stat().st_mtime_ns) for file in folder.iterdir())
    opened(folder)
    assert sorted((file.name, file.stat().st_mtime_ns) for file in folder.iterdir()) == before


def test_that_a_missing_table_is_named(tmp_path):
    folder = write_audformat_tree(tmp_path)
    (folder / "db.files.csv").unlink()
    with pytest.raises(
        CorpusError, match=r"tell no speakers \(db.files.csv is missing, though db.yaml names this table"
    ):
        opened(folder)


def test_that_files_of_the_tables_that_are_not_there_and_files_without_a_row_are_counted(tmp_path):
    folder = write_audformat_tree(tmp_path)
    (folder / "audio/000.wav").unlink()
    (folder / "audio/001.wav").unlink()
    write_files(folder, ["audio/extra.wav"])
    change(folder / "db.files.csv", "audio/002.wav,s2\n", "")
    change(folder / "db.emotion.csv", "audio/003.wav,", "../003.wav,anger\naudio/003.wav,")
    assert problems_of(opened(folder)) == {
        "audio/000.wav": "is named in the tables, but is not there; left out, with 1 other file.",
        "audio/002.wav": "has no speaker in the tables; left out.",
        "../003.wav": "lies outside the folder; left out.",
        "audio/extra.wav": "has no emotion in the tables; left out.",
    }


def test_that_parts_of_recordings_are_left_out_and_whole_ones_of_the_same_table_are_read(tmp_path):
    folder = write_audformat_tree(tmp_path)
    database = audformat.Database.load(str(folder))
    names = ["audio/000.wav", "audio/001.wav", "audio/001.wav", "audio/002.wav"]
    index = audformat.segmented_index(names, ["0s", "0s", "1s", "0.5s"], ["NaT", "1s", "2s", "NaT"])
    database["emotion"] = audformat.Table(index)
    database["emotion"]["emotion"] = audformat.Column(scheme_id="emotion")
    database["emotion"]["emotion"].set(["anger"] * 4)
    save_database(database, folder)
    corpus = opened(folder)
    assert emotions_of(corpus) == {"audio/000.wav": "anger"}
    assert problems_of(corpus)["audio/001.wav"] == (
        "is labelled in parts only, and parts are not read; left out, with 1 other file."
    )


def test_that_a_file_with_two_emotions_keeps_the_first_and_is_named(tmp_path):
    folder = write_audformat_tree(tmp_path)
    database = audformat.Database.load(str(folder))
    database["second"] = database["emotion"].copy()
    database["second"]["emotion"].set(["happy", "happy", "anger", "anger"])
    save_database(database, folder)
    corpus = opened(folder)
    assert emotions_of(corpus)["audio/000.wav"] == "anger"
    assert [(p.file, p.problem, p.kind) for p in corpus.problems] == [
        (
            "audio/000.wav",
            "has two emotions in the tables, anger and happiness (so have 1 others); the first is taken.",
            "label",
        )
    ]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("db.yaml", "name: x\nusage: y\ntables: [1, 2]\n"),
        ("db.yaml", "name: x\nusage: y\ntables:\n  a: {b: [}\n"),
        ("db.yaml", "- a list\n"),
        ("db.emotion.csv", ""),
        ("db.emotion.csv", "file\n\x00\n"),
        ("db.emotion.csv", "file,emotion,more\na,b,c,d\ne\n"),
    ],
)
def test_that_damaged_headers_and_tables_get_a_sentence(tmp_path, file, content):
    folder = write_audformat_tree(tmp_path)
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^[^\n]+\.$"):
        opened(folder, "audformat")


def test_that_a_folder_without_a_header_is_no_database(tmp_path):
    write_files(tmp_path, ["a.wav"])
    with pytest.raises(CorpusError, match=r"There is no .*db.yaml, the header of an audformat database"):
        opened(tmp_path, "audformat")
