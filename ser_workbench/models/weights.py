# SPDX-License-Identifier: MIT
"""How the weights start, from one generator (paper.md, Section 3).

Choice: as Keras starts them. Glorot uniform with the fans as Keras counts them, the LSTM's kernel as
one matrix of (inputs, 4 · cells); recurrent weights orthogonal; forget bias 1; other biases 0.
"""

import math

import torch
from torch import Tensor, nn

from ser_workbench.models.convolution import ConvLayer


def draw_weights(network: nn.Module, way: str, seed: int) -> None:
    """Draw all weights of a network on the CPU; way: "keras" or "torch"."""
    rng = torch.Generator().manual_seed(seed)
    draw = _draw_as_keras if way == "keras" else _draw_as_torch
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, ConvLayer | nn.LSTM | nn.Linear):
                draw(module, rng)


def glorot_limit(fan_in: int, fan_out: int) -> float:
    """The uniform distribution's bound, √(6 / (fan_in + fan_out))."""
    return math.sqrt(6.0 / (fan_in + fan_out))


def orthogonal(rows: int, columns: int, rng: torch.Generator) -> Tensor:
    """A (rows, columns) matrix with orthonormal rows or columns, uniform among them, as Keras draws it."""
    q, r = torch.linalg.qr(torch.randn(max(rows, columns), min(rows, columns), generator=rng, dtype=torch.float64))
    q *= torch.sign(torch.diagonal(r))  # Makes the decomposition, and so the distribution, unique.
    drawn: Tensor = q if rows >= columns else q.T
    return drawn.float()


def lstm_weights(lstm: nn.LSTM) -> tuple[Tensor, Tensor, Tensor]:
    """The weights of the input (4 · cells, inputs), of the recurrence (4 · cells, cells) and the bias (4 · cells)."""
    weight, recurrent, bias = lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0
    assert isinstance(weight, Tensor)
    assert isinstance(recurrent, Tensor)
    assert isinstance(bias, Tensor)
    return weight, recurrent, bias


def _draw_as_keras(module: nn.Module, rng: torch.Generator) -> None:
    if isinstance(module, nn.LSTM):
        cells = module.hidden_size
        weight, recurrent, bias = lstm_weights(module)
        _fill_uniform(weight, glorot_limit(module.input_size, 4 * cells), rng)
        recurrent.copy_(orthogonal(cells, 4 * cells, rng).T)
        bias.zero_()
        bias[cells : 2 * cells] = 1.0  # Gates stand as input, forget, cell, output.
    elif isinstance(module, ConvLayer):
        maps, maps_in, height, width = module.weight.shape
        _fill_uniform(module.weight, glorot_limit(maps_in * height * width, maps * height * width), rng)
        module.bias.zero_()
    elif isinstance(module, nn.Linear):
        _fill_uniform(module.weight, glorot_limit(module.in_features, module.out_features), rng)
        module.bias.zero_()


def _draw_as_torch(module: nn.Module, rng: torch.Generator) -> None:
    if isinstance(module, nn.LSTM):
        limit = 1 / math.sqrt(module.hidden_size)
        drawn: tuple[Tensor, ...] = lstm_weights(module)
    elif isinstance(module, ConvLayer | nn.Linear):
        limit = 1 / math.sqrt(module.weight[0].numel())
        drawn = (module.weight, module.bias)
    else:
        return
    for parameter in drawn:
        _fill_uniform(parameter, limit, rng)


def _fill_uniform(parameter: Tensor, limit: float, rng: torch.Generator) -> None:
    parameter.copy_(torch.rand(parameter.shape, generator=rng) * (2 * limit) - limit)
