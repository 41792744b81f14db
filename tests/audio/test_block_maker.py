# SPDX-License-Identifier: MIT
"""Blocks of a stream against the whole signal decoded at once."""

import numpy as np
import pytest
import soxr

from ser_workbench.audio.block_maker import BlockMaker
from ser_workbench.audio.source import Block
from tests.audio.sounds import tone


def in_pieces(maker: BlockMaker, frames: np.ndarray, length: int, rate: float) -> list[Block]:
    pieces = [frames[start : start + length] for start in range(0, len(frames), length)]
    heard = [maker.add(piece, min((n + 1) * length, len(frames)) / rate) for n, piece in enumerate(pieces)]
    return [block for block in [*heard, maker.finish()] if block is not None]


def noise(rate: int, channels: int, seconds: float = 1.0) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 0.1, (round(rate * seconds), channels)).astype(np.float32)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
@pytest.mark.parametrize("length", [160, 441, 960])
def test_that_blocks_joined_are_the_whole_signal_resampled_at_once(rate: int, length: int):
    frames = noise(rate, 1)
    blocks = in_pieces(BlockMaker(rate), frames, length, rate)
    joined = np.concatenate([block.samples for block in blocks])
    whole = frames[:, 0] if rate == 16000 else soxr.resample(frames[:, 0], rate, 16000, quality="HQ")
    assert np.array_equal(joined, whole), "the same samples, bit for bit"


def test_that_blocks_follow_each_other_without_a_hole_from_the_first_place():
    blocks = in_pieces(BlockMaker(44100, first=7000), noise(44100, 1), 882, 44100)
    places = [block.first for block in blocks]
    assert places == [7000, *(block.first + len(block.samples) for block in blocks[:-1])]


def test_that_a_chosen_channel_is_heard_alone_and_none_means_the_mean():
    frames = noise(16000, 3)
    heard = {}
    for channel in (1, 3, None):
        (block,) = in_pieces(BlockMaker(16000, channel), frames, 16000, 16000)
        heard[channel] = block.samples
    assert np.array_equal(heard[1], frames[:, 0])
    assert np.array_equal(heard[3], frames[:, 2])
    assert heard[None] == pytest.approx(frames.mean(axis=1), abs=1e-7)


def test_that_the_last_sample_of_a_block_was_in_the_air_when_its_frame_was():
    seconds = 2.0
    blocks = in_pieces(BlockMaker(48000), noise(48000, 1, seconds), 960, 48000)
    late = [block.heard_at - block.end_s for block in blocks]  # The stream began at 0 on both clocks.
    assert late == pytest.approx([0.0] * len(blocks), abs=1e-9)
    assert blocks[-1].end_s == seconds


def test_that_the_peak_is_that_of_the_devices_own_samples_though_a_resampler_rounds_it_off():
    frames = np.zeros((48000, 1), np.float32)
    frames[24000] = -0.75  # One sample of 48 kHz: at 16 kHz it is much lower.
    blocks = in_pieces(BlockMaker(48000), frames, 960, 48000)
    assert max(block.peak for block in blocks) == 0.75
    assert sum(block.peak > 0 for block in blocks) == 1, "the peak of one block is not that of the next"
    assert not any(block.is_clipped for block in blocks)


def test_that_clipping_in_one_channel_shows_though_the_mean_hides_it():
    frames = np.zeros((16000, 2), np.float32)
    frames[:, 0] = np.clip(tone(440, 1.0, 2.0), -1, 1)
    (block,) = in_pieces(BlockMaker(16000), frames, 16000, 16000)
    assert block.is_clipped
    assert block.peak == 1.0
    assert np.abs(block.samples).max() == 0.5
    (block,) = in_pieces(BlockMaker(16000, channel=2), frames, 16000, 16000)
    assert not block.is_clipped
    assert block.peak == 0
