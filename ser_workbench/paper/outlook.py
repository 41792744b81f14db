# SPDX-License-Identifier: MIT
"""How long each item is expected to take, measured on this machine: networks, support vector machines, openSMILE.

How many epochs a training needs before its patience ends nobody knows; `EPOCHS` of them are counted, or as many as
are allowed at most.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.errors import FailedError
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.inspection.outputs import LABELINGS, MODULES
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.paper.heard import Heard
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.paper.work import SKRRR_SET, TABLE_3_SETS, LookWork, ReportWork, RivalWork, TrainWork, Work
from ser_workbench.progress import Progress, Steps

EPOCHS = 15
WIDTH, TRIES = 64, 3
AROUND_S = 5.0
"""What stands around the epochs of a training, on a small corpus: reading, mixing, scaling, the report."""
LOOK_AROUND_S = 20.0
"""LDA with its shuffled labels, and ρ without each speaker, of EmoDB."""
REPORT_S = 10.0
TIMED_S = 2.0
"""Seconds of sound that openSMILE is timed on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of work on this machine."""

    learn_s: Mapping[str, float]
    """A frame, by model."""
    hear_s: Mapping[str, float]
    """A frame, by model."""
    fit_s: float
    """One support vector machine on the training side."""
    functionals_s: Mapping[str, float] = field(default_factory=dict)
    """A second of speech, by feature set; empty where openSMILE is not installed."""


def measure(plan: PaperPlan, heard: Heard) -> Steps[Measured]:
    """Time a few steps of every network, one support vector machine, and openSMILE on a sound.

    Raises DeviceError for a device that is not there or is full.
    """
    from ser_workbench.training.probe import measure_network

    learn_s, hear_s = {}, {}
    mean_s = sum(heard.seconds.values()) / max(1, heard.utterances)
    frames = max(1, round(mean_s * 1000 / plan.features.hop_ms))
    for model in plan.paper.named:
        of = plan.experiment.changed({"model.name": model})
        pace = yield from measure_network(of.model, of.features, heard.emotions, of.training, frames)
        learn_s[model], hear_s[model] = pace.learn_s, pace.hear_s
    yield Progress("Measuring a support vector machine", 0, 1)
    fit_s = time_svm(heard) if plan.paper.baselines or plan.paper.inspection else 0.0
    yield Progress("Measuring a support vector machine", 1, 1)
    functionals_s = (yield from _time_functionals()) if plan.paper.baselines else {}
    return Measured(learn_s, hear_s, fit_s, functionals_s)


def expected_s(work: Work, plan: PaperPlan, heard: Heard, measured: Measured) -> float:
    """Seconds that an item takes from its beginning."""
    match work:
        case TrainWork():
            return _training_s(work, plan, heard, measured)
        case RivalWork():
            return _rival_s(work, heard, measured)
        case LookWork():
            return _look_s(work, plan, heard, measured)
        case ReportWork():
            return REPORT_S


def time_svm(heard: Heard) -> float:
    """Seconds that one support vector machine takes to learn from as many utterances as the training side has."""
    from sklearn.svm import SVC

    rng = np.random.default_rng(0)
    share = heard.seconds["train"] / max(1e-9, sum(heard.seconds.values()))
    items = max(2 * heard.emotions, round(heard.utterances * share))
    labels = np.arange(items) % max(2, heard.emotions)
    centres = rng.standard_normal((labels.max() + 1, WIDTH)) / 2
    points = rng.standard_normal((items, WIDTH)) + centres[labels]  # Apart about as emotions are: noise takes longer.
    matrix, took = points @ points.T / WIDTH, []
    for _ in range(TRIES):
        begun = time.perf_counter()
        SVC(kernel="precomputed").fit(matrix, labels)
        took.append(time.perf_counter() - begun)
    return min(took)


def _time_functionals() -> Steps[dict[str, float]]:
    from ser_workbench.features.open_smile import FunctionalExtractor

    sound = np.random.default_rng(0).uniform(-0.1, 0.1, round(TIMED_S * SAMPLE_RATE_HZ)).astype(np.float32)
    timed: dict[str, float] = {}
    for done, name in enumerate(TABLE_3_SETS):
        yield Progress("Measuring openSMILE", done, len(TABLE_3_SETS), "sets")
        try:
            extractor = FunctionalExtractor(FunctionalSettings(feature_set=name))
        except FailedError:  # It is not installed; the items say so when their turn comes.
            return {}
        begun = time.perf_counter()
        extractor.extract(sound)
        timed[name] = (time.perf_counter() - begun) / TIMED_S
    return timed


def _training_s(work: TrainWork, plan: PaperPlan, heard: Heard, measured: Measured) -> float:
    copies = 1 + (plan.noise.copies if plan.has_noise else 0)
    frames = {side: seconds * 1000 / plan.features.hop_ms for side, seconds in heard.seconds.items()}
    learnt, validated = copies * frames["train"], copies * frames["validation"]
    epoch_s = measured.learn_s[work.model] * learnt + measured.hear_s[work.model] * validated
    tested_s = measured.hear_s[work.model] * (copies + 1) * frames["test"]
    return min(plan.training.max_epochs, EPOCHS) * epoch_s + tested_s + AROUND_S


def _rival_s(work: RivalWork, heard: Heard, measured: Measured) -> float:
    """Functionals are computed for the first strategy of a set; LOSO fits each speaker's choices anew."""
    settings = SvmSettings()
    is_first = work.scheme == "loso" or (work.feature_set == SKRRR_SET and work.method == "skrrr")
    heard_s = measured.functionals_s.get(work.feature_set, 0.0) * sum(heard.seconds.values()) if is_first else 0.0
    fits = len(settings.kernels) * len(settings.cost_grid)
    if work.scheme == "loso":
        fits *= heard.speakers * settings.choice_folds
    return heard_s + fits * measured.fit_s


def _look_s(work: LookWork, plan: PaperPlan, heard: Heard, measured: Measured) -> float:
    settings = InspectionSettings()
    frames = sum(heard.seconds.values()) * 1000 / plan.features.hop_ms
    fits = len(settings.svm.kernels) * len(settings.svm.cost_grid) + settings.shuffles
    asked = len(MODULES) * len(LABELINGS) * fits * measured.fit_s
    return measured.hear_s[work.run.model] * frames + asked + LOOK_AROUND_S
