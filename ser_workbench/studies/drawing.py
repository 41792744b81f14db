# SPDX-License-Identifier: MIT
"""The projections of an inspection as SVG, one by one and three by three, as Figures 3 to 8 have them."""

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from ser_workbench.inspection.outputs import LABELINGS, OutputRow
from ser_workbench.inspection.projection import Projection
from ser_workbench.studies.drawing_looks import GROUND, INK, LIGHT, ROOT, RULE, SHAPES, SOFT, look_of, style_sheet
from ser_workbench.studies.inspection import PLOTTED, Inspection

SIDE, HEAD, GAP, MARGIN = 300, 40, 16, 14
"""Of a plot, its title, the room between plots, and that within a plot around its points."""
EDGE, FOOT = 8, 22
LEGEND = "filled: training side, which the LDA is fitted to; hollow: test side"
FONT = "font-family=\"system-ui,-apple-system,'Segoe UI',sans-serif\""
UTMOST = 0.02
"""So large a share of the held-out points, at each end, does not make the others small."""
GOLDEN = 0.6180339887498949
TITLES = {"raw": "raw", "cnn": "CNN", "blstm": "BLSTM", "mlp": "MLP"}
SHORT_EMOTION = 3

Points = NDArray[np.floating]


def draw_projection(inspection: Inspection, labeling: str, module: str) -> str:
    """One plot by itself: filled markers for the training side, hollow ones for held-out utterances."""
    plot = _plot(inspection, labeling, module)
    return _page(SIDE, SIDE + HEAD, f"{labeling}, {title_of_module(module)}", plot)


def draw_projections(inspection: Inspection, modules: Sequence[str] = PLOTTED) -> str:
    """All plots: rows emotion, speaker, gender; columns the modules."""
    parts = []
    for row, labeling in enumerate(LABELINGS):
        for column, module in enumerate(modules):
            place = f"{column * (SIDE + GAP)} {row * (SIDE + HEAD + GAP)}"
            parts.append(f'<g transform="translate({place})">{_plot(inspection, labeling, module)}</g>')
    width = len(modules) * (SIDE + GAP) - GAP
    height = len(LABELINGS) * (SIDE + HEAD + GAP) - GAP
    return _page(width, height, f"projections of {inspection.title}", "".join(parts))


def title_of_module(module: str) -> str:
    """How a module is written in a heading; other layers bear their own names."""
    return TITLES.get(module, module)


def short_name(labeling: str, label: str) -> str:
    """What stands at the centre of a class: `hap`, `s07`, `female`."""
    if labeling == "emotion":
        return label[:SHORT_EMOTION]
    return f"s{label}" if labeling == "speaker" and label.isdigit() else label


def _page(width: int, height: int, title: str, content: str) -> str:
    wide, high = width + 2 * EDGE, height + 2 * EDGE + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {-EDGE} {wide} {high}" width="{wide}" '
        f'height="{high}" class="{ROOT}" role="img" aria-label="{escape(title)}" {FONT}>{style_sheet()}'
        f'<rect class="ground" fill="{GROUND}" x="{-EDGE}" y="{-EDGE}" width="{wide}" height="{high}"/>{content}'
        f"{_text('soft', (0, height + FOOT - 4), LEGEND)}</svg>\n"
    )


def _plot(inspection: Inspection, labeling: str, module: str) -> str:
    projection = inspection.projections[labeling, module]
    rho = "" if projection.rho is None else f"ρ = {projection.rho:.3f}"
    head = f"{labeling} · {title_of_module(module)}"
    frame = (
        f'<rect class="rule" x=".5" y="{HEAD + 0.5}" width="{SIDE - 1}" height="{SIDE - 1}" fill="none" '
        f'stroke="{RULE}"/>'
    )
    texts = (
        _text("ink head", (0, 14), head)
        + _text("ink head", (SIDE, 14), rho, "end")
        + _text("soft", (0, 31), _scores(projection))
    )
    if not len(projection.train):
        return frame + texts + _wrapped(projection.note)
    return frame + texts + _cloud(projection, inspection.train_rows, inspection.held_out_rows)


def _scores(projection: Projection) -> str:
    if projection.held_out_score is None:
        return ""
    control = "" if projection.control_score is None else f" (shuffled labels {100 * projection.control_score:.1f})"
    return f"held-out UA {100 * projection.held_out_score:.1f} %{control}"


