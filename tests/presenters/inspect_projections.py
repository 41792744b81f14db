# SPDX-License-Identifier: MIT
"""Projections as an inspection has them, made up, for tests of what is shown of them."""

import numpy as np

from ser_workbench.inspection.outputs import LABELINGS, OutputRow
from ser_workbench.inspection.projection import Projection
from ser_workbench.presenters.inspect_items import Items, make_items
from ser_workbench.presenters.inspect_points import Cloud, make_cloud

EMOTIONS = ("anger", "fear", "happiness")


def rows_of(count: int, speakers: int, side: str, first: int = 0, seed: int = 0) -> tuple[OutputRow, ...]:
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        speaker = first + number % speakers
        emotion = EMOTIONS[int(rng.integers(len(EMOTIONS)))]
        gender = "female" if speaker % 2 else "male"
        rows.append(OutputRow(f"{side}/{number:05d}.wav", f"{speaker:02d}", emotion, gender, side))
    return tuple(rows)


def projection_of(
    train: tuple[OutputRow, ...],
    held_out: tuple[OutputRow, ...],
    labeling: str = "emotion",
    module: str = "mlp",
    components: int = 2,
    seed: int = 1,
) -> Projection:
    """Each class about a centre of its own."""
    rng = np.random.default_rng(seed)
    labels = [getattr(row, labeling) for row in train]
    centres = {name: rng.normal(0, 4, components).astype(np.float32) for name in sorted(set(labels))}
    nowhere = np.zeros(components)
    sides = [
        np.array(
            [centres.get(getattr(row, labeling), nowhere) + rng.normal(0, 1, components) for row in rows], np.float32
        ).reshape(-1, components)
        for rows in (train, held_out)
    ]
    places = [np.arange(len(rows)) for rows in (train, held_out)]
    scores = (1.234, 0.58, 0.31, 1 / len(centres))
    return Projection("lda", labeling, module, sides[0], places[0], sides[1], places[1], centres, *scores, "", None)


def cloud_of(
    train: tuple[OutputRow, ...],
    held_out: tuple[OutputRow, ...],
    labeling: str = "emotion",
    module: str = "mlp",
    components: int = 2,
) -> Cloud:
    labels = tuple([getattr(row, labeling) for row in rows] for rows in (train, held_out))
    projection = projection_of(train, held_out, labeling, module, components)
    return make_cloud(projection, (labels[0], labels[1]), "ρ 1.234", "what it means")


def some_items(trained: int = 60, held_out: int = 20) -> tuple[Items, dict[str, Cloud]]:
    """Utterances of four speakers, two others held out; their clouds by labeling."""
    train, test = rows_of(trained, 4, "train"), rows_of(held_out, 2, "test", first=4)
    components = {"emotion": 2, "speaker": 2, "gender": 1}
    return make_items(train, test), {name: cloud_of(train, test, name, "mlp", components[name]) for name in LABELINGS}
