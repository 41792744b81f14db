# SPDX-License-Identifier: MIT
"""Mean 0 and variance 1 per band, fitted on what is given and on nothing else."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from ser_workbench.features.normalisation import BandSums, Features, Normaliser


def some_utterances(seed: int = 0, offset: float = 0.0) -> list[Features]:
    rng = np.random.default_rng(seed)
    scale = np.array([1.0, 10.0, 0.01])
    return [
        (offset + rng.standard_normal((frames, 3)) * scale + [5, -3, 0]).astype(np.float32) for frames in (1, 50, 200)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_that_mean_and_scale_are_scikit_learns(seed: int) -> None:
    ours = Normaliser.fit(some_utterances(seed))
    theirs = StandardScaler().fit(np.concatenate(some_utterances(seed)).astype(np.float64))
    assert np.allclose(ours.mean, theirs.mean_, rtol=1e-6)
    assert np.allclose(ours.scale, theirs.scale_, rtol=1e-6)


def test_that_what_it_was_fitted_on_gets_mean_0_and_variance_1() -> None:
    normaliser = Normaliser.fit(some_utterances())
    frames = np.concatenate([normaliser.apply(features) for features in some_utterances()])
    assert frames.dtype == np.float32
    assert np.allclose(frames.mean(axis=0), 0, atol=1e-4)
    assert np.allclose(frames.std(axis=0), 1, atol=1e-4)


def test_that_a_far_mean_costs_no_accuracy() -> None:
    far = Normaliser.fit(some_utterances(0, 1000.0))
    assert far.scale[1] == pytest.approx(Normaliser.fit(some_utterances()).scale[1], rel=1e-4)


def test_that_a_constant_band_becomes_0_and_not_nan() -> None:
    constant = np.full((20, 2), -15.942385, np.float32)
    normalised = Normaliser.fit([constant, constant]).apply(constant)
    assert np.allclose(normalised, 0, atol=1e-5)


def test_that_utterances_are_read_once_in_any_number() -> None:
    stream = iter(some_utterances())
    assert np.array_equal(Normaliser.fit(stream).mean, Normaliser.fit(some_utterances()).mean)
    assert next(stream, None) is None


def test_that_utterances_without_frames_count_for_nothing() -> None:
    empty = np.zeros((0, 3), np.float32)
    assert np.array_equal(Normaliser.fit([empty, *some_utterances()]).mean, Normaliser.fit(some_utterances()).mean)


def test_that_nothing_cannot_be_fitted_on() -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        Normaliser.fit([])


def test_that_it_comes_back_from_its_arrays() -> None:
    normaliser = Normaliser.fit(some_utterances())
    again = Normaliser.from_arrays(normaliser.to_arrays())
    features = some_utterances()[1]
    assert np.array_equal(again.apply(features), normaliser.apply(features))


@pytest.mark.parametrize("seed", range(3))
def test_that_adding_one_by_one_gives_the_mean_and_deviation_of_the_whole(seed: int) -> None:
    sums = BandSums()
    for features in some_utterances(seed):
        sums.add(features)
    whole = np.concatenate(some_utterances(seed)).astype(np.float64)
    assert sums.count == len(whole)
    assert np.allclose(sums.mean, whole.mean(axis=0), rtol=1e-12)
    assert np.allclose(np.sqrt(sums.squares / sums.count), whole.std(axis=0), rtol=1e-12)
    assert np.array_equal(Normaliser.of(sums).scale, Normaliser.fit(some_utterances(seed)).scale)
