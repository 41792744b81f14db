# SPDX-License-Identifier: MIT
"""The classes at the right of the plots: what their markers mean, and which of them are left out."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.presenters.inspect_items import Items
from ser_workbench.presenters.inspect_points import Cloud, short_name


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """All classes of a labeling."""

    labeling: str
    classes: tuple[str, ...]
    trained: tuple[str, ...]
    """Those that the projections know, in the order of their colours."""
    texts: tuple[str, ...]
    """Short names, one a class."""
    left_out: frozenset[str]


def class_groups(items: Items, clouds: Sequence[Cloud], left_out: Mapping[str, Set[str]]) -> tuple[ClassGroup, ...]:
    """One a labeling; classes are those of the utterances, whether trained on or held out."""
    groups = []
    for labeling in LABELINGS:
        trained = next((cloud.classes for cloud in clouds if cloud.labeling == labeling), ())
        names = items.names[labeling]
        texts = tuple(name if labeling == "emotion" else short_name(labeling, name) for name in names)
        groups.append(ClassGroup(labeling, names, trained, texts, frozenset(left_out.get(labeling, ()))))
    return tuple(groups)
