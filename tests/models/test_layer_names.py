# SPDX-License-Identifier: MIT
"""The names of layers, in the order of depth."""

from ser_workbench.models.layer_names import list_layers
from ser_workbench.models.settings import ModelSettings

DENSE = ("dense1", "dense2", "dense3", "mlp")


def test_that_layers_stand_in_the_order_of_depth():
    assert list_layers(ModelSettings(name="t-cldnn-mfcc")) == ("raw", "conv1", "cnn", "blstm", *DENSE)


def test_that_a_network_without_conv_layers_has_the_four_modules_all_the_same():
    assert list_layers(ModelSettings(name="ldnn-mfcc")) == ("raw", "cnn", "blstm", *DENSE)


def test_that_a_blstm_before_the_cnn_stands_before_it():
    model = ModelSettings(name="custom", convolution="t", order="blstm-cnn", layers=3)
    assert list_layers(model) == ("raw", "blstm", "conv1", "conv2", "cnn", *DENSE)
