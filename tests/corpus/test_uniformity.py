# SPDX-License-Identifier: MIT
"""Which recordings differ from the rest."""

from pathlib import Path

from ser_workbench.corpus.hearing import Hearing
from ser_workbench.corpus.uniformity import find_outsiders
from ser_workbench.corpus.utterance import Utterance


def outsiders(*groups):
    """(how many, rate, channels) …"""
    many = [(rate, channels) for count, rate, channels in groups for _ in range(count)]
    heard = [
        (Utterance(f"{n}.wav", Path(f"{n}.wav"), "s", "anger"), Hearing((), rate, channels))
        for n, (rate, channels) in enumerate(many)
    ]
    return [(problem.file, problem.kind, problem.problem) for problem in find_outsiders(heard)]


def test_that_a_corpus_of_one_kind_has_no_outsiders():
    assert outsiders((100, 16000, 1)) == []
    assert outsiders((100, 48000, 2)) == []
    assert outsiders() == []


def test_that_a_few_of_another_rate_or_other_channels_are_named_each():
    assert outsiders((50, 48000, 1), (1, 44100, 1), (1, 48000, 2)) == [
        ("50.wav", "rate", "has 44,100 Hz, but the other recordings have 48,000 Hz; export it like them."),
        ("51.wav", "channels", "has 2 channels, but the other recordings have one channel; export it like them."),
    ]


def test_that_many_of_several_rates_are_one_problem_of_the_whole():
    (problem,) = outsiders((50, 48000, 1), (40, 16000, 1))
    assert problem[:2] == (".", "rate")
    assert "(48,000 Hz: 50, 16,000 Hz: 40; the first that differs is 50.wav)" in problem[2]


def test_that_a_rate_too_low_for_speech_at_16_khz_is_named():
    assert outsiders((50, 16000, 1), (1, 8000, 1)) == [
        ("50.wav", "rate", "has 8,000 Hz, so nothing above 4,000 Hz is heard; use the original.")
    ]
    ((file, _, text),) = outsiders((50, 8000, 1))
    assert (file, text.split(" (")[0]) == (
        ".",
        "holds 50 of 50 recordings of 8,000 Hz or less, in which nothing above 4,000 Hz is heard",
    )
