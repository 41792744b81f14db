# SPDX-License-Identifier: MIT
"""Each reader accepts its own tree and no other one's."""

import random
import string

import pytest

from ser_workbench.corpus.catalog import readers
from ser_workbench.corpus.readers.listing import look_into
from tests.corpora import (
    write_crema_d_tree,
    write_demo_tree,
    write_emodb_tree,
    write_files,
    write_noise_folder,
    write_ravdess_tree,
    write_savee_tree,
    write_tess_tree,
    write_tone_corpus,
)
from tests.corpus_trees import (
    write_ased_tree,
    write_audformat_tree,
    write_emovo_tree,
    write_enterface_sounds,
    write_esd_tree,
    write_iemocap_tree,
    write_jl_tree,
    write_meld_tree,
    write_nemo_tree,
    write_shemo_tree,
    write_urdu_tree,
)

TREES = {
    "emodb": write_emodb_tree,
    "ravdess": write_ravdess_tree,
    "crema-d": write_crema_d_tree,
    "savee": write_savee_tree,
    "tess": write_tess_tree,
    "manifest": write_tone_corpus,
    "demo": write_demo_tree,
    "audformat": write_audformat_tree,
    "emovo": write_emovo_tree,
    "jl-corpus": write_jl_tree,
    "shemo": write_shemo_tree,
    "urdu": write_urdu_tree,
    "ased": write_ased_tree,
    "nemo": write_nemo_tree,
    "iemocap-4": write_iemocap_tree,
    "esd": write_esd_tree,
    "meld": write_meld_tree,
    "enterface": write_enterface_sounds,
}
CHOSEN_BY_NAME = {"iemocap-6"}
"""The other convention for the same recordings."""


@pytest.mark.parametrize("name", TREES)
def test_that_exactly_one_reader_recognises_each_tree(tmp_path, name):
    folder = TREES[name](tmp_path / "some recordings")
    assert [reader.name for reader in readers() if reader.recognises(look_into(folder))] == [name]


def test_that_the_name_of_the_folder_deceives_no_reader(tmp_path):
    folder = write_emodb_tree(tmp_path / "RAVDESS")
    assert [reader.name for reader in readers() if reader.recognises(look_into(folder))] == ["emodb"]


def test_that_no_reader_recognises_noise_or_an_empty_folder(tmp_path):
    write_noise_folder(tmp_path / "noise")
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "noise", tmp_path / "empty"):
        assert not [reader.name for reader in readers() if reader.recognises(look_into(folder))]


def test_that_half_of_the_names_are_not_enough(tmp_path):
    write_files(tmp_path, ["03a01Wa.wav", "03a02Wa.wav", "x.wav", "y.wav"])
    assert not [reader.name for reader in readers() if reader.recognises(look_into(tmp_path))]


def test_that_every_reader_is_asked_about_a_tree_of_its_own():
    assert {reader.name for reader in readers()} == TREES.keys() | CHOSEN_BY_NAME


def test_that_tables_are_asked_before_names():
    assert [reader.name for reader in readers()][:3] == ["demo", "manifest", "audformat"]


def test_that_every_reader_has_another_name_and_title_and_one_sentence_on_its_layout():
    assert len({reader.name for reader in readers()}) == len({reader.title for reader in readers()}) == len(readers())
    for reader in readers():
        assert reader.layout.endswith(".")
        assert "\n" not in reader.layout


@pytest.mark.parametrize("name", TREES)
def test_that_a_folder_above_changes_nothing_where_names_tell_all(tmp_path, name):
    TREES[name](tmp_path / "downloads" / "some recordings")
    by_table_at_the_top = {"manifest", "demo", "audformat"}
    found = [reader.name for reader in readers() if reader.recognises(look_into(tmp_path))]
    assert found == ([] if name in by_table_at_the_top else [name])


def test_that_any_name_at_all_is_read_or_refused_but_never_breaks_a_reader(tmp_path):
    rng = random.Random(5)
    letters = "03ab10WLEAFTN_-. 'äß日\N{COMBINING DIAERESIS}" + string.ascii_letters
    for _ in range(300):
        name = "".join(rng.choice(letters) for _ in range(rng.randint(1, 24)))
        (tmp_path / f"{name}.wav").write_bytes(b"")
    for reader in readers():
        assert not reader.recognises(look_into(tmp_path))
        if reader.name not in {"demo", "manifest", "audformat", "meld"}:  # Which need their tables.
            list(reader.label(tmp_path))
