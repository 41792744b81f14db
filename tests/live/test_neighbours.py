# SPDX-License-Identifier: MIT
"""Neighbours in the BLSTM's space, beside scikit-learn's."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from ser_workbench.live.neighbours import Known, Neighbours

CORPUS = Path("corpus")


def known(utterance: str, speaker: str, noise: str = "") -> Known:
    return Known(utterance, "anger", speaker, "female", "train", noise)


def draw_cloud(items: int = 400, speakers: int = 5) -> Neighbours:
    points = np.random.default_rng(0).normal(size=(items, 6)).astype(np.float32)
    return Neighbours.of(CORPUS, [known(f"u{n}.wav", f"s{n % speakers}") for n in range(items)], points)


def test_that_the_nearest_are_those_of_scikit_learn():
    cloud = draw_cloud()
    asked = np.random.default_rng(1).normal(size=(20, 6)).astype(np.float32)
    distances, places = NearestNeighbors(n_neighbors=5).fit(cloud.blstm).kneighbors(asked)
    for point, expected, far in zip(asked, places, distances, strict=True):
        found = cloud.nearest(point)
        assert [neighbour.utterance for neighbour in found] == [f"u{place}.wav" for place in expected]
        np.testing.assert_allclose([neighbour.distance for neighbour in found], far, rtol=1e-5)


def test_that_what_is_usual_is_the_way_to_the_nearest_of_another_speaker():
    cloud = draw_cloud(60, speakers=3)
    speakers = np.array([row.speaker for row in cloud.rows])
    between = np.linalg.norm(cloud.blstm[:, None] - cloud.blstm, axis=2)
    expected = [between[place][speakers != speakers[place]].min() for place in range(60)]
    np.testing.assert_allclose(cloud.usual, np.sort(expected), rtol=1e-4)


def test_that_a_single_speaker_is_measured_by_other_utterances_and_not_by_copies_of_one():
    points = np.array([[0, 0], [0, 0.1], [3, 0], [3, 0.1]], np.float32)
    rows = [known("a.wav", "s"), known("a.wav", "s", "rain"), known("b.wav", "s"), known("b.wav", "s", "rain")]
    np.testing.assert_allclose(Neighbours.of(CORPUS, rows, points).usual, 3.0, atol=1e-3)


def test_that_an_utterance_is_named_once_by_its_nearest_copy():
    points = np.array([[0, 0], [0, 1], [5, 0]], np.float32)
    rows = [known("a.wav", "s"), known("a.wav", "s", "rain"), known("b.wav", "t")]
    found = Neighbours.of(CORPUS, rows, points).nearest(np.array([0, 0.9], np.float32))
    assert [(neighbour.utterance, neighbour.noise) for neighbour in found] == [("a.wav", "rain"), ("b.wav", "")]
    assert found[0].file == CORPUS / "a.wav"


def test_that_only_what_lies_farther_than_nearly_all_is_doubted():
    cloud = draw_cloud()
    near, far = (np.full(6, place, np.float32) for place in (0.1, 9.0))
    assert cloud.doubts(cloud.nearest(near)) == ()
    (doubt,) = cloud.doubts(cloud.nearest(far))
    assert "Nothing in training was like this" in doubt
    assert cloud.nearest(far)[0].rank_share == 1.0


def test_that_the_rank_share_counts_those_that_lie_nearer():
    cloud = draw_cloud()
    first = cloud.nearest(np.array([1, 1, 0, 0, 0, 1], np.float32))[0]
    assert first.rank_share == pytest.approx((cloud.usual < first.distance).mean())
