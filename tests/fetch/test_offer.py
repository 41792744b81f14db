# SPDX-License-Identifier: MIT
"""The list of what can be fetched."""

from pathlib import Path

import pytest

from ser_workbench.corpus.catalog import readers
from ser_workbench.errors import BadInputError, UnknownCorpusError
from ser_workbench.fetch.offer import find_offer, offers


def test_that_the_five_free_corpora_are_offered_with_licence_and_size():
    found = {offer.name: offer for offer in offers()}
    assert list(found) == ["emodb", "ravdess", "crema-d", "musan", "esc-50"]
    for offer in found.values():
        assert offer.licence
        assert offer.terms.endswith(".")
        assert offer.download_bytes > 1_000_000
        assert set(offer.to_json()) >= {"name", "licence", "licence_address", "terms", "download_bytes", "checksum"}


def test_that_each_corpus_names_a_reader_that_there_is():
    names = {reader.name for reader in readers()}
    for offer in offers():
        assert (offer.reader in names) if offer.kind == "corpus" else (offer.reader == "")


def test_that_each_checksum_says_who_vouches_for_it():
    for offer in offers():
        assert bool(offer.archive.checksum) == bool(offer.archive.checksum_from)
    words = {offer.name: offer.checksum_words for offer in offers()}
    assert words == {
        "emodb": "the publisher names no checksum",
        "ravdess": "MD5 by the publisher",
        "crema-d": "SHA-256 of each recording, by the publisher",
        "musan": "MD5 recorded by others",
        "esc-50": "SHA-256 recorded by others",
    }


@pytest.mark.parametrize("name", ["crema-d", "CREMA-D", "crema_d", "CremaD"])
def test_that_a_name_is_found_however_it_is_written(name: str):
    assert find_offer(name).name == "crema-d"


def test_that_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(UnknownCorpusError, match="no corpus 'iemocap' to fetch; there are: emodb, ravdess"):
        find_offer("iemocap")


@pytest.mark.parametrize("text", ["[[corpus]", '[[corpus]]\nname = "../evil"', "corpus = 3", "\xff"])
def test_that_a_damaged_list_is_told(text: str, tmp_path: Path):
    file = tmp_path / "offers.toml"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInputError, match="install SER Workbench again"):
        offers(file)
