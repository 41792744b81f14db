# SPDX-License-Identifier: MIT
"""A toy for the tests of this folder: short random utterances whose emotion is the band that is loud."""

import numpy as np

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from ser_workbench.training.batches import Example
from ser_workbench.training.settings import TrainingSettings
from ser_workbench.training.trainer import TrainingSets

FEATURES = FeatureSettings(bands=6)
EMOTIONS = 3
QUICK = TrainingSettings(batch_size=4, max_epochs=4, patience=4, learning_rate=0.01, device="cpu", threads=1)


def toy_network(seed: int = 0, name: str = "fst-cldnn-log-mel") -> Cldnn:
    return Cldnn(ModelSettings.model_validate({"name": name, "maps": 4, "cells": 8}), FEATURES, EMOTIONS, seed)


def toy_examples(count: int, seed: int, loudness: float = 2.0) -> list[Example]:
    rng = np.random.default_rng(seed)
    examples = []
    for place in range(count):
        label = place % EMOTIONS
        features = rng.standard_normal((int(rng.integers(5, 30)), FEATURES.bands)).astype(np.float32)
        features[:, label] += loudness
        examples.append(Example(f"{seed}/{place}", label, len(features), lambda features=features: features))
    return examples


def toy_sets() -> TrainingSets:
    clean = toy_examples(9, seed=2)
    return TrainingSets(toy_examples(30, seed=1), clean, [*clean, *toy_examples(9, seed=3, loudness=1)])
