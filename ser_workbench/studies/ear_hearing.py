# SPDX-License-Identifier: MIT
"""A network hears utterances as a live ear does: alone, whole or in windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.live.calibration import Answers
from ser_workbench.progress import Steps
from ser_workbench.runs.items import Item
from ser_workbench.runs.scaling import Features, Scaling
from ser_workbench.studies.ear_material import EarMaterial
from ser_workbench.training.batches import Example
from ser_workbench.training.devices import cpu_threads
from ser_workbench.training.predict import predict

WINDOW_STEP_S = 0.5
"""Windows of an utterance overlap; a finer step would tell the same again."""
TINIEST = np.finfo(np.float32).tiny


@dataclass(frozen=True, slots=True)
class Span:
    """Some frames of an utterance."""

    item: Item
    first: int
    last: int
    """The frame behind its last one."""


def span_frames(features: FeatureSettings, seconds: float) -> int:
    """The frames that fit into so many seconds; at least one."""
    return max(1, features.count_frames(round(seconds * SAMPLE_RATE_HZ)))


def whole_utterances(items: Sequence[Item], store: FeatureStore) -> list[Span]:
    """Each from its first frame to its last one."""
    return [Span(item, 0, store.count_frames(item.key)) for item in items]


def windows_of(items: Sequence[Item], store: FeatureStore, width: int) -> list[Span]:
    """Windows of so many frames all along each utterance; one that is shorter is a window by itself."""
    step = max(1, round(WINDOW_STEP_S * SAMPLE_RATE_HZ / store.settings.hop_samples))
    spans = []
    for item in items:
        frames = store.count_frames(item.key)
        firsts = range(0, max(1, frames - width + 1), step)
        spans += [Span(item, first, min(first + width, frames)) for first in firsts]
    return spans


def hear_answers(material: EarMaterial, scale: Scaling, spans: Sequence[Span], stage: str) -> Steps[Answers]:
    """What the network says of spans whose emotion is known."""
    selected = material.selected
    examples = [_example(span, material.store, scale) for span in spans]
    training = selected.settings.training
    with cpu_threads(training.threads):
        said = yield from predict(selected.build_network(), examples, training.batch_size, training.device, stage)
    return Answers(
        # Logits but for a constant a row, which a softmax does not feel.
        logits=np.log(np.maximum(said.probabilities, TINIEST)),
        labels=said.labels,
        utterances=tuple(span.item.utterance for span in spans),
        speakers=tuple(span.item.speaker for span in spans),
    )


def _example(span: Span, store: FeatureStore, scale: Scaling) -> Example:
    def load() -> Features:
        return scale.apply(store.get(span.item.key)[span.first : span.last])

    return Example(f"{span.item.utterance}|{span.first}", span.item.label, span.last - span.first, load)
