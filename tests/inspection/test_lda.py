# SPDX-License-Identifier: MIT
"""LDA against scikit-learn's, against the eigenvalue problem as it is written, and at its limits."""

import numpy as np
import pytest
from scipy.linalg import eigh
from sklearn.covariance import ledoit_wolf_shrinkage
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.lda import fit_lda, spread_of


def draw(rng, items, width, classes, apart=1.0):
    """Columns that hang together and have units of their own; classes of unequal size."""
    numbers = np.concatenate([np.arange(classes), rng.geometric(0.3, items - classes) % classes])
    points = rng.normal(size=(items, width)) @ rng.normal(size=(width, width))
    points += apart * rng.normal(size=(classes, width))[numbers]
    points = points * 10.0 ** rng.uniform(-2, 2, width) + rng.normal(size=width)
    return points, np.array([f"c{number:02}" for number in numbers])


def of_unit_spread(columns):
    apart = columns - columns.mean(axis=0)
    return apart / apart.std(axis=0)


def assert_same_up_to_sign(found, expected, tolerance=1e-6):
    assert found.shape == expected.shape
    found, expected = of_unit_spread(found.astype(float)), of_unit_spread(expected)
    agreement = (found * expected).mean(axis=0)
    assert np.abs(agreement) == pytest.approx(np.ones(found.shape[1]), abs=tolerance)


@pytest.mark.parametrize(("items", "width", "classes"), [(300, 12, 5), (500, 40, 20), (200, 3, 2), (400, 2, 6)])
def test_that_directions_and_answers_are_those_of_scikit_learn(items, width, classes):
    points, labels = draw(np.random.default_rng(items), items, width, classes)
    lda, second = fit_lda(points, labels), LinearDiscriminantAnalysis().fit(points, labels)
    assert lda.shrinkage is None
    assert_same_up_to_sign(lda.apply(points, components=99), second.transform(points))
    assert lda.classify(points) == second.predict(points).tolist()


def test_that_outputs_that_sum_to_one_are_projected_as_scikit_learn_does():
    rng = np.random.default_rng(5)
    points, labels = draw(rng, 300, 6, 6)
    points = np.exp(of_unit_spread(points))
    points /= points.sum(axis=1, keepdims=True)
    lda, second = fit_lda(points, labels), LinearDiscriminantAnalysis().fit(points, labels)
    assert_same_up_to_sign(lda.apply(points, components=99), second.transform(points)[:, :5])
    assert lda.classify(points) == second.predict(points).tolist()


def test_that_the_scatter_within_classes_is_1_along_each_direction():
    points, labels = draw(np.random.default_rng(6), 400, 9, 4)
    lda = fit_lda(points, labels)
    along = (points - lda.mean) @ lda.directions
    apart = along - lda.centres[np.unique(labels, return_inverse=True)[1]]
    assert apart.T @ apart / len(along) == pytest.approx(np.eye(3), abs=1e-9)


def shrunk_covariance(points, labels, share):
    scaled = (points - points.mean(axis=0)) / points.std(axis=0)
    names, numbers = np.unique(labels, return_inverse=True)
    centres = np.stack([scaled[numbers == number].mean(axis=0) for number in range(len(names))])
    apart = scaled - centres[numbers]
    within = apart.T @ apart / len(points)
    shrunk = (1 - share) * within + share * np.trace(within) / len(within) * np.eye(len(within))
    between = np.cov(centres[numbers], rowvar=False, bias=True)
    return scaled, apart, shrunk, between


@pytest.mark.parametrize(("items", "width", "classes"), [(100, 150, 5), (60, 60, 3), (100, 90, 20)])
def test_that_more_features_than_utterances_are_shrunk_as_ledoit_and_wolf_do(items, width, classes):
    points, labels = draw(np.random.default_rng(items + width), items, width, classes, apart=3)
    lda = fit_lda(points, labels)
    scaled, apart, shrunk, between = shrunk_covariance(points, labels, lda.shrinkage)
    assert lda.shrinkage == pytest.approx(ledoit_wolf_shrinkage(apart, assume_centered=True), rel=1e-6)
    _, directions = eigh(between, shrunk)
    expected = scaled @ directions[:, ::-1][:, : classes - 1]
    assert_same_up_to_sign(lda.apply(points, components=99), expected)


def test_that_a_shrunk_lda_answers_as_its_covariance_says():
    points, labels = draw(np.random.default_rng(9), 120, 200, 4, apart=2)
    lda = fit_lda(points[:90], labels[:90])
    scaled, _, shrunk, _ = shrunk_covariance(points[:90], labels[:90], lda.shrinkage)
    names, counts = np.unique(labels[:90], return_counts=True)
    new = (points - points[:90].mean(axis=0)) / points[:90].std(axis=0)
    scores = []
    for name, count in zip(names, counts, strict=True):
        centre = scaled[labels[:90] == name].mean(axis=0)
        weights = np.linalg.solve(shrunk, centre)
        scores.append(new @ weights - centre @ weights / 2 + np.log(count / 90))
    assert lda.classify(points) == names[np.argmax(scores, axis=0)].tolist()


