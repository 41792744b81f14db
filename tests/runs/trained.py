# SPDX-License-Identifier: MIT
"""What tests of trained runs share: a tiny network, and ways to look at what a run left."""

from pathlib import Path

import numpy as np

from ser_workbench.models.checkpoint import load_weights
from ser_workbench.runs.folder import RunFolder

TINY = {
    "model.maps": 4,
    "model.cells": 8,
    "training.max_epochs": 2,
    "training.device": "cpu",
    "training.threads": 1,
    "noise.noises": 1,
    "noise.snrs": 2,
}


def weights_of(workspace, run, name):
    return load_weights(RunFolder(workspace.run_folder(run)).path / name)[0]


def file_of(settings, utterance):
    return Path(settings.corpus.folder) / utterance


def same_weights(first, second):
    assert first.keys() == second.keys()
    return all(np.array_equal(first[name].numpy(), second[name].numpy()) for name in first)


def numbers_of(result):
    return result.scores, result.epochs, result.best_epochs
