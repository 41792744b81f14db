# SPDX-License-Identifier: MIT
"""EMOVO on a built tree."""

from tests.corpora import write_files
from tests.corpus.opening import emotions_of, opened
from tests.corpus_trees import write_emovo_tree


def test_that_each_emovo_code_is_its_emotion(tmp_path):
    corpus = opened(write_emovo_tree(tmp_path))
    assert corpus.reader == "emovo"
    assert {name: e for name, e in emotions_of(corpus).items() if name.startswith("m2/")} == {
        "m2/dis-m2-b1.wav": "disgust",
        "m2/gio-m2-b1.wav": "happiness",
        "m2/neu-m2-b1.wav": "neutral",
        "m2/pau-m2-b1.wav": "fear",
        "m2/rab-m2-b1.wav": "anger",
        "m2/sor-m2-b1.wav": "surprise",
        "m2/tri-m2-b1.wav": "sadness",
    }
    assert corpus.problems == ()


def test_that_emovo_has_three_women_and_three_men(tmp_path):
    corpus = opened(write_emovo_tree(tmp_path / "EMOVO"))
    assert corpus.speakers == ("f1", "f2", "f3", "m1", "m2", "m3")
    assert corpus.count_genders() == {"female": 3, "male": 3}


def test_that_a_file_of_another_name_is_left_out_of_emovo(tmp_path):
    write_emovo_tree(tmp_path)
    corpus = opened(write_files(tmp_path, ["f1/prova.wav"]))
    assert [(p.file, p.problem) for p in corpus.problems] == [
        ("f1/prova.wav", "is not named as EMOVO names its recordings; left out.")
    ]
