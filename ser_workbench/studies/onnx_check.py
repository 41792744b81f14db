# SPDX-License-Identifier: MIT
"""A network in ONNX is held against torch's on recordings of its run."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import RunError
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.models.onnx_model import PROBABILITIES, SAMPLES
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.selected import Selected
from ser_workbench.studies.onnx_result import OnnxCheck

MOST_UTTERANCES = 100
DRAWN = 20
LARGEST_DIFFERENCE = 1e-4
ERRORS_ALONE = 3
"""onnxruntime's own degree: it would tell on the terminal which graphics cards it looked for in vain."""


def check_onnx(model: bytes, selected: Selected, files: Sequence[Path]) -> Steps[OnnxCheck]:
    """Hear recordings with both; where there are none, noises of many lengths are drawn instead.

    selected: the network with the normalisation that is in the model too
    Raises RunError where a probability differs by more than 1e-4, AudioError for a recording that cannot be heard.
    """
    settings = selected.settings.features
    if not files:
        yield Note(
            f"No recording of run '{selected.run}' is at hand; its network is checked on {DRAWN} drawn noises.",
            is_warning=True,
        )
    sounds = map(read_audio, files) if files else draw_noises(settings.window_samples)
    total = len(files) or DRAWN
    session, network, extractor = open_session(model), selected.build_network(), FeatureExtractor(settings)
    largest, onnx_s, torch_s = 0.0, list[float](), list[float]()
    for done, samples in enumerate(sounds, 1):
        begun = time.perf_counter()
        said = session.run([PROBABILITIES], {SAMPLES: samples})[0]
        between = time.perf_counter()
        features = torch.from_numpy(selected.scaling.apply(extractor.extract(samples)))
        with torch.no_grad():
            expected = network(features[None], torch.tensor([len(features)])).softmax(1)[0].numpy()
        torch_s.append(time.perf_counter() - between)
        onnx_s.append(between - begun)
        largest = max(largest, _difference(said, expected))
        yield Progress("Comparing with torch", done, total, "utterances")
    if not largest <= LARGEST_DIFFERENCE:
        raise RunError(
            f"Run '{selected.run}' was not exported: in ONNX a probability differs from torch's by {largest:.1e}, more "
            f"than {LARGEST_DIFFERENCE:g}; its network is fit for this program alone."
        )
    return OnnxCheck(total, not files, largest, 1000 * median(onnx_s), 1000 * median(torch_s))


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """The network in onnxruntime, on one thread of the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = ERRORS_ALONE
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def choose_recordings(folder: Path, utterances: Sequence[str]) -> list[Path]:
    """Up to 100 recordings spread evenly over those of a run, so over its sides and speakers, if they are there."""
    places = np.unique(np.linspace(0, len(utterances) - 1, min(len(utterances), MOST_UTTERANCES)).astype(int))
    files = [folder / utterances[place] for place in places]
    return [file for file in files if file.is_file()]


def draw_noises(window_samples: int) -> Iterator[Samples]:
    """White noises from one window to about three seconds long, their loudness going up and down."""
    rng = np.random.default_rng(0)
    for length in np.geomspace(window_samples, window_samples + 48_000, DRAWN).astype(int):
        loudness = 0.1 + 0.09 * np.sin(np.arange(length) / 2000)
        yield (loudness * rng.standard_normal(length)).astype(np.float32)


def _difference(said: NDArray[np.float32], expected: NDArray[np.float32]) -> float:
    """Infinite where one of them is no number."""
    difference = float(np.abs(said - expected).max())
    return difference if np.isfinite(difference) else float("inf")
