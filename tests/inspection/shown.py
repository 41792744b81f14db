# SPDX-License-Identifier: MIT
"""A projection made up of few points."""

import numpy as np

from ser_workbench.inspection.projection import Projection


def make_projection(labeling: str = "emotion", module: str = "cnn", components: int = 2) -> Projection:
    """Of five training utterances out of six, and three held-out ones."""
    rng = np.random.default_rng(components)
    return Projection(
        view="lda",
        labeling=labeling,
        module=module,
        train=rng.standard_normal((5, components)).astype(np.float32),
        train_places=np.array([0, 1, 2, 4, 5]),
        held_out=rng.standard_normal((3, components)).astype(np.float32),
        held_out_places=np.arange(3),
        centres={"anger": np.zeros(components, np.float32), "fear": np.ones(components, np.float32)},
        rho=0.5,
        held_out_score=0.75,
        control_score=None,
        chance=0.5,
        note="ρ of few",
        map=None,
    )
