# SPDX-License-Identifier: MIT
"""What the layers of a network are called, in the order of depth. No torch."""

from ser_workbench.models.settings import ModelSettings


def list_layers(model: ModelSettings) -> tuple[str, ...]:
    """Whatever can be listened to: the four modules, and the layers within them.

    raw, conv1, cnn (the last Conv layer), blstm, dense1, dense2, dense3, mlp; where the BLSTM comes first, it stands
    before conv1.
    """
    count = 0 if model.convolution == "none" else model.layers
    conv = *(f"conv{number}" for number in range(1, count)), "cnn"
    middle = ("blstm", *conv) if model.order == "blstm-cnn" else (*conv, "blstm")
    return "raw", *middle, *(f"dense{number}" for number in range(1, len(model.dense) + 1)), "mlp"
