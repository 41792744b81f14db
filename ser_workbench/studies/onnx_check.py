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
from ser_workbench.runs.integrity import Decisions
from ser_workbench.runs.selected import Selected
from ser_workbench.studies.onnx_result import OnnxCheck

MOST_UTTERANCES = 100
DRAWN = 20
LARGEST_DIFFERENCE = 1e-4
ERRORS_ALONE = 3
"""onnxruntime's own degree: it would tell on the terminal which graphics cards it looked for in vain."""


def check_onnx(model: bytes, selected: Selected, decided: Decisions) -> Steps[OnnxCheck]:
    """Hear up to 100 utterances, from all sides and speakers of the run, with both.

    Where none of its recordings is at hand, noises of many lengths are drawn instead.
    Raises RunError where a probability differs by more than 1e-4, AudioError for a recording that cannot be heard.
    """
    settings = selected.settings.features
    files = find_recordings(decided)
    if not files:
        yield Note(
            f"No recording of the run is at hand in {decided.settings.corpus.folder}; the network is checked on "
            f"{DRAWN} drawn noises.",
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


def find_recordings(decided: Decisions) -> Sequence[Path]:
    """Up to 100 recordings spread evenly over the run's list, those that are there."""
    folder, rows = Path(decided.settings.corpus.folder), decided.partition.rows
    places = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), MOST_UTTERANCES)).astype(int))
    files = [folder / rows[place].utterance_id for place in places]
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
