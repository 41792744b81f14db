# SPDX-License-Identifier: MIT
"""The noisy set's size is arithmetic, and gives the paper's numbers."""

from pathlib import Path

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.noise_size import size_of


def test_that_the_paper_s_corpus_gives_75_420_noisy_utterances_and_a_factor_of_61() -> None:
    # paper.md, Section 4: 1,257 utterances of 2.78 s, 20 noises × 3 SNRs, 58.25 h.
    utterances = tuple(Utterance(f"{i}.wav", Path(f"{i}.wav"), "s", "fear", seconds=2.78) for i in range(1257))
    size = size_of(Corpus(Path(), "any", utterances), NoiseSettings(), FeatureSettings())
    assert size.noisy_utterances == 75_420
    assert size.factor == 61
    assert length_text(size.noisy_seconds) == "58.24 h"  # The mean length is rounded to 2.78 s.


def test_that_the_features_on_disk_are_those_of_the_clean_and_the_noisy_set() -> None:
    utterance = Utterance("a.wav", Path("a.wav"), "s", "fear", seconds=1.0)
    corpus = Corpus(Path(), "any", (utterance,) * 100)
    rows = 100 * 98 * 40 * 4 * 61  # (16000 - 400) / 160 + 1 windows
    assert rows < size_of(corpus, NoiseSettings(), FeatureSettings()).feature_bytes < 1.03 * rows
    half = size_of(corpus, NoiseSettings(), FeatureSettings(storage="float16")).feature_bytes
    assert rows / 2 < half < 1.03 * rows / 2
