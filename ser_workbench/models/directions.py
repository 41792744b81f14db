# SPDX-License-Identifier: MIT
"""Both directions of the BLSTM at once on the CPU, each on its own thread.

Why so: an LSTM is a chain of small products, one a frame. Spread over several threads these wait for each
other at every frame; measured on two cores the two directions side by side are a quarter faster on
an idle machine and several times faster on a busy one.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import Function


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a BLSTM: what it makes of its input, (time, batch, …) → (time, batch, cells); its weights."""

    run: Callable[[Tensor], Tensor]
    weights: tuple[Tensor, ...]
    """Those that are trained and that `run` uses."""


@contextmanager
def two_threads() -> Iterator[Executor | None]:
    """Two threads for the two directions, gone afterwards; None where torch has only one CPU thread to give.

    Each takes half of torch's CPU threads. That number is torch's per thread; the global one, with which new
    threads begin, is touched while the two start and is as before afterwards.
    """
    threads = torch.get_num_threads()
    if threads < 2:
        yield None
        return
    both_are_there = Barrier(2)
    with ThreadPoolExecutor(2, "lstm direction", _take_threads, (threads // 2,)) as pool:
        for started in [pool.submit(both_are_there.wait) for _ in range(2)]:
            started.result()
        torch.set_num_threads(threads)
        yield pool


def run_at_once(
    directions: tuple[Direction, Direction], inputs: tuple[Tensor, Tensor], pool: Executor
) -> tuple[Tensor, Tensor]:
    """What each direction says of its input: (time, batch, cells) both, with gradients if wanted."""
    if not torch.is_grad_enabled():
        onward, back = pool.map(_run_without_gradient, directions, inputs)
        return onward, back
    weights = [weight for direction in directions for weight in direction.weights]
    said: tuple[Tensor, Tensor] = _AtOnce.apply(pool, directions, *inputs, *weights)  # type: ignore[no-untyped-call]
    return said


class _AtOnce(Function):
    """Each direction keeps its own small graph; the outer graph sees them as one step."""

    @staticmethod
    def forward(
        ctx: Any, pool: Executor, directions: tuple[Direction, Direction], one: Tensor, other: Tensor, *_: Tensor
    ) -> tuple[Tensor, Tensor]:
        ctx.pool, ctx.directions = pool, directions
        is_mixed = torch.is_autocast_enabled("cpu")  # Each thread has its own say in this.
        ctx.graphs = list(pool.map(_run_with_gradient, directions, (one, other), (is_mixed, is_mixed)))
        return ctx.graphs[0][1].detach(), ctx.graphs[1][1].detach()

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        one, other = ctx.pool.map(_differentiate, ctx.graphs, ctx.directions, gradients)
        return None, None, one[0], other[0], *one[1:], *other[1:]


def _take_threads(threads: int) -> None:
    torch.get_num_threads()  # A thread's first question sets its number to the global one; it must come first.
    torch.set_num_threads(threads)


def _run_without_gradient(direction: Direction, given: Tensor) -> Tensor:
    with torch.no_grad():  # A thread has its own say whether gradients are wanted.
        return direction.run(given)


def _run_with_gradient(direction: Direction, given: Tensor, is_mixed: bool) -> tuple[Tensor, Tensor]:
    with torch.enable_grad(), torch.autocast("cpu", torch.bfloat16, enabled=is_mixed):
        leaf = given.detach().requires_grad_(given.requires_grad)
        return leaf, direction.run(leaf)


def _differentiate(graph: tuple[Tensor, Tensor], direction: Direction, gradient: Tensor) -> tuple[Tensor | None, ...]:
    leaf, said = graph
    if leaf.requires_grad:
        return torch.autograd.grad(said, (leaf, *direction.weights), gradient)
    return None, *torch.autograd.grad(said, direction.weights, gradient)
