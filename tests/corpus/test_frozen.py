# SPDX-License-Identifier: MIT
"""The table of a partition, written, read, and damaged."""

from dataclasses import replace

import pytest

from ser_workbench.corpus.frozen import Partition, PartitionRow
from ser_workbench.errors import LeakError, PartitionError

ROWS = (
    PartitionRow('a "b", c\nd.wav', "s1", "female", "anger", "train", "11", 1.25),
    PartitionRow("ä.wav", "s2", "unknown", "fear", "validation", "22", 1 / 3),
    PartitionRow("e.wav", "s3", "male", "anger", "test", "33", 2.0),
    PartitionRow("f.wav", "s3", "male", "fear", "test", "44", 2.0),
)
PARTITION = Partition(ROWS)


def test_that_a_partition_comes_back_from_its_table_unchanged(tmp_path):
    PARTITION.save_csv(tmp_path / "partition.csv")
    assert Partition.load_csv(tmp_path / "partition.csv") == PARTITION
    assert [file.name for file in tmp_path.iterdir()] == ["partition.csv"]


def test_that_a_side_knows_its_rows_speakers_and_emotions():
    assert PARTITION.side("test") == ROWS[2:]
    assert PARTITION.speakers("test") == ("s3",)
    assert PARTITION.count_emotions("test") == {"anger": 1, "fear": 1}


def test_that_a_table_with_a_leak_is_refused_with_names(tmp_path):
    leaking = Partition((*ROWS, replace(ROWS[0], utterance_id="g.wav", side="test", content_hash="55")))
    leaking.save_csv(tmp_path / "partition.csv")
    with pytest.raises(LeakError, match="s1"):
        Partition.load_csv(tmp_path / "partition.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "lacks the columns"),
        (b"utterance_id,speaker\na,b\n", "lacks the columns content_hash, emotion"),
        (b"utterance_id,speaker,gender,emotion,side,content_hash,seconds\na,b,c,d,nowhere,e,1\n", "line 2 is damaged"),
        (b"utterance_id,speaker,gender,emotion,side,content_hash,seconds\na,b,c\n", "line 2 is damaged"),
        (
            b"utterance_id,speaker,gender,emotion,side,content_hash,seconds\na,b,c,d,test,e,long\n",
            "line 2 names no length",
        ),
        (b"\xff\xfe\x00", "is no partition table"),
    ],
)
def test_that_a_damaged_table_is_refused(tmp_path, text, message):
    (tmp_path / "partition.csv").write_bytes(text)
    with pytest.raises(PartitionError, match=message):
        Partition.load_csv(tmp_path / "partition.csv")


def test_that_a_missing_table_is_refused(tmp_path):
    with pytest.raises(PartitionError, match="cannot be read"):
        Partition.load_csv(tmp_path / "partition.csv")
