# SPDX-License-Identifier: MIT
"""Which recording of a corpus a list means: by path, by the end of a path, by name, or by name without its ending."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath


class NameMatcher:
    """Finds recordings by whatever part of their path a list gives; case does not matter."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._by_stem: defaultdict[str, list[tuple[str, PurePosixPath]]] = defaultdict(list)
        for utterance_id in ids:
            path = PurePosixPath(utterance_id.casefold())
            self._by_stem[path.stem].append((utterance_id, path))

    def find(self, name: str) -> list[str]:
        """The ids of the recordings that are meant: one if all is well, none, or several that cannot be told apart.

        Of several with that name those whose folders agree the longest with the name's are meant.
        """
        path = PurePosixPath(name.strip().replace("\\", "/").casefold())
        named = self._by_stem.get(path.stem, []) + (self._by_stem.get(path.name, []) if path.suffix else [])
        exact = [(utterance_id, its) for utterance_id, its in named if its.name == path.name]
        found = exact or named
        agreeing = [_agreement(path, its) for _, its in found]
        return [
            utterance_id for (utterance_id, _), depth in zip(found, agreeing, strict=True) if depth == max(agreeing)
        ]


def _agreement(one: PurePosixPath, other: PurePosixPath) -> int:
    """How many folders above the name are the same."""
    depth = 0
    for first, second in zip(reversed(one.parent.parts), reversed(other.parent.parts), strict=False):
        if first != second:
            break
        depth += 1
    return depth
