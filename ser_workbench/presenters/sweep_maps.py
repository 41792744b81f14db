# SPDX-License-Identifier: MIT
"""Maps of validation UA over two sizes, in the order in which Table 2 names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ser_workbench.models.settings import Convolution
from ser_workbench.search.result import SweepResult, TrialRow

Place = tuple[int, int]
PAIRS = (("width_1", "width_2"), ("height_1", "height_2"))
SIGNS = {"waiting": "·", "running": "…", "failed": "failed", "skipped": "skipped"}
"""What stands in a cell without a UA; cells of trials that stopped in their middle wear that of waiting."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """One pair of sizes: validation UA in %, None while nothing is known; a sign instead; the trial to look at."""

    ua: float | None
    sign: str
    trial: int


@dataclass(frozen=True, slots=True)
class SizeMap:
    """Validation UA over two sizes: `cells` by (value along x, value along y)."""

    title: str
    x_title: str
    y_title: str
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: Mapping[Place, MapCell]

    @property
    def best(self) -> Place | None:
        """Where the UA is highest."""
        known = {place: cell.ua for place, cell in self.cells.items() if cell.ua is not None}
        return max(known, key=lambda place: known[place]) if known else None


@dataclass(frozen=True, slots=True)
class MapPage:
    """Maps that are seen together."""

    title: str
    maps: tuple[SizeMap, ...]


def pages_of(result: SweepResult) -> tuple[MapPage, ...]:
    """The maps of a search; S and T of a search of ST stand side by side, before those of ST itself."""
    kinds = list(dict.fromkeys(row.entry.trial.convolution for row in result.rows))
    first = [kind for kind in kinds if kind != "st" or len(kinds) == 1]
    pages = []
    for together in (first, [kind for kind in kinds if kind not in first]):
        maps = [found for kind in together for found in _maps_of(result, kind)]
        if maps:
            pages.append(MapPage(" and ".join(f"{kind.upper()}-Conv" for kind in together), tuple(maps)))
    return tuple(pages)


def _maps_of(result: SweepResult, kind: Convolution) -> list[SizeMap]:
    rows = [row for row in result.rows if row.entry.trial.convolution == kind]
    keys = {key for row in rows for key, _ in row.entry.trial.sizes}
    return [_map(result, rows, kind, pair) for pair in PAIRS if keys.issuperset(pair)]


def _map(result: SweepResult, rows: Sequence[TrialRow], kind: Convolution, pair: tuple[str, str]) -> SizeMap:
    means = result.map_over(kind, *pair)
    here: dict[Place, list[TrialRow]] = {}
    for row in rows:
        sizes = dict(row.entry.trial.sizes)
        here.setdefault((sizes[pair[0]], sizes[pair[1]]), []).append(row)
    cells = {place: _cell(found, means.get(place)) for place, found in here.items()}
    return SizeMap(
        title=f"{kind.upper()}-Conv",
        x_title=_axis(pair[0]),
        y_title=_axis(pair[1], is_short=True),
        xs=tuple(sorted({x for x, _ in cells})),
        ys=tuple(sorted({y for _, y in cells})),
        cells=cells,
    )


def _cell(rows: Sequence[TrialRow], mean: float | None) -> MapCell:
    """Of all trials with the same two sizes: the best is looked at, or the first while there is none."""
    best = max(rows, key=lambda row: -1.0 if row.ua is None else row.ua)
    states = [row.state for row in rows]
    state = "running" if "running" in states else states[0]
    return MapCell(None if mean is None else 100 * mean, SIGNS.get(state, SIGNS["waiting"]), best.entry.trial.number)


def _axis(key: str, *, is_short: bool = False) -> str:
    """`w1: width in Conv 1, frames`; short: `w1, frames`."""
    what, layer = key.split("_")
    unit = "bands" if what == "height" else "frames"
    sign = f"{what[0]}{layer}"
    return f"{sign}, {unit}" if is_short else f"{sign}: {what} in Conv {layer}, {unit}"
