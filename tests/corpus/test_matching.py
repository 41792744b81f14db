# SPDX-License-Identifier: MIT
"""Which recording a name in a list means."""

import pytest

from ser_workbench.corpus.matching import NameMatcher

IDS = ("wav/03a01Fa.wav", "s1/anger/1.wav", "s2/anger/1.wav", "s1/fear/1.wav", "talk.v2.wav", "both.wav", "both.flac")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("wav/03a01Fa.wav", ["wav/03a01Fa.wav"]),
        ("03a01Fa.wav", ["wav/03a01Fa.wav"]),
        ("03a01Fa", ["wav/03a01Fa.wav"]),
        ("03A01FA.WAV", ["wav/03a01Fa.wav"]),
        (r"D:\\corpora\\emodb\\wav\\03a01Fa.wav", ["wav/03a01Fa.wav"]),
        ("03a01Fa.mp3", ["wav/03a01Fa.wav"]),
        ("s1/fear/1.wav", ["s1/fear/1.wav"]),
        ("fear/1", ["s1/fear/1.wav"]),
        ("/home/me/s2/anger/1.wav", ["s2/anger/1.wav"]),
        ("anger/1.wav", ["s1/anger/1.wav", "s2/anger/1.wav"]),
        ("talk.v2", ["talk.v2.wav"]),
        ("talk.v2.wav", ["talk.v2.wav"]),
        ("both.flac", ["both.flac"]),
        ("both", ["both.wav", "both.flac"]),
        ("nobody.wav", []),
        ("", []),
    ],
)
def test_that_a_name_means_what_it_says(name, found):
    assert NameMatcher(IDS).find(name) == found
