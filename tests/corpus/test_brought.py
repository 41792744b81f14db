# SPDX-License-Identifier: MIT
"""A partition that the user brings: a published fold list, sides, our own table of a run."""

import json

import numpy as np
import pytest

from ser_workbench.corpus.brought import NO_LEAK, check_brought
from ser_workbench.corpus.partition import PartitionSettings, hash_corpus, partition_corpus
from ser_workbench.progress import run_steps
from tests.corpora import write_table, write_tone_corpus
from tests.corpus.opening import opened


@pytest.fixture
def corpus(tmp_path):
    return opened(write_tone_corpus(tmp_path / "tones"))


def brought(tmp_path, corpus, rows, copies=None):
    file = write_table(tmp_path / "list.csv", rows)
    return check_brought(file, corpus, run_steps(hash_corpus(corpus)), copies)


@pytest.mark.real
def test_that_a_published_fold_list_with_all_speakers_on_both_sides_is_named_as_a_leak(tmp_path, emodb_folder):
    emodb = opened(emodb_folder)
    folds = np.random.default_rng(0).integers(5, size=535)
    names = [utterance.file.stem for utterance in emodb.utterances]
    found = brought(tmp_path, emodb, [("utterance", "fold"), *zip(names, map(str, folds), strict=True)])
    (sentence,) = found.sentences()
    assert sentence == (
        "All 10 speakers (03, 08, 09, 10, 11, 12, 13, 14, 15, 16) stand in several folds: 535 of 535 test utterances "
        "over the 5 folds (100%) are of speakers who are also trained on."
    )
    document = json.loads(json.dumps(found.to_json()))
    assert document["kind"] == "folds"
    assert document["leaks"]["of_shared_speakers"] == document["leaks"]["test_utterances"] == 535
    assert list(document["leaks"]["speakers"]) == ["03", "08", "09", "10", "11", "12", "13", "14", "15", "16"]
    assert sum(side["utterances"] for side in document["sides"].values()) == 535


def test_that_a_list_by_speaker_has_no_leak_and_a_missing_emotion_is_named(tmp_path, corpus):
    rows = [("file", "side")]
    sides = {"s01": "train", "s02": "dev", "s03": "test"}
    rows += [(u.id, sides[u.speaker]) for u in corpus.utterances if (u.speaker, u.emotion) != ("s03", "anger")]
    found = brought(tmp_path, corpus, rows)
    assert found.sentences() == (
        NO_LEAK,
        "The test side has no anger.",
        "2 recordings of the corpus are not in the list.",
    )
    assert found.to_json()["missing_emotions"] == {"test": ["anger"]}


def test_that_the_table_of_our_own_run_is_read(tmp_path, corpus):
    partition = partition_corpus(corpus, PartitionSettings(), run_steps(hash_corpus(corpus)))
    partition.save_csv(tmp_path / "partition.csv")
    found = check_brought(tmp_path / "partition.csv", corpus, run_steps(hash_corpus(corpus)))
    assert found.sentences() == (NO_LEAK,)
    assert found.rows == partition.rows


def test_that_an_emotion_of_one_fold_and_strange_names_are_told(tmp_path, corpus):
    rows = [("file", "fold"), ("s01/anger_0.wav", "1"), ("s01/anger_1.wav", "1"), ("s02/sadness_0.wav", "2")]
    rows += [("s03/sadness_0.wav", "1"), ("strange.wav", "1"), ("anger_0.wav", "2")]
    assert brought(tmp_path, corpus, rows).sentences()[1:] == (
        "Fold 2 has no anger.",
        "Only fold 1 has anger, so it is tested without having been trained.",
        "1 name in the list is not in the corpus: strange.wav.",
        "1 name in the list is that of several recordings: anger_0.wav.",
        "14 recordings of the corpus are not in the list.",
    )


def test_that_near_duplicates_on_two_sides_are_told(tmp_path, corpus):
    rows = [("speaker", "side"), ("s01", "train"), ("s02", "val"), ("s03", "test")]
    found = brought(tmp_path, corpus, rows, [("s01/anger_0.wav", "s03/anger_0.wav")])
    assert "s01/anger_0.wav in train, s03/anger_0.wav in test" in found.sentences()[0]


def test_that_a_list_without_training_is_told(tmp_path, corpus):
    found = brought(tmp_path, corpus, [("speaker", "side"), ("s01", "val"), ("s02", "test")])
    assert "Nothing is on the training side." in found.sentences()


def test_that_a_list_without_a_test_is_told(tmp_path, corpus):
    found = brought(tmp_path, corpus, [("speaker", "side"), ("s01", "train"), ("s02", "val")])
    assert "Nothing is on the test side." in found.sentences()
