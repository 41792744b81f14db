# SPDX-License-Identifier: MIT
"""Sparse kernel reduced-rank regression (SKRRR), the paper's published rival, in the form for speech alone.

After Yan, Zheng, Xu, Lu, Li and Wang: Sparse Kernel Reduced-Rank Regression for Bimodal Emotion Recognition From Facial
Expression and Speech. IEEE Transactions on Multimedia 18(7), 2016, 1319-1329, doi 10.1109/TMM.2016.2557721.

What the publication's abstract says, and is done here: reduced-rank regression whose predictors and responses are both
mapped into feature spaces, φ and ψ; the coefficient matrices are found through a sparse representation, because the
training utterances should not all contribute alike. With n utterances, the regression ψ ≈ A Bᵀ φ has B = Φᵀ U, so that

    minimise over U (n, r), A (AᵀA = I):   ½ ‖Ψ - K U Aᵀ‖² + ½ ridge · tr(Uᵀ K U) + penalty · Σ|U|        (1)

- A held: r sparse representations, of the signals Ψ A by the columns of the kernel matrix K, an atom an utterance;
- U held: A = P Qᵀ of the singular value decomposition P S Qᵀ of Ψᵀ K U;
- penalty 0: the leading eigenvectors of Ψᵀ K (K + ridge I)⁻¹ Ψ and U = (K + ridge I)⁻¹ Ψ A, in closed form (Mukherjee
  and Zhu, Reduced Rank Ridge Regression and Its Kernel Extensions, 2011); the alternation begins there.

Not to be seen: the formulas themselves, the kernels, the values of the parameters, how the authors solve their sparse
problem and what classifies their fused features. Formula (1) and the alternation are those of sparse reduced-rank
regression (Chen and Huang, 2012) put into kernels; they are ours, not a copy of the publication's.

Deviation: the publication regresses one modality on the other (speech, face) and classifies both projections. With
speech alone the responses are the emotions. Any kernel that takes all pairs of different names alike is, once centred,
a multiple of the identity, so that ψ is the emotion's unit vector. The answer is the emotion whose training utterances,
projected (K U), have the nearest mean; of rank emotions - 1 that is nearly the largest response, below it far better.
Deviation: the ridge term; without it an RBF kernel, whose matrix is regular, follows every training utterance exactly.
Deviation: classes are weighted as those of the SVM are (paper.md, Section 6), each utterance by √weight.
Deviation: functionals are standardised per speaker and parameters are chosen on speakers that are not tested, where the
publication tests speakers that it was trained on (five folds over utterances, as paper.md, Table 3, tells of it).
The 87.46 of Table 4 is what the paper cites; the publication's method is bimodal, so that it may be of face and speech.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.baselines.kernels import Gram
from ser_workbench.baselines.sparse_code import Array, Quadratic, SparseCoder

SETTLED = 1e-3
"""The alternation ends where the objective (1) falls by a smaller share."""
MOST_ALTERNATIONS = 10


@dataclass(frozen=True, slots=True)
class Skrrr:
    """A regression that was learnt; it hears rows of the kernel between other utterances and those of the training."""

    coefficients: Array
    """U, (training utterances, rank); an utterance whose row is 0 does not count."""
    directions: Array
    """A, (classes, rank), its columns orthonormal."""
    shares: Array
    """(training utterances,) their weights, 1 together."""
    kernel_mean: Array
    """(training utterances,) of the training's rows, weighted."""
    response_mean: Array
    """(classes,) weighted."""
    centres: Array
    """(classes, rank) the mean of each class's training utterances, projected."""

    @property
    def used(self) -> float:
        """The share of training utterances that count, 0 to 1."""
        return float(np.any(self.coefficients, axis=1).mean())

    def project(self, rows: Gram) -> Array:
        """Each utterance in the space of the reduced rank, (utterances, rank).

        rows: (utterances, training utterances), not centred
        """
        centred = rows - self.kernel_mean
        centred -= (centred @ self.shares)[:, None]
        projected: Array = centred @ self.coefficients
        return projected

    def predict(self, rows: Gram) -> Array:
        """The response to each utterance, (utterances, classes)."""
        responses: Array = self.response_mean + self.project(rows) @ self.directions.T
        return responses

    def answer(self, rows: Gram) -> NDArray[np.intp]:
        """The class whose centre lies nearest, (utterances,)."""
        away = self.project(rows)[:, None] - self.centres
        answers: NDArray[np.intp] = (away**2).sum(axis=2).argmin(axis=1)
        return answers


