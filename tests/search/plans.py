# SPDX-License-Identifier: MIT
"""Small searches for the tests of this folder."""

from pathlib import Path

from ser_workbench.search.settings import SweepPlan
from tests.corpora import write_noise_folder, write_tone_corpus


def small_plan(folder: Path, model: str = "fst-cldnn-log-mel", **sweep: object) -> SweepPlan:
    """Over a corpus of tones, with networks that are trained in a moment."""
    if not folder.exists():
        write_tone_corpus(folder / "corpus")
        write_noise_folder(folder / "noise")
    return SweepPlan.model_validate(
        {
            "corpus": {"folder": str(folder / "corpus")},
            "noise": {"folder": str(folder / "noise"), "noises": 1, "snrs": 1, "mode": "paper"},
            "model": {"name": model, "maps": 2, "cells": 4, "dense_1": 4, "dense_2": 4, "dense_3": 4},
            "training": {"max_epochs": 2, "device": "cpu", "threads": 1},
            "sweep": sweep,
        }
    )
