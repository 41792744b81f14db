# SPDX-License-Identifier: MIT
"""The faults of channels."""

import numpy as np

from ser_workbench.corpus.channels import find_channel_faults
from tests.corpora import make_tone

TONE = make_tone(440)


def faults_of(*channels):
    return [fault.text for fault in find_channel_faults(np.stack(channels, axis=1))]


def test_that_one_channel_or_several_alike_ones_are_sound():
    assert faults_of(TONE) == []
    assert faults_of(TONE, 0.5 * TONE, 0.1 * TONE) == []
    assert faults_of(0 * TONE, 0 * TONE) == []  # That is a silent recording, and called so.


def test_that_a_dead_channel_is_named_with_what_it_costs():
    assert faults_of(TONE, 0 * TONE) == [
        "has nothing in channel 2 of 2, so that averaging makes it 6 dB quieter; export it without."
    ]
    assert faults_of(0 * TONE, TONE, 0 * TONE)[0].startswith("has nothing in channel 1 and 3 of 3, so that averaging")


def test_that_channels_that_cancel_each_other_are_named():
    assert faults_of(TONE, -0.9 * TONE) == [
        "has channels that cancel each other when they are averaged; export one of them alone."
    ]
    assert faults_of(TONE, make_tone(700)) == []
