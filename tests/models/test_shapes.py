# SPDX-License-Identifier: MIT
"""Shapes and parameter counts against hand-worked ones and the real networks."""

import subprocess
import sys

import pytest

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import MODEL_NAMES, settings_for
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.settings import ModelSettings
from ser_workbench.models.shapes import (
    count_multiply_adds,
    count_parameters,
    describe_layers,
    estimate_memory_mib,
    receptive_field,
)
from tests.models.test_convolution import BEYOND_THE_PAPER, networks_of_table_2

LOG_MEL = FeatureSettings()


def custom(**values: int | str) -> ModelSettings:
    return ModelSettings.model_validate({"name": "custom", **values})


def trained_numbers(network: Cldnn) -> int:
    return sum(parameter.numel() for parameter in network.parameters() if parameter.requires_grad)


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_parameters_are_counted_as_the_network_has_them(name):
    model, kind = settings_for(name)
    features = FeatureSettings.model_validate({"kind": kind})
    assert count_parameters(model, features, emotions=6) == trained_numbers(Cldnn(model, features, 6, seed=0))


@pytest.mark.parametrize("sizes", BEYOND_THE_PAPER, ids=lambda sizes: "-".join(map(str, sizes.values())))
def test_that_parameters_beyond_the_paper_are_counted_as_the_network_has_them(sizes):
    model = custom(**sizes)
    assert count_parameters(model, LOG_MEL, emotions=6) == trained_numbers(Cldnn(model, LOG_MEL, 6, seed=0))


def test_that_fst_conv_behind_the_blstm_has_the_hand_worked_count():
    model = custom(convolution="fst", order="blstm-cnn", width_1=3, width_2=2)
    blstm = 2 * 4 * 128 * (40 * 16 + 128 + 1)
    conv = 32 * (256 * 3 + 1) + 32 * (32 * 2 + 1)  # 16 frames, 14 behind the filters, 6 pooled, 5 and 2 behind those
    dense = (32 * 2 + 1) * 128 + 129 * 32 + 33 * 32 + 33 * 6
    assert count_parameters(model, LOG_MEL, emotions=6) == blstm + conv + dense


@pytest.mark.parametrize("sizes", networks_of_table_2()[::20], ids=lambda sizes: "-".join(map(str, sizes.values())))
def test_that_shapes_of_table_2_are_the_networks(sizes):
    model = custom(maps=4, cells=8, **sizes)
    network = Cldnn(model, LOG_MEL, 6, seed=0)
    assert count_parameters(model, LOG_MEL, 6) == trained_numbers(network)
    flat = next(layer for layer in describe_layers(model, LOG_MEL, 6) if layer.kind == "flatten")
    assert flat.shape == (network.blstm.forward_lstm.input_size,)


def test_that_the_ldnn_on_mfcc_has_the_hand_worked_count():
    # 13 · 16 = 208 inputs; two directions of 4 · 128 · (208 + 128 + 1); then 256 → 128 → 32 → 32 → 6.
    blstm = 2 * 512 * (208 + 128 + 1)
    dense = 257 * 128 + 129 * 32 + 33 * 32 + 33 * 6
    assert count_parameters(settings_for("ldnn-mfcc")[0], FeatureSettings(kind="mfcc"), 6) == blstm + dense == 383366


def test_that_fst_conv_of_width_3_and_2_has_the_hand_worked_shapes():
    # 16 frames: convolution of 3 → 14, pooling 3/2 → 6, convolution of 2 → 5, pooling 3/2 → 2.
    layers = describe_layers(custom(convolution="fst", width_1=3, width_2=2), LOG_MEL, 6)
    assert [layer.shape for layer in layers[:6]] == [
        (1, 40, 16),
        (32, 1, 14),
        (32, 1, 6),
        (32, 1, 5),
        (32, 1, 2),
        (64,),
    ]
    assert [layer.parameters for layer in layers[1:4]] == [32 * (40 * 3 + 1), 0, 32 * (32 * 2 + 1)]


def test_that_st_conv_has_the_hand_worked_shapes():
    # Bands: 40 − 8 = 33 → 16 → 14 → 6; frames: 16 − 3 + 1 = 14 → 6 → 5 → 2 (as above).
    model = custom(convolution="st", height_1=8, width_1=3, height_2=3, width_2=2)
    assert [layer.shape for layer in describe_layers(model, LOG_MEL, 6)[1:5]] == [
        (32, 33, 14),
        (32, 16, 6),
        (32, 14, 5),
        (32, 6, 2),
    ]


def test_that_the_pooling_window_shrinks_where_two_values_are_left():
    layers = describe_layers(custom(convolution="fst", width_1=8, width_2=3), LOG_MEL, 6)
    assert [layer.shape[2] for layer in layers[1:5]] == [9, 4, 2, 1]
    assert "shrinks" in layers[4].note


def test_that_multiply_adds_of_a_second_are_the_hand_worked_ones():
    model = custom(convolution="fst", width_1=3, width_2=2)
    a_frame = 32 * 40 * 3 + 32 * 32 * 2 + 2 * 512 * (64 + 128)
    assert count_multiply_adds(model, LOG_MEL, 6) == 100 * a_frame


def test_that_the_receptive_field_counts_the_frames_that_reach_the_blstm():
    # Width 3: pooling leaves column 13 over, so the sixteenth frame is never seen; width 4 sees all.
    # Last column: 4 · 1 + second pooling 2 · 2 + second filter 2 · 1 + first pooling 2 + first filter 2.
    assert receptive_field(custom(convolution="fst", width_1=3, width_2=2), LOG_MEL).frames == 4 + 4 + 2 + 2 + 2 + 1
    assert receptive_field(custom(convolution="fst", width_1=4, width_2=2), LOG_MEL).frames == 16
    whole = receptive_field(custom(convolution="none"), LOG_MEL)
    assert (whole.frames, whole.milliseconds) == (16, 25 + 15 * 10)


def test_that_more_audio_needs_more_memory():
    model = custom()
    small, large = (estimate_memory_mib(model, LOG_MEL, 6, batch, seconds=2.8) for batch in (1, 10))
    assert 1 < small < large < 1000


def test_that_shapes_are_known_without_torch():
    program = "import sys, ser_workbench.models.shapes, ser_workbench.models.catalog; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
