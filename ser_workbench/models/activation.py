# SPDX-License-Identifier: MIT
"""What stands between the layers; all grow monotonically, which lets a maximum be taken before them."""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor
from torch.nn import functional

from ser_workbench.models.settings import Activation

ACTIVATIONS: Mapping[Activation, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu,
    "leaky-relu": functional.leaky_relu,
    "elu": functional.elu,
    "tanh": torch.tanh,
}
"""By the name of the setting; slopes as torch has them (leaky ReLU 0.01, ELU's α 1)."""
