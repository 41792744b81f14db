# SPDX-License-Identifier: MIT
"""`corpus check` on a list that the user brings."""

import json

import pytest

from tests.cli.words import say
from tests.corpora import write_table, write_tone_corpus


def test_that_a_list_that_leaks_is_a_finding_of_the_check(tmp_path, capsys):
    tones = write_tone_corpus(tmp_path / "tones")
    rows = [("file", "side"), ("s01/anger_0", "train"), ("s01/anger_1", "test"), ("s02/sadness_0", "test")]
    file = write_table(tmp_path / "list.csv", rows)
    document = json.loads(say(capsys, "corpus", "check", tones, "--partition", file, "--json").out)
    assert document["problems"] == []
    assert document["partition"]["leaks"]["speakers"] == {"s01": ["train", "test"]}
    assert document["partition"]["leaks"]["of_shared_speakers"] == 1
    assert document["partition"]["leaks"]["test_utterances"] == 2
    told = say(capsys, "corpus", "check", tones, "--partition", file)
    assert told.status == 0
    assert "1 of 2 speakers (s01) stands on several sides: 1 of 2 test utterances (50%)" in told.out
    assert "The train side has no sadness." in told.out


def test_that_the_json_of_a_check_names_a_partition_only_when_one_is_brought(tmp_path, capsys):
    tones = write_tone_corpus(tmp_path / "tones")
    assert "partition" not in json.loads(say(capsys, "corpus", "check", tones, "--json").out)


@pytest.mark.parametrize("name", ["nothing.csv", "tones"])
def test_that_a_list_that_cannot_be_read_is_bad_input(tmp_path, capsys, name):
    tones = write_tone_corpus(tmp_path / "tones")
    refused = say(capsys, "corpus", "check", tones, "--partition", tmp_path / name)
    assert refused.status == 2
    assert "There is no file" in refused.err
