# SPDX-License-Identifier: MIT
"""Whose mean and variance the bands are brought to."""

import numpy as np
import pytest

from ser_workbench.features.normalisation import Features
from ser_workbench.features.normalisation_modes import Mode, Normalisation


def some(seed: int, mean: float, frames: int = 500) -> Features:
    rng = np.random.default_rng(seed)
    return (mean + rng.standard_normal((frames, 4)) * 2).astype(np.float32)


def test_that_the_mode_training_keeps_the_distance_of_another_speaker() -> None:
    normalisation = Normalisation.fit("training", [some(0, 0), some(1, 0)])
    assert normalisation.apply(some(2, 10), "s9").mean() == pytest.approx(5, abs=0.3)


def test_that_the_mode_utterance_centres_each_utterance() -> None:
    normalisation = Normalisation.fit("utterance", [])
    assert normalisation.apply(some(2, 10)).mean() == pytest.approx(0, abs=1e-4)


def test_that_the_mode_speaker_centres_a_speaker_but_not_each_of_his_utterances() -> None:
    his = [some(0, 8), some(1, 12)]
    normalisation = Normalisation.fit("speaker", [], {"s1": his})
    means = [normalisation.apply(features, "s1").mean() for features in his]
    assert sum(means) == pytest.approx(0, abs=1e-3)
    assert means[0] < -0.5


def test_that_a_new_speaker_is_normalised_by_the_utterance_itself() -> None:
    normalisation = Normalisation.fit("speaker", [], {"s1": [some(0, 8)]})
    assert normalisation.apply(some(2, 100), "new").mean() == pytest.approx(0, abs=1e-3)


def test_that_the_mode_none_changes_nothing_and_copies() -> None:
    features = some(0, 3)
    unchanged = Normalisation.fit("none", []).apply(features)
    assert np.array_equal(unchanged, features)
    assert not np.shares_memory(unchanged, features)


@pytest.mark.parametrize("mode", ["training", "none", "utterance", "speaker"])
def test_that_every_mode_comes_back_from_its_arrays(mode: Mode) -> None:
    normalisation = Normalisation.fit(mode, [some(0, 3)], {"a/b": [some(1, 5)], "c": [some(2, 1)]})
    again = Normalisation.from_arrays(mode, normalisation.to_arrays())
    for speaker in ("a/b", "c", "new"):
        assert np.array_equal(again.apply(some(3, 4), speaker), normalisation.apply(some(3, 4), speaker))
