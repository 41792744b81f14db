# SPDX-License-Identifier: MIT
"""What each module adds."""

import pytest

from ser_workbench.inspection.contribution import contributions


def test_that_a_contribution_is_the_gain_on_the_module_before_with_its_sample_deviation():
    found = contributions(
        {
            "a": {"raw": 0.25, "cnn": 0.5, "blstm": 0.875, "mlp": 0.875},
            "b": {"raw": 0.25, "cnn": 0.75, "blstm": 0.875, "mlp": 1.0},
        }
    )
    assert list(found) == ["cnn", "blstm", "mlp"]
    assert (found["cnn"].mean, found["cnn"].models) == (0.375, 2)
    assert found["cnn"].deviation == pytest.approx((2 * 0.125**2) ** 0.5)


def test_that_one_model_has_no_deviation():
    found = contributions({"a": {"raw": 0.25, "cnn": 0.5}})
    assert list(found) == ["cnn"]
    assert found["cnn"].deviation is None


def test_that_a_model_without_a_module_counts_where_it_has_both():
    found = contributions({"ldnn": {"raw": 0.25, "blstm": 0.5, "mlp": 0.75}, "t": {"raw": 0.25, "cnn": 0.5}})
    assert {module: gain.models for module, gain in found.items()} == {"cnn": 1, "mlp": 1}
