# SPDX-License-Identifier: MIT
"""SKRRR: reduced-rank regression where nothing is penalised, sparse where something is, and not linear."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics.pairwise import linear_kernel, rbf_kernel

from ser_workbench.baselines.skrrr import Regression, Skrrr

Array = NDArray[np.float64]
CLASSES = 4


def _draw(seed: int = 0) -> tuple[Array, NDArray[np.intp]]:
    """90 points of 8 features around a centre a class; of the classes the first is the most frequent."""
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.arange(CLASSES), (45, 20, 15, 10))
    return rng.standard_normal((CLASSES, 8))[classes] + rng.standard_normal((90, 8)), classes


def _weights(classes: NDArray[np.intp], *, is_weighted: bool) -> Array:
    counts = np.bincount(classes)
    return (counts.mean() / counts)[classes] if is_weighted else np.ones(len(classes))


def _regress_in_features(points: Array, classes: NDArray[np.intp], heard: Array, rank: int, weights: Array) -> Array:
    """Reduced-rank regression as its textbook has it, on the features: least squares, then the leading directions."""
    unit = np.eye(CLASSES)[classes]
    mean, response_mean = np.average(points, axis=0, weights=weights), np.average(unit, axis=0, weights=weights)
    root = np.sqrt(weights)[:, None]
    x, y = root * (points - mean), root * (unit - response_mean)
    whole = np.linalg.lstsq(x, y, rcond=None)[0]
    _, vectors = np.linalg.eigh(y.T @ x @ whole)
    leading = vectors[:, ::-1][:, :rank]
    return response_mean + (heard - mean) @ whole @ leading @ leading.T


def _objective(learnt: Skrrr, kernel: Array, classes: NDArray[np.intp], ridge: float, weight: float) -> float:
    """(1) of `skrrr`, of classes that are not weighted, for a kernel whose centred diagonal has mean 1."""
    misses = np.eye(CLASSES)[classes] - learnt.predict(kernel)
    centre = np.eye(len(kernel)) - 1 / len(kernel)
    bent = learnt.coefficients.T @ centre @ kernel @ centre @ learnt.coefficients
    sparse = weight * float(np.abs(learnt.coefficients).sum())
    return 0.5 * float((misses**2).sum()) + 0.5 * ridge * float(np.trace(bent)) + sparse


@pytest.mark.parametrize("is_weighted", [True, False])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_that_without_penalty_and_ridge_it_is_reduced_rank_regression(rank: int, is_weighted: bool):
    points, classes = _draw()
    heard = np.random.default_rng(5).standard_normal((20, 8))
    learnt = Regression(points @ points.T, classes, is_weighted=is_weighted).fit(rank, ridge=0.0, penalty=0.0)
    expected = _regress_in_features(points, classes, heard, rank, _weights(classes, is_weighted=is_weighted))
    assert learnt.predict(heard @ points.T) == pytest.approx(expected, abs=1e-8)
    assert learnt.used == 1.0


def _scaled_kernel(points: Array) -> Array:
    """RBF, of mean diagonal 1 once it is centred."""
    kernel = rbf_kernel(points, gamma=1 / points.shape[1])
    centre = np.eye(len(points)) - 1 / len(points)
    scaled: Array = kernel / (centre @ kernel @ centre).diagonal().mean()
    return scaled


@pytest.mark.parametrize("rank", [2, 3])
def test_that_no_change_of_coefficients_or_directions_makes_the_sparse_solution_better(rank: int):
    points, classes = _draw()
    kernel, share = _scaled_kernel(points), 0.05
    regression, centre = Regression(kernel, classes, is_weighted=False), np.eye(90) - 1 / 90
    start, learnt = regression.fit(rank, 0.1, 0.0), regression.fit(rank, 0.1, share)
    responses = centre @ np.eye(CLASSES)[classes]
    seen = centre @ kernel @ centre @ responses  # (utterances, classes)
    weight = share * float(np.abs(seen @ start.directions).max())
    least = _objective(learnt, kernel, classes, 0.1, weight)
    assert least < 0.9 * _objective(start, kernel, classes, 0.1, weight)
    left, _, right = np.linalg.svd(seen.T @ learnt.coefficients, full_matrices=False)
    turned = replace(learnt, directions=left @ right)
    assert _objective(turned, kernel, classes, 0.1, weight) > 0.998 * least
    rng = np.random.default_rng(0)
    for _ in range(50):
        step = 0.01 * rng.standard_normal((90, rank)) * (learnt.coefficients != 0)
        changed = replace(learnt, coefficients=learnt.coefficients + step)
        assert _objective(changed, kernel, classes, 0.1, weight) > 0.999 * least


def test_that_it_is_sparse_with_a_penalty_and_dense_without():
    points, classes = _draw()
    regression = Regression(rbf_kernel(points, gamma=1 / points.shape[1]), classes, is_weighted=True)
    used = [regression.fit(3, 0.1, penalty).used for penalty in (0.0, 0.05, 0.2)]
    assert used[0] == 1.0
    assert 0 < used[2] < used[1] < 0.8


def test_that_responses_lie_in_as_many_dimensions_as_the_rank():
    points, classes = _draw()
    kernel = rbf_kernel(points, gamma=1 / points.shape[1])
    regression = Regression(kernel, classes, is_weighted=True)
    assert regression.most_ranks == CLASSES - 1
    for rank in (1, 2, 3):
        learnt = regression.fit(rank, 0.1, 0.02)
        spread = learnt.predict(kernel) - learnt.response_mean
        assert np.linalg.matrix_rank(spread, tol=1e-8) == rank
        assert learnt.directions.T @ learnt.directions == pytest.approx(np.eye(rank), abs=1e-9)


@pytest.mark.parametrize("penalty", [0.0, 0.02])
def test_that_with_an_rbf_kernel_it_learns_xor_and_with_a_linear_one_it_cannot(penalty: float):
    rng = np.random.default_rng(3)
    points = rng.uniform(-1, 1, (400, 2))
    classes = (points[:, 0] * points[:, 1] > 0).astype(np.intp)
    train, heard = points[:200] * 2, points[200:] * 2
    right = {}
    for kernel, of_pairs in (("rbf", partial(rbf_kernel, gamma=0.5)), ("linear", linear_kernel)):
        within = of_pairs(train, train)
        learnt = Regression(within, classes[:200], is_weighted=True).fit(1, 0.01, penalty)
        right[kernel] = float((learnt.answer(of_pairs(heard, train)) == classes[200:]).mean())
    assert right["rbf"] > 0.93
    assert right["linear"] < 0.65


def test_that_weighted_classes_help_the_rare_one():
    rng = np.random.default_rng(2)
    classes = np.repeat([0, 1], (190, 10))
    points = classes[:, None] * 1.5 + rng.standard_normal((200, 2))
    kernel = points @ points.T
    weighted, plain = (Regression(kernel, classes, is_weighted=is_weighted) for is_weighted in (True, False))
    assert weighted.fit(1, 0.1, 0.0).response_mean == pytest.approx([0.5, 0.5])
    assert plain.fit(1, 0.1, 0.0).response_mean == pytest.approx([0.95, 0.05])
    rare = {
        name: float((regression.fit(1, 0.1, 0.0).predict(kernel).argmax(axis=1)[190:] == 1).mean())
        for name, regression in (("weighted", weighted), ("plain", plain))
    }
    assert rare["weighted"] > rare["plain"] + 0.5
