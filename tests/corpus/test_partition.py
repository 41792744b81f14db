# SPDX-License-Identifier: MIT
"""A corpus onto sides, frozen."""

import shutil

import pytest

from ser_workbench.corpus.partition import (
    SIDES,
    PartitionSettings,
    divide_speakers,
    find_seed,
    hash_corpus,
    partition_corpus,
    partition_loso,
    verify_files,
)
from ser_workbench.errors import LeakError, PartitionError
from ser_workbench.progress import Progress, run_steps
from tests.corpora import write_files, write_table, write_tone_corpus
from tests.corpus.opening import opened


def partitioned(corpus, settings=None):
    return partition_corpus(corpus, settings or PartitionSettings(), run_steps(hash_corpus(corpus)))


def test_that_every_utterance_stands_on_its_speakers_side(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    partition = partitioned(corpus)
    sides = divide_speakers(corpus.speakers, PartitionSettings())
    assert [row.utterance_id for row in partition.rows] == [u.id for u in corpus.utterances]
    assert all(row.side == sides[row.speaker] for row in partition.rows)
    assert [len(partition.side(side)) for side in SIDES] == [6, 6, 6]


def test_that_an_emotion_missing_from_a_side_is_named_with_a_seed_that_works(tmp_path):
    names = [f"{speaker}a01Wa.wav" for speaker in ("03", "08", "09", "10")]
    corpus = opened(write_files(tmp_path, [*names, "03a01Na.wav", "08a01Na.wav", "09a01Na.wav"]))
    settings = next(s for s in map(seeded, range(100)) if divide_speakers(corpus.speakers, s)["10"] == "test")
    with pytest.raises(PartitionError) as caught:
        partitioned(corpus, settings)
    works = find_seed(corpus, settings)
    assert str(caught.value) == (
        f"The test side (speaker 10) has no neutral; choose another seed ({works} works) or other shares."
    )
    assert works is not None
    partitioned(corpus, seeded(works))


def test_that_no_seed_helps_where_an_emotion_has_one_speaker(tmp_path):
    corpus = opened(write_files(tmp_path, ["03a01Wa.wav", "08a01Wa.wav", "09a01Wa.wav", "09a01Na.wav"]))
    with pytest.raises(PartitionError, match="no neutral; only 1 of the 3 speakers has it"):
        partitioned(corpus)


def test_that_a_corpus_of_one_speaker_cannot_be_divided(tmp_path):
    with pytest.raises(PartitionError, match=r"The corpus has only one speaker \(03\)"):
        partitioned(opened(write_files(tmp_path, ["03a01Wa.wav"])))


def test_that_a_content_on_two_sides_is_refused(tmp_path):
    write_tone_corpus(tmp_path)
    shutil.copy(tmp_path / "s01" / "anger_0.wav", tmp_path / "s02" / "anger_0.wav")
    with pytest.raises(LeakError, match=r"same content .* \(s01/anger_0.wav in \w+, s02/anger_0.wav in \w+\)"):
        partitioned(opened(tmp_path))


def test_that_loso_leaves_each_speaker_out_once(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    folds = partition_loso(corpus, PartitionSettings(), run_steps(hash_corpus(corpus)))
    assert [fold.speakers("test") for fold in folds] == [("s01",), ("s02",), ("s03",)]
    assert all(len(fold.rows) == 18 for fold in folds)
    assert all(fold.speakers("train") and fold.speakers("validation") for fold in folds)


def test_that_loso_allows_a_speaker_who_lacks_an_emotion_but_no_training_without_it(tmp_path):
    everyone = ["03a01Wa.wav", "08a01Wa.wav", "09a01Wa.wav", "10a01Wa.wav", "11a01Wa.wav"]
    corpus = opened(write_files(tmp_path, [*everyone, "10a01Na.wav"]))
    hashes = run_steps(hash_corpus(corpus))
    settings = PartitionSettings(scheme="loso", held_out="10")
    with pytest.raises(PartitionError, match=r"The train side .* has no neutral; record it with other speakers"):
        partition_corpus(corpus, settings, hashes)
    folds = [PartitionSettings(scheme="loso", held_out="03", seed=seed) for seed in range(20)]
    trains = [s for s in folds if divide_speakers(corpus.speakers, s)["10"] == "train"]
    partition = partition_corpus(corpus, trains[0], hashes)
    assert partition.count_emotions("test") == {"anger": 1}


def test_that_unchanged_files_are_verified_and_changed_or_missing_ones_named(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path))
    partition = partitioned(corpus)
    events = []
    run_steps(verify_files(partition, tmp_path), events.append)
    assert events[-1] == Progress("Verifying recordings", 18, 18, "files")
    file = tmp_path / "s02" / "anger_0.wav"
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(PartitionError, match=r"anger_0.wav has changed since the partition was frozen"):
        run_steps(verify_files(partition, tmp_path))
    file.unlink()
    with pytest.raises(PartitionError, match=r"anger_0.wav is gone"):
        run_steps(verify_files(partition, tmp_path))


@pytest.mark.real
def test_that_emodb_divides_into_7_1_and_2_speakers_with_every_emotion_on_each_side(emodb_folder):
    partition = partitioned(opened(emodb_folder))
    assert [len(partition.speakers(side)) for side in SIDES] == [7, 1, 2]
    assert [len(partition.count_emotions(side)) for side in SIDES] == [7, 7, 7]
    assert sum(len(partition.side(side)) for side in SIDES) == 535


def seeded(seed):
    return PartitionSettings(seed=seed)


def test_that_a_corpus_of_one_emotion_cannot_be_divided(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path, emotions={"anger": 900.0}))
    with pytest.raises(PartitionError, match=r"The corpus has only one emotion \(anger\)"):
        partitioned(corpus)