class Regression:
    """What all ranks, ridges and penalties over the same training utterances share: eigenvectors, found once."""

    def __init__(self, kernel: Gram, classes: NDArray[np.intp], *, is_weighted: bool) -> None:
        """kernel: (utterances, utterances), not centred; classes: (utterances,) from 0, each occurring."""
        unit = np.eye(int(classes.max()) + 1)[classes]
        counts = unit.sum(axis=0)
        weights = (counts.mean() / counts)[classes] if is_weighted else np.ones(len(classes))
        self._root = np.sqrt(weights)
        self._means = unit / counts
        self._shares = weights / weights.sum()
        self._kernel_mean = self._shares @ kernel
        self._response_mean = self._shares @ unit
        centred = kernel - self._kernel_mean
        centred -= (centred @ self._shares)[:, None]
        self._centred = centred
        self._scale = float(centred.diagonal().mean()) or 1.0
        values, vectors = np.linalg.eigh(centred * np.outer(self._root, self._root) / self._scale)
        values[values < values.max() * len(values) * np.finfo(float).eps] = 0.0  # Rounding.
        self._kernel = Quadratic(values, vectors)
        self._responses = self._root[:, None] * (unit - self._response_mean)  # (utterances, classes)
        self._seen = self._kernel.times(self._responses)

    @property
    def most_ranks(self) -> int:
        """Centred responses of so many classes span one dimension less."""
        return len(self._response_mean) - 1

    def fit(self, rank: int, ridge: float, penalty: float) -> Skrrr:
        """Solve (1).

        rank: 1 to `most_ranks`; ridge: for a kernel whose mean diagonal is 1; penalty: as a share, 0 to 1, of the
        smallest one that leaves no coefficient
        """
        codes, directions = self._fit_in_closed_form(rank, ridge)
        if penalty:
            codes, directions = self._fit_sparsely(codes, directions, ridge, penalty)
        coefficients = self._root[:, None] * codes / self._scale
        centres = self._means.T @ (self._centred @ coefficients)
        return Skrrr(coefficients, directions, self._shares, self._kernel_mean, self._response_mean, centres)

    def _fit_in_closed_form(self, rank: int, ridge: float) -> tuple[Array, Array]:
        values = self._kernel.values
        inverse = np.divide(1, values + ridge, out=np.zeros_like(values), where=values > 0)
        solved = self._kernel.spread(inverse, self._responses)  # (utterances, classes)
        _, vectors = np.linalg.eigh(self._seen.T @ solved)
        directions = vectors[:, ::-1][:, :rank]
        return solved @ directions, directions

    def _fit_sparsely(self, codes: Array, directions: Array, ridge: float, penalty: float) -> tuple[Array, Array]:
        values = self._kernel.values
        squared = Quadratic(values * (values + ridge), self._kernel.vectors)
        weight = penalty * float(np.abs(self._seen @ directions).max())
        coder = SparseCoder(squared, weight, codes)
        before = np.inf
        for _ in range(MOST_ALTERNATIONS):
            signals = self._seen @ directions
            codes = coder.code(signals)
            if not codes.any():
                break
            objective = float((codes * (squared.times(codes) / 2 - signals)).sum() + weight * np.abs(codes).sum())
            if before - objective <= SETTLED * abs(objective):
                break
            before = objective
            left, _, right = np.linalg.svd(self._seen.T @ codes, full_matrices=False)
            directions = left @ right
        return codes, directions
