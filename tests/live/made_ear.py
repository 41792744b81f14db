# SPDX-License-Identifier: MIT
"""Ears of untrained networks, a talk of the demo corpus' voices, and the blocks that it comes in."""

import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np
import torch

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import Samples
from ser_workbench.audio.source import Block
from ser_workbench.features.kaldi import FeatureExtractor, Features
from ser_workbench.features.normalisation import Normaliser
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.calibration import Calibration
from ser_workbench.live.ear import Ear
from ser_workbench.live.honesty import Honesty
from ser_workbench.live.judgement import Judgement
from ser_workbench.live.neighbours import Known, Neighbours
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from ser_workbench.resources import demo_corpus_folder
from ser_workbench.runs.scaling import Scaling

EMOTIONS = ("anger", "calm", "fear")
PAUSE = np.zeros(12_000, np.float32)


def make_ear(
    kind: str = "training", model: ModelSettings | None = None, features: FeatureSettings | None = None
) -> Ear:
    """An ear that can be told from others: each speaks of other probabilities, and the sharper the temperature."""
    model = model or ModelSettings(name="fst-cldnn-log-mel")
    features = features or FeatureSettings(kind="mfcc" if model.name.endswith("mfcc") else "log-mel")
    network = Cldnn(model, features, len(EMOTIONS), seed=7).eval()
    rng = np.random.default_rng(3)
    scale = Scaling(kind, Normaliser.fit([rng.normal(8, 3, (200, features.height)).astype(np.float32)]))
    rows = [Known(f"{place}.wav", f"s{place % 3}", EMOTIONS[place % 3], "", "train") for place in range(9)]
    neighbours = Neighbours.of(Path("corpus"), rows, rng.normal(size=(9, 2 * model.cells)).astype(np.float32))
    honesty = Honesty(_calibration(0.01), _calibration(0.02), 2.0, None, neighbours)
    return Ear("run", "clean", EMOTIONS, features, network, scale, honesty)


def judge_alone(ear: Ear, samples: Samples, calibration: Calibration) -> Judgement:
    """What the ear's network says of samples as `predict` hears a file: by itself, all at once."""
    features = ear.scale.apply(FeatureExtractor(ear.features).extract(samples))
    return calibration.judge(logits_alone(ear.network, features), 0.9)


def logits_alone(network: Cldnn, features: Features) -> Features:
    """The network's logits of one utterance."""
    with torch.no_grad():
        return network(torch.from_numpy(features)[None], torch.tensor([len(features)]))[0].numpy()


def talk(voices: int = 3) -> Samples:
    """Some voices with pauses between them."""
    files = sorted(demo_corpus_folder().rglob("*.ogg"))[:: 120 // voices][:voices]
    return np.concatenate([PAUSE, *(part for file in files for part in (read_audio(file), PAUSE))])


def blocks(samples: Samples, lengths: Sequence[int] = (480,), first: int = 0) -> Iterator[Block]:
    """The samples in blocks of these lengths, again and again."""
    at = 0
    for length in cycle(lengths):
        piece = samples[at : at + length]
        if not len(piece):
            return
        yield Block(piece, first + at, time.monotonic(), float(np.abs(piece).max()), is_clipped=False, overruns=0)
        at += length


def _calibration(temperature: float) -> Calibration:
    scores = np.linspace(0.05, 0.95, 19)
    return Calibration(EMOTIONS, temperature, scores, np.ones(19), 19, 5)
