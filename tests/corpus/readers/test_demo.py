# SPDX-License-Identifier: MIT
"""The demo corpus is known by its marker."""

import pytest

from ser_workbench.errors import CorpusError
from tests.corpora import write_demo_tree, write_tone_corpus
from tests.corpus.opening import opened


def test_that_the_demo_corpus_is_recognised_by_its_marker_and_table(tmp_path):
    corpus = opened(write_demo_tree(tmp_path))
    assert corpus.reader == "demo"
    assert len(corpus.utterances) == 18


def test_that_without_its_marker_the_table_is_a_manifest(tmp_path):
    write_demo_tree(tmp_path)
    (tmp_path / "synthetic.txt").unlink()
    assert opened(tmp_path).reader == "manifest"


def test_that_the_demo_reader_refuses_another_folder(tmp_path):
    with pytest.raises(CorpusError, match="is not the demo corpus"):
        opened(write_tone_corpus(tmp_path), "demo")


def test_that_the_demo_opens_one_folder_higher_too(tmp_path):
    write_demo_tree(tmp_path / "speech")
    corpus = opened(tmp_path)
    assert corpus.reader == "demo"
    assert corpus.utterances[0].id == "speech/s01/anger_0.wav"