@pytest.mark.parametrize(("items", "is_shrunk"), [(61, False), (60, True)])
def test_that_an_lda_of_fewer_than_two_utterances_a_feature_is_shrunk(items, is_shrunk):
    # The centres of the two classes take one utterance each.
    points, labels = draw(np.random.default_rng(0), items + 1, 30, 2)
    assert (fit_lda(points, labels).shrinkage is not None) == is_shrunk


def test_that_of_about_as_many_features_as_utterances_more_survives_by_shrinking():
    rng = np.random.default_rng(1)
    points = rng.normal(size=(2000, 100)) + np.repeat([[0.0], [0.25]], 1000, axis=0)
    labels = np.repeat(["female", "male"], 1000)
    some = rng.permutation(2000)[:110]
    answers = np.array(fit_lda(points[some], labels[some]).classify(points))
    plain = LinearDiscriminantAnalysis().fit(points[some], labels[some]).predict(points)
    assert (answers == labels).mean() > (plain == labels).mean() + 0.1


def test_that_regularisation_can_be_asked_for():
    points, labels = draw(np.random.default_rng(10), 300, 10, 3)
    assert 0 < fit_lda(points, labels, is_regularised=True).shrinkage < 1


def test_that_a_spread_serves_other_labels_of_the_same_points():
    rng = np.random.default_rng(11)
    for width in (8, 400):
        points, labels = draw(rng, 200, width, 4)
        spread = spread_of(points, labels)
        others = rng.permutation(labels)
        shared, alone = fit_lda(points, others, spread), fit_lda(points, others)
        assert shared.apply(points) == pytest.approx(alone.apply(points))


def test_that_columns_that_never_change_have_no_part():
    points, labels = draw(np.random.default_rng(12), 300, 8, 3)
    with_constants = np.insert(points.astype(np.float32), [0, 4, 8], [0.0, 0.1, 1e6], axis=1)
    found = fit_lda(with_constants, labels)
    assert found.apply(with_constants) == pytest.approx(fit_lda(points, labels).apply(points), abs=1e-3)
    assert (found.directions[[0, 5, 10]] == 0).all()


def test_that_columns_that_are_the_same_are_shared_out():
    points, labels = draw(np.random.default_rng(13), 300, 8, 3)
    assert fit_lda(np.hstack([points, points]), labels).apply(np.hstack([points, points])) == pytest.approx(
        fit_lda(points, labels).apply(points), abs=1e-4
    )


def test_that_what_has_no_label_is_projected_but_not_learnt_from():
    points, labels = draw(np.random.default_rng(14), 300, 5, 3)
    some = np.where(np.arange(300) % 3 == 0, "", labels)
    lda = fit_lda(points, some)
    assert lda.directions == pytest.approx(fit_lda(points[some != ""], labels[some != ""]).directions)
    assert lda.apply(points).shape == (300, 2)


def test_that_gender_lies_on_a_line():
    points, labels = draw(np.random.default_rng(15), 100, 5, 2)
    assert fit_lda(points, labels).apply(points).shape == (100, 1)


def test_that_a_class_of_a_single_utterance_is_a_class():
    points, labels = draw(np.random.default_rng(16), 100, 5, 2)
    lda = fit_lda(points, ["once", *labels[1:]])
    assert lda.classes == ("c00", "c01", "once")
    assert lda.priors[-1] == pytest.approx(0.01)


def test_that_classes_that_are_points_are_told_apart_without_a_division_by_zero():
    points = np.array([[0.0, 1], [0, 1], [2, 0], [2, 0], [1, 5], [1, 5]])
    lda = fit_lda(points, ["a", "a", "b", "b", "c", "c"])
    assert np.isfinite(lda.apply(points)).all()
    assert lda.classify(points) == ["a", "a", "b", "b", "c", "c"]


@pytest.mark.parametrize(
    ("points", "labels", "words"),
    [
        ([[0.0], [1], [2]], ["a", "a", "a"], "All utterances are of one class, a"),
        ([[0.0], [1], [2]], ["", "", ""], "No utterance has a label"),
        ([[0.0], [1], [2]], ["a", "b", "c"], "No class has two utterances"),
        ([[3.0], [3], [3], [3]], ["a", "a", "b", "b"], "all have the same mean"),
        ([[-1.0], [1], [-2], [2]], ["a", "a", "b", "b"], "all have the same mean"),
    ],
)
def test_that_labels_that_cannot_be_told_apart_are_refused_in_a_sentence(points, labels, words):
    for is_regularised in (False, True):
        with pytest.raises(InspectionError, match=words):
            fit_lda(np.array(points), labels, is_regularised=is_regularised)
