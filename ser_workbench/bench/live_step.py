# SPDX-License-Identifier: MIT
"""One step of listening: 100 ms of sound that is new, beside hearing the last seconds anew from their samples."""

import numpy as np
import torch

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.bench.measure import time_in_turns
from ser_workbench.bench.result import BenchResult
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.normalisation import Normaliser
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.frame_stream import FrameStream
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.stream_network import StreamingNetwork
from ser_workbench.models.catalog import settings_for
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.threads import one_thread
from ser_workbench.progress import Steps
from ser_workbench.resources import demo_corpus_folder
from ser_workbench.runs.scaling import Scaling

EMOTIONS = 6
SECONDS = 8


def bench_live_step(model: str) -> Steps[BenchResult]:
    """Milliseconds from 100 ms of new samples to the logits of the running view, both as long as by default.

    max_difference: between the logits of all steps
    """
    settings, kind = settings_for(model)
    features = FeatureSettings.model_validate({"kind": kind})
    network = Cldnn(settings, features, EMOTIONS, seed=0).eval()
    speech, extractor = _speech(), FeatureExtractor(features)
    scaling = Scaling("training", Normaliser.fit([extractor.extract(speech)]))
    live = LiveSettings()
    step, window = live.step_ms * SAMPLE_RATE_HZ // 1000, round(live.window_s * SAMPLE_RATE_HZ)
    ends = range(window, len(speech) + 1, step)

    def ours() -> list[Samples]:
        stream, heard = FrameStream(features), StreamingNetwork(network, scaling)
        heard.add(stream.add(speech[: window - step]))
        said = []
        for end in ends:
            heard.add(stream.add(speech[end - step : end]))
            said.append(heard.hear(heard.count - features.count_frames(window), heard.count).logits)
            heard.forget(heard.count - features.count_frames(window))
        return said

    def plain() -> list[Samples]:
        return [_hear_anew(network, scaling.apply(extractor.extract(speech[end - window : end]))) for end in ends]

    with one_thread():
        difference = max(float(np.abs(a - b).max()) for a, b in zip(ours(), plain(), strict=True))
        ours_s, plain_s = yield from time_in_turns(f"live_step/{model}", ours, plain)
    return BenchResult(
        name=f"live_step/{model}",
        ours=1000 * ours_s / len(ends),
        plain=1000 * plain_s / len(ends),
        unit="ms a step, one thread",
        ratio=plain_s / ours_s,
        max_difference=difference,
    )


def _hear_anew(network: Cldnn, features: Samples) -> Samples:
    with torch.inference_mode():
        logits: Samples = network(torch.from_numpy(features)[None], torch.tensor([len(features)]))[0].numpy()
    return logits


def _speech() -> Samples:
    files = sorted(demo_corpus_folder().rglob("*.ogg"))
    speech = np.concatenate([read_audio(file) for file in files[:: len(files) // SECONDS]])
    return speech[: SECONDS * SAMPLE_RATE_HZ]
