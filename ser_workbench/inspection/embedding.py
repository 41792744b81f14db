# SPDX-License-Identifier: MIT
"""Views that know no labels: PCA, t-SNE and UMAP; beyond the paper.

t-SNE and UMAP see the first principal components, up to 50: distances between utterances hardly change, and they need
a tenth of the time.
"""

import sys
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.classes import lay_along
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.inspection.spread import measure_spread
from ser_workbench.progress import Note, Progress, Steps

Points = NDArray[np.float32]
Places = NDArray[np.intp]

COMPONENTS = 50
FEWEST = 5
"""Of fewer items there is nothing that neighbours could show."""
TSNE_MS_PER_ITEM = 6.0
"""Measured on one core with 2,000 and 6,000 items: 4.5 and 5.3."""
UMAP_MS_PER_ITEM = 2.0
"""With 2,000 items 1.6."""
UMAP_FIRST_S = 20.0
"""It compiles itself the first time that it is used."""


@dataclass(frozen=True, slots=True, eq=False)
class PcaMap:
    """The plane on which points vary most."""

    mean: NDArray[np.float64]
    """(width,)"""
    directions: NDArray[np.float64]
    """(width, components)"""

    def apply(self, points: NDArray[np.floating], components: int = 2) -> Points:
        """Where points lie along the first directions; (points, min(components, directions))."""
        return lay_along(points, self.mean, self.directions[:, :components]).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Places on the plane of those that were embedded."""

    train: Points
    train_places: Places
    held_out: Points
    held_out_places: Places
    map: PcaMap | None
    note: str


def fit_pca(points: Points, components: int) -> PcaMap:
    """The directions in which the points vary most, the first most; the farthest point lies to the right, and above.

    Raises InspectionError where all points are the same.
    """
    spread = measure_spread(points, np.arange(len(points)), is_scaled=False)
    if not len(spread.variances):
        raise InspectionError("All utterances sound the same to this module, so that no plane can be made of them.")
    directions = spread.axes[:, ::-1][:, :components]
    along = lay_along(points, spread.mean, directions)
    signs = np.sign(along[np.abs(along).argmax(axis=0), np.arange(along.shape[1])])
    return PcaMap(spread.mean, directions * signs)


def embed(
    view: str, train: Points, held_out: Points, settings: InspectionSettings, rng: np.random.Generator
) -> Steps[Embedded]:
    """Lay the points on a plane by `pca`, `tsne` or `umap`; the same generator gives the same plane.

    train: (n, width), held_out: (m, width); PCA and UMAP learn from `train` alone, t-SNE lays both at once
    Raises InspectionError where all points are the same.
    """
    seed = int(rng.integers(2**31))
    here, there = np.arange(len(train)), np.arange(len(held_out))
    if view == "pca":
        yield Progress("Finding principal components", 0, 0)
        pca = fit_pca(train, 2)
        return Embedded(pca.apply(train), here, pca.apply(held_out), there, pca, "")
    note = ""
    most = settings.most_embedded
    if max(len(train), len(held_out)) > most:
        here, there = (np.sort(rng.permutation(places)[:most]) for places in (here, there))
        note = f"{len(here):,} of {len(train):,} training items and {len(there):,} of {len(held_out):,} held-out ones."
    pca = fit_pca(train[here], COMPONENTS)
    near, far = pca.apply(train[here], COMPONENTS), pca.apply(held_out[there], COMPONENTS)
    lay = _lay_tsne if view == "tsne" else _lay_umap
    placed, placed_too = yield from lay(near, far, settings, seed)
    return Embedded(placed, here, placed_too, there, None, note)


def _lay_tsne(train: Points, held_out: Points, settings: InspectionSettings, seed: int) -> Steps[tuple[Points, Points]]:
    from sklearn.manifold import TSNE

    points = np.concatenate([train, held_out])
    yield from _announce("t-SNE", len(points), TSNE_MS_PER_ITEM * len(points) / 1000)
    perplexity = min(settings.perplexity, (len(points) - 1) / 3)
    placed = TSNE(2, perplexity=perplexity, init="pca", random_state=seed).fit_transform(points)
    return placed[: len(train)], placed[len(train) :]


def _lay_umap(train: Points, held_out: Points, settings: InspectionSettings, seed: int) -> Steps[tuple[Points, Points]]:
    items = len(train) + len(held_out)
    compiling_s = 0.0 if "umap" in sys.modules else UMAP_FIRST_S
    yield from _announce("UMAP", items, UMAP_MS_PER_ITEM * items / 1000 + compiling_s)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ImportWarning)  # It says that it could do more with Tensorflow.
        import umap
    umap.layouts.tqdm.monitor_interval = 0  # Its progress bar, though switched off, would leave a thread behind.
    neighbours = min(settings.neighbours, len(train) - 1)
    learnt = umap.UMAP(n_neighbors=neighbours, init="pca", random_state=seed, n_jobs=1).fit(train)
    placed_too = learnt.transform(held_out) if len(held_out) else np.empty((0, 2), np.float32)
    return learnt.embedding_.astype(np.float32), placed_too.astype(np.float32)


def _announce(title: str, items: int, seconds: float) -> Steps[None]:
    yield Note(f"{title} of {items:,} items takes about {max(1, round(seconds))} s.")
    yield Progress(f"Laying out by {title}", 0, 0)
