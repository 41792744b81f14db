# SPDX-License-Identifier: MIT
"""What is said of a span of a stream is what the network says of these frames alone."""

import numpy as np
import pytest
import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.ear import Ear
from ser_workbench.live.stream_network import StreamingNetwork
from ser_workbench.models.settings import MODEL_NAMES, ModelSettings
from tests.live.made_ear import make_ear

FRAMES = 330
CLOSE = 1e-5
CUSTOM = [
    ModelSettings(name="custom", convolution="t", order="blstm-cnn", cells=16, maps=4),
    ModelSettings(name="custom", convolution="fst", computation="per-patch", pooling="mean", layers=1),
    ModelSettings(name="custom", convolution="none", cells=24),
]


def _frames(ear: Ear) -> np.ndarray:
    return np.random.default_rng(5).normal(8, 3, (FRAMES, ear.features.height)).astype(np.float32)


def _check(ear: Ear, stream: StreamingNetwork, frames: np.ndarray, first: int, last: int) -> None:
    said = stream.hear(first, last)
    features = torch.from_numpy(ear.scale.apply(frames[first:last]))[None]
    logits, blstm = ear.network.forward_with_blstm(features, torch.tensor([last - first]))
    np.testing.assert_allclose(said.logits, logits[0].numpy(), atol=CLOSE)
    np.testing.assert_allclose(said.blstm, blstm[0].numpy(), atol=CLOSE)


def _hear_as_a_listener_does(ear: Ear) -> None:
    """Windows that slide and an utterance that grows, of frames that come seven at a time, and what ends early."""
    frames, stream, first = _frames(ear), StreamingNetwork(ear.network, ear.scale), 130
    for begin in range(0, FRAMES, 7):
        stream.add(frames[begin : begin + 7])
        if stream.count > first + 20 and begin % 3 == 0:
            _check(ear, stream, frames, max(0, stream.count - 98), stream.count)
            _check(ear, stream, frames, first, stream.count)
        stream.forget(max(0, min(first, stream.count - 98)))
    _check(ear, stream, frames, first, FRAMES - 30)


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_each_of_the_eight_models_says_the_same_of_every_span(name: str):
    _hear_as_a_listener_does(make_ear("training", ModelSettings.model_validate({"name": name})))


@pytest.mark.parametrize("kind", ["none", "utterance", "speaker"])
def test_that_each_normalisation_is_that_of_the_span_alone(kind: str):
    _hear_as_a_listener_does(make_ear(kind, ModelSettings(name="ldnn-mfcc")))


@pytest.mark.parametrize("model", CUSTOM, ids=["blstm-first", "per-patch", "no-conv"])
@pytest.mark.parametrize("kind", ["none", "utterance"])
def test_that_free_networks_say_the_same_of_every_span(model: ModelSettings, kind: str):
    _hear_as_a_listener_does(make_ear(kind, model))


def test_that_spans_in_any_order_and_of_any_length_are_heard_as_if_alone():
    ear = make_ear("training", ModelSettings(name="t-cldnn-mfcc"))
    frames, stream, rng = _frames(ear), StreamingNetwork(ear.network, ear.scale), np.random.default_rng(1)
    stream.add(frames)
    for _ in range(40):
        first = int(rng.integers(0, FRAMES - 1))
        _check(ear, stream, frames, first, int(rng.integers(first + 1, FRAMES + 1)))
    for first, last in ((0, 1), (0, 15), (0, 16), (3, 18), (3, 19), (FRAMES - 1, FRAMES), (0, FRAMES)):
        _check(ear, stream, frames, first, last)


@pytest.mark.parametrize("name", ["ldnn-log-mel", "s-cldnn-log-mel"])
@pytest.mark.parametrize("right", [0, 2])
def test_that_frames_with_few_neighbours_or_none_are_heard_the_same(name: str, right: int):
    features = FeatureSettings(splice_left=0, splice_right=right)
    _hear_as_a_listener_does(make_ear("training", ModelSettings.model_validate({"name": name}), features))


def test_that_frames_nobody_asked_for_before_they_were_forgotten_are_never_computed():
    ear = make_ear()
    frames, stream = _frames(ear), StreamingNetwork(ear.network, ear.scale)
    stream.add(frames[:200])
    stream.forget(200)
    stream.add(frames[200:])
    _check(ear, stream, frames, 240, 320)
