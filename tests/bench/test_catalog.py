# SPDX-License-Identifier: MIT
"""Benchmarks by name."""

import pytest

from ser_workbench.bench.catalog import BENCHES, find_benches
from ser_workbench.errors import BadInputError
from ser_workbench.models.settings import MODEL_NAMES


@pytest.mark.parametrize("bench", ["train_step", "live_step"])
def test_that_a_step_names_those_of_all_eight_models(bench: str):
    assert find_benches([bench]) == [f"{bench}/{name}" for name in MODEL_NAMES]


def test_that_a_benchmark_is_named_once():
    assert find_benches(["mix", "train_step/ldnn-mfcc", "mix"]) == ["mix", "train_step/ldnn-mfcc"]


def test_that_no_name_means_all():
    assert find_benches([]) == list(BENCHES)


def test_that_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(BadInputError, match=r"no benchmark 'train'.*log_mel"):
        find_benches(["train"])
