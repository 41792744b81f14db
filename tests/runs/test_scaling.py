# SPDX-License-Identifier: MIT
"""Whose mean and variance features are brought to."""

import numpy as np
import pytest

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import run_steps
from ser_workbench.runs.items import Item
from ser_workbench.runs.scaling import Scaling, fit_scaling


@pytest.fixture
def features():
    rng = np.random.default_rng(0)
    return {key: rng.normal(i, 1 + i, (20 + i, 40)).astype(np.float32) for i, key in enumerate("abcd")}


@pytest.fixture
def store(tmp_path, features):
    store = FeatureStore(tmp_path, FeatureSettings())
    with store.writer() as writer:
        for key, values in features.items():
            writer.add(key * 40, values)
    return store


def item(key, speaker):
    return Item(key * 40, 0, f"{key}.wav", speaker, "anger")


def test_that_training_items_alone_decide_and_end_at_mean_0_and_variance_1(store, features):
    train = [item("a", "s1"), item("b", "s2")]
    scaling = run_steps(fit_scaling("training", store, train, [item("c", "s3")]))
    scaled = np.concatenate([scaling.apply(features[key]) for key in "ab"])
    assert np.allclose(scaled.mean(axis=0), 0, atol=1e-4)
    assert np.allclose(scaled.std(axis=0), 1, atol=1e-4)


def test_that_every_speaker_has_a_scale_of_their_own(store, features):
    scaling = run_steps(fit_scaling("speaker", store, [item("a", "s1"), item("b", "s1")], [item("c", "s2")]))
    first = np.concatenate([scaling.apply(features[key], "s1") for key in "ab"])
    assert np.allclose(first.std(axis=0), 1, atol=1e-4)
    assert np.allclose(scaling.apply(features["c"], "s2").mean(axis=0), 0, atol=1e-4)


@pytest.mark.parametrize("kind", ["training", "speaker"])
def test_that_fitting_tells_how_far_it_is_in_small_steps(store, kind):
    items = [item("abcd"[place % 4], "s1") for place in range(1000)]
    events = []
    run_steps(fit_scaling(kind, store, items, []), events.append)
    assert [event.done for event in events] == [0, 200, 400, 600, 800, 1000]
    assert {event.total for event in events} == {1000}


def test_that_a_speaker_nobody_fitted_is_scaled_by_the_file_alone(features):
    assert np.allclose(Scaling("speaker").apply(features["d"], "new").mean(axis=0), 0, atol=1e-4)


def test_that_none_changes_nothing(features):
    assert np.array_equal(Scaling("none").apply(features["d"]), features["d"])


def test_that_the_scaling_comes_back_from_its_arrays(store, features):
    scaling = run_steps(fit_scaling("training", store, [item("a", "s1")], []))
    again = Scaling.from_arrays("training", scaling.to_arrays())
    assert np.array_equal(scaling.apply(features["d"]), again.apply(features["d"]))
