# SPDX-License-Identifier: MIT
"""What keeps a probe honest: labels that are shuffled, and utterances held out within speakers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.outputs import OutputRow

Places = NDArray[np.intp]


def shuffle_labels(rows: Sequence[OutputRow], labels: Sequence[str], rng: np.random.Generator) -> tuple[str, ...]:
    """Deal the labels out anew among the utterances, so that the utterances of each class get all labels in proportion.

    Left to chance alone, a few classes that lie far apart (gender) are mostly dealt their own label, or mostly another,
    and what is learnt from them is right or wrong as a whole. Empty labels stay where they are; an utterance has the
    same label under every noise.
    """
    of_utterance = {row.utterance: label for row, label in zip(rows, labels, strict=True) if label}
    owners, truth = np.array(list(of_utterance)), np.array(list(of_utterance.values()))
    order = np.lexsort((rng.random(len(truth)), truth))  # Class by class, within one by chance.
    names, counts = np.unique(truth, return_counts=True)
    spread = [(np.arange(count) + rng.random()) / count for count in counts]  # Each label evenly along the classes.
    dealt = np.repeat(names, counts)[np.argsort(np.concatenate([*spread, []]), kind="stable")]
    anew = dict(zip(map(str, owners[order]), map(str, dealt), strict=True))
    return tuple(anew[row.utterance] if label else "" for row, label in zip(rows, labels, strict=True))


def hold_out_within(
    rows: Sequence[OutputRow], share: float, parts: int, rng: np.random.Generator
) -> tuple[Places, ...]:
    """Divide the utterances of each speaker: what is kept, then `parts` held-out shares, 0 to 1, of one at least.

    Speakers with fewer utterances than parts and one are left out; all copies of an utterance go the same way.
    Returns the places in `rows` of each part, in rising order.
    """
    spoken: dict[str, dict[str, list[int]]] = {}
    for place, row in enumerate(rows):
        if row.speaker:
            spoken.setdefault(row.speaker, {}).setdefault(row.utterance, []).append(place)
    divided: list[list[int]] = [[] for _ in range(parts + 1)]
    for speaker in sorted(spoken):
        utterances = list(spoken[speaker].values())
        if len(utterances) <= parts:
            continue
        each = max(1, min(round(share * len(utterances)), (len(utterances) - 1) // parts))
        for number, chosen in enumerate(rng.permutation(len(utterances))):
            divided[number // each + 1 if number < parts * each else 0] += utterances[chosen]
    return tuple(np.array(sorted(places), dtype=np.intp) for places in divided)
