# SPDX-License-Identifier: MIT
"""Frames of a stream are the frames of its file."""

from itertools import pairwise

import numpy as np
import pytest

from ser_workbench.audio.samples import Samples
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.live.frame_stream import FrameStream
from tests.live.made_ear import talk


def _cuts(lengths: list[int], total: int) -> list[tuple[int, int]]:
    ends = np.minimum(np.cumsum(np.resize(lengths, total // min(lengths) + 2)), total)
    return [(int(a), int(b)) for a, b in pairwise([0, *ends]) if b > a]


@pytest.mark.parametrize("kind", ["log-mel", "mfcc"])
@pytest.mark.parametrize("lengths", [[1600], [480], [160], [7, 1, 399, 161, 2000], [40_000]])
def test_that_frames_are_byte_for_byte_those_of_the_whole_signal(kind: str, lengths: list[int]):
    features = FeatureSettings.model_validate({"kind": kind})
    samples = talk(1)[:30_000]
    stream = FrameStream(features)
    parts = [stream.add(samples[a:b]) for a, b in _cuts(lengths, len(samples))]
    np.testing.assert_array_equal(np.concatenate(parts), FeatureExtractor(features).extract(samples))


def test_that_a_shift_longer_than_the_window_skips_the_same_samples():
    features = FeatureSettings(window_ms=20, hop_ms=50)
    samples = talk(1)[:30_000]
    stream = FrameStream(features)
    parts = [stream.add(samples[a:b]) for a, b in _cuts([500], len(samples))]
    np.testing.assert_array_equal(np.concatenate(parts), FeatureExtractor(features).extract(samples))


def test_that_the_first_two_frames_come_together():
    samples: Samples = np.ones(1000, np.float32)
    stream = FrameStream(FeatureSettings())
    assert [len(stream.add(samples[a:b])) for a, b in ((0, 400), (400, 559), (559, 560), (560, 720))] == [0, 0, 2, 1]
