# SPDX-License-Identifier: MIT
"""How alike two utterances are: linear, polynomial and RBF kernels of their features."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.settings import Kernel, SvmSettings

Gram = NDArray[np.float64]


def grams(points: NDArray[np.floating], settings: SvmSettings) -> Iterator[tuple[Kernel, Gram]]:
    """Each kernel that is tried, of all pairs of points, one after the other; their products are computed once.

    points: (points, features)
    """
    here = np.asarray(points, np.float64)
    products: Gram = here @ here.T
    squares = products.diagonal().copy()
    for kernel in settings.kernels:
        yield kernel, _shape(products.copy(), squares, here.shape[1], kernel, settings)


def _shape(products: Gram, squares: Gram, features: int, kernel: Kernel, settings: SvmSettings) -> Gram:
    """Make a kernel of the products of points in place; squares: (points,) their squared lengths."""
    if kernel == "linear":
        return products
    if kernel == "polynomial":
        products /= features
        products += settings.offset
        products **= settings.degree
        return products
    products *= -2
    products += squares[:, None]
    products += squares[None, :]
    np.maximum(products, 0.0, out=products)  # Rounding; the squared distance to itself is 0.
    products /= -features
    return np.exp(products, out=products)
