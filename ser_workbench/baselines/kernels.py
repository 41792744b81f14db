# SPDX-License-Identifier: MIT
"""How alike two utterances are: linear, polynomial and RBF kernels of their features."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.settings import Kernel, SvmSettings

Gram = NDArray[np.float64]


def gram(points: NDArray[np.floating], others: NDArray[np.floating], kernel: Kernel, settings: SvmSettings) -> Gram:
    """The kernel of each pair; (points, others).

    points: (points, features); others: (others, features)
    """
    here, there = np.asarray(points, np.float64), np.asarray(others, np.float64)
    matrix: Gram = here @ there.T
    return _shape(matrix, (here**2).sum(axis=1), (there**2).sum(axis=1), here.shape[1], kernel, settings)


def grams(points: NDArray[np.floating], settings: SvmSettings) -> Iterator[tuple[Kernel, Gram]]:
    """Each kernel that is tried, of all pairs of points, one after the other; their products are computed once.

    points: (points, features)
    """
    here = np.asarray(points, np.float64)
    products: Gram = here @ here.T
    squares = products.diagonal().copy()
    for kernel in settings.kernels:
        yield kernel, _shape(products.copy(), squares, squares, here.shape[1], kernel, settings)


def _shape(products: Gram, here: Gram, there: Gram, features: int, kernel: Kernel, settings: SvmSettings) -> Gram:
    """Make a kernel of the products of points in place; here, there: their squared lengths."""
    if kernel == "linear":
        return products
    if kernel == "polynomial":
        products /= features
        products += settings.offset
        products **= settings.degree
        return products
    products *= -2
    products += here[:, None]
    products += there[None, :]
    np.maximum(products, 0.0, out=products)  # Rounding; the squared distance to itself is 0.
    products /= -features
    return np.exp(products, out=products)