def _cloud(projection: Projection, train_rows: Sequence[OutputRow], held_out_rows: Sequence[OutputRow]) -> str:
    labeling, classes = projection.labeling, tuple(projection.centres)
    sides = [
        ([str(getattr(train_rows[place], labeling)) for place in projection.train_places], projection.train),
        ([str(getattr(held_out_rows[place], labeling)) for place in projection.held_out_places], projection.held_out),
    ]
    if not set(classes) & set(sides[1][0]):  # Speakers that the LDA has never heard have no place among those it has.
        sides[1] = [], projection.held_out[:0]
    is_line = projection.train.shape[1] == 1
    clouds = [_in_lanes(points, labels, classes) if is_line else points for labels, points in sides]
    middles = np.array([projection.centres[name] for name in classes], np.float64).reshape(len(classes), -1)
    if is_line:
        middles = np.column_stack([middles, np.arange(len(classes))])
    low, high = _limits(clouds[0], middles, clouds[1])
    if is_line:
        low[1], high[1] = -0.5, max(cloud[:, 1].max(initial=0) for cloud in clouds).round() + 0.5
    parts: list[str] = []
    for (labels, _), cloud, is_held_out in zip(sides, clouds, (False, True), strict=True):
        inside = np.all((cloud >= low) & (cloud <= high), axis=1)
        seen = [label for label, is_seen in zip(labels, inside, strict=True) if is_seen]
        parts += _markers(labeling, classes, seen, _onto_paper(cloud[inside], low, high), is_held_out)
        if not inside.all():
            parts.append(_text("soft", (SIDE - 6, HEAD + SIDE - 7), f"{(~inside).sum()} outside", "end"))
    for name, (x, y) in zip(classes, _onto_paper(middles, low, high), strict=True):
        parts.append(_label(short_name(labeling, name), x, y))
    return "".join(parts)


def _in_lanes(points: Points, labels: Sequence[str], classes: Sequence[str]) -> Points:
    """Points on a line, each class in a lane of its own, spread evenly within it so that they can be seen; (n, 2)."""
    lanes = np.array([classes.index(label) if label in classes else len(classes) for label in labels], np.float64)
    spread = (np.arange(len(points)) * GOLDEN) % 1.0 - 0.5
    return np.column_stack([points[:, 0], lanes + 0.7 * spread])


def _limits(train: Points, middles: Points, held_out: Points) -> tuple[Points, Points]:
    """The corners of the frame: all that was fitted, and what is held out but for the utmost, which may lie far off."""
    clouds = [train, middles]
    if len(held_out):
        clouds.append(np.quantile(held_out, (UTMOST, 1 - UTMOST), axis=0))
    everything = np.concatenate(clouds)
    low, high = everything.min(axis=0), everything.max(axis=0)
    return low, np.where(high > low, high, low + 1)


def _onto_paper(points: Points, low: Points, high: Points) -> Points:
    if not len(points):
        return np.zeros((0, 2))
    shares = (points - low) / (high - low)
    room = SIDE - 2 * MARGIN
    return np.column_stack([MARGIN + room * shares[:, 0], HEAD + MARGIN + room * (1 - shares[:, 1])])


def _markers(
    labeling: str, classes: Sequence[str], labels: Sequence[str], places: Points, is_held_out: bool
) -> Iterator[str]:
    """One path a class: a thousand markers take little room then."""
    for label in dict.fromkeys(labels):
        colour, shape = look_of(labeling, classes, label)
        path = "".join(f"M{x:.1f} {y:.1f}{SHAPES[shape]}" for x, y in places[[one == label for one in labels]])
        if is_held_out:
            yield f'<path class="rim{colour}" fill="none" stroke="{LIGHT[colour]}" stroke-width=".9" d="{path}"/>'
        else:
            yield f'<path class="fill{colour}" fill="{LIGHT[colour]}" fill-opacity=".62" d="{path}"/>'


def _label(text: str, x: float, y: float) -> str:
    return (
        f'<text class="ink centre" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="12" font-weight="700" '
        f'fill="{INK}" stroke="{GROUND}" stroke-width="3" paint-order="stroke">{escape(text)}</text>'
    )


def _text(look: str, place: tuple[float, float], text: str, anchor: str = "start") -> str:
    colour, size = (INK, 13) if "head" in look else (SOFT, 11)
    where = f'x="{place[0]:g}" y="{place[1]:g}" text-anchor="{anchor}"'
    return f'<text class="{look}" {where} fill="{colour}" font-size="{size}">{escape(text)}</text>'


def _wrapped(note: str) -> str:
    lines: list[str] = [""]
    for word in note.split():
        if len(lines[-1]) + len(word) > 44:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    first = HEAD + SIDE / 2 - 8 * len(lines)
    places = ((SIDE / 2, first + 16 * number) for number in range(len(lines)))
    return "".join(_text("soft", place, line, "middle") for place, line in zip(places, lines, strict=True))
