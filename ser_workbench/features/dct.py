# SPDX-License-Identifier: MIT
"""The discrete cosine transform that turns log-Mel into MFCC, as a matrix."""

import math

import numpy as np
from numpy.typing import NDArray


def dct_matrix(bands: int, coefficients: int, is_orthonormal: bool = True) -> NDArray[np.float64]:
    """The DCT-II: log-Mel (…, bands) @ matrix (bands, coefficients) = cepstrum (…, coefficients).

    Element (m, k) is cos(kπ/M · (m + ½)): equations 12–14 of the paper, which leave it so. Kaldi's is orthonormal,
    that is, column 0 is multiplied by √(1/M) and the others by √(2/M).
    """
    m = np.arange(bands)[:, None]
    k = np.arange(coefficients)[None, :]
    matrix = np.cos(k * math.pi / bands * (m + 0.5))
    if is_orthonormal:
        matrix *= math.sqrt(2 / bands)
        matrix[:, 0] = math.sqrt(1 / bands)
    return np.asarray(matrix)
