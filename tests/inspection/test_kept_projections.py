# SPDX-License-Identifier: MIT
"""Projections in a file come back as they were."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.inspection.kept_projections import load_projections, save_projections
from ser_workbench.inspection.projection import Projection
from tests.inspection.shown import make_projection


def test_that_projections_come_back_as_they_were(tmp_path: Path):
    nothing = np.zeros((0, 1), np.float32)
    no_places = np.zeros(0, np.intp)
    empty = replace(
        make_projection("speaker", components=1),
        train=nothing,
        train_places=no_places,
        held_out=nothing,
        held_out_places=no_places,
        centres={},
        rho=None,
    )
    made = [make_projection(), make_projection("gender", "mlp", 1), empty]
    save_projections(tmp_path / "plots", made)
    loaded = load_projections(tmp_path / "plots")
    assert list(loaded) == [("emotion", "cnn"), ("gender", "mlp"), ("speaker", "cnn")]
    for before, after in zip(made, loaded.values(), strict=True):
        for name in Projection.__slots__:
            if isinstance(getattr(before, name), np.ndarray):
                np.testing.assert_array_equal(getattr(after, name), getattr(before, name))
            elif name != "centres":
                assert getattr(after, name) == getattr(before, name)
        assert {k: v.tolist() for k, v in after.centres.items()} == {k: v.tolist() for k, v in before.centres.items()}
    assert [file.name for file in tmp_path.iterdir()] == ["plots"]


@pytest.mark.parametrize("content", [b"", b"no tensors", None])
def test_that_a_damaged_file_is_told_from_a_missing_one(tmp_path: Path, content: bytes | None):
    save_projections(tmp_path / "plots", [make_projection()])
    whole = (tmp_path / "plots").read_bytes()
    (tmp_path / "plots").write_bytes(whole[:-1] if content is None else content)
    with pytest.raises(ValueError, match="holds no projections"):
        load_projections(tmp_path / "plots")
    with pytest.raises(FileNotFoundError):
        load_projections(tmp_path / "elsewhere")
