# SPDX-License-Identifier: MIT
"""Spans of utterances as a live ear hears them."""

import numpy as np
import pytest
import torch

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.live.calibration import soften
from ser_workbench.progress import run_steps
from ser_workbench.runs.items import Item
from ser_workbench.studies.ear_hearing import Span, hear_answers, span_frames, windows_of
from ser_workbench.studies.ear_material import gather


def store_of(frames: dict[str, int], folder) -> FeatureStore:
    store = FeatureStore(folder, FeatureSettings())
    with store.writer() as writer:
        for key, count in frames.items():
            writer.add(key, np.zeros((count, 40), np.float32))
    return store


def item(key: str) -> Item:
    return Item(key, 0, f"{key}.wav", "s01", "anger")


def test_that_windows_lie_half_a_second_apart_and_inside_the_utterance(tmp_path):
    store = store_of({"a": 305, "b": 198, "c": 80}, tmp_path)
    spans = windows_of([item("a"), item("b"), item("c")], store, 198)
    assert [(span.item.key, span.first, span.last) for span in spans] == [
        ("a", 0, 198),
        ("a", 50, 248),
        ("a", 100, 298),
        ("b", 0, 198),
        ("c", 0, 80),
    ]


@pytest.mark.parametrize(("seconds", "frames"), [(1.0, 98), (2.0, 198), (4.0, 398), (0.01, 1)])
def test_that_a_window_has_the_frames_of_its_samples(seconds, frames):
    assert span_frames(FeatureSettings(), seconds) == frames


def test_that_the_network_says_of_a_window_what_it_says_of_these_frames_alone(trained):
    workspace, run = trained
    material = gather(workspace, workspace.store.find(run), "clean")
    items, selected = material.side("validation").items[:3], material.selected
    run_steps(material.ready(items))
    spans = [Span(item, first, first + 20) for item in items for first in (0, 5)]
    answers = run_steps(hear_answers(material, selected.scaling, spans, "hearing"))
    for logits, span in zip(answers.logits, spans, strict=True):
        frames = material.store.get(span.item.key)[span.first : span.last]
        with torch.no_grad():
            alone = selected.build_network()(torch.from_numpy(selected.scaling.apply(frames))[None], torch.tensor([20]))
        np.testing.assert_allclose(soften(logits[None], 1.0), alone.softmax(1).numpy(), atol=1e-5)
    assert answers.utterances == tuple(span.item.utterance for span in spans)