def by_list(folder, corpus, rows):
    file = write_table(folder / "list.csv", rows)
    return partitioned(corpus, PartitionSettings(scheme="file", file=str(file)))


def test_that_a_list_of_the_user_divides_what_it_names_in_the_order_of_the_corpus(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    rows = [("speaker", "side"), ("s03", "test"), ("s02", "dev"), ("s01", "train")]
    partition = by_list(tmp_path, corpus, rows)
    assert [row.utterance_id for row in partition.rows] == [utterance.id for utterance in corpus.utterances]
    assert partition.speakers("validation") == ("s02",)
    sides = {"s01": "train", "s02": "dev", "s03": "test"}
    some = [(u.id, sides[u.speaker]) for u in corpus.utterances if u.emotion != "sadness"]
    assert len(by_list(tmp_path, corpus, [("file", "side"), *some]).rows) == 12


@pytest.mark.parametrize(
    ("rows", "error", "message"),
    [
        ([("s01", "train"), ("s02", "test")], PartitionError, "puts nothing on the validation side"),
        ([("s01", "1"), ("s02", "2"), ("s03", "3")], PartitionError, r"names folds \(1, 2, 3\), not sides"),
        (
            [("s01", "train"), ("s02", "dev"), ("s03", "test"), ("s01", "test")],
            LeakError,
            r"1 of 3 speakers \(s01\) stands on several sides: 6 of 12 test utterances \(50%\) are of speakers who",
        ),
    ],
)
def test_that_a_list_that_cannot_be_trained_on_is_refused(tmp_path, rows, error, message):
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    with pytest.raises(error, match=message):
        by_list(tmp_path, corpus, [("speaker", "side"), *rows])


def test_that_a_list_without_an_emotion_on_a_side_or_without_a_name_is_refused(tmp_path):
    corpus = opened(write_tone_corpus(tmp_path / "tones"))
    sides = {"s01": "train", "s02": "dev", "s03": "test"}
    rows = [(u.id, sides[u.speaker]) for u in corpus.utterances if (u.speaker, u.emotion) != ("s03", "anger")]
    with pytest.raises(PartitionError, match="puts no anger on the test side"):
        by_list(tmp_path, corpus, [("file", "side"), *rows])
    with pytest.raises(PartitionError, match=r"No list of sides is named; set partition\.file"):
        partitioned(corpus, PartitionSettings(scheme="file"))
