# SPDX-License-Identifier: MIT
"""Tables 4 and 5 as pictures: own numbers with their intervals, the published ones as hollow marks."""

from collections.abc import Callable, Sequence
from html import escape

from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable
from ser_workbench.runs.drawing import nice_ticks

WIDTH, LEFT, RIGHT, ROW, FOOT = 860, 170, 16, 30, 30
SMALL_WIDTH, SMALL_HEIGHT, SIDE, TOP, BOTTOM = 250, 150, 30, 12, 22


def draw_scores(table: ShownTable) -> str:
    """Table 4: a line a row, a colour a condition; dots own, diamonds published."""
    values = [value for row in table.rows for cell in row.cells for value in _values(cell)]
    if not values:
        return ""
    low, high = max(0.0, min(values)), min(100.0, max(values))
    ticks = nice_ticks(low, high)
    first, last = ticks[0], ticks[-1]

    def x(percent: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (percent - first) / (last - first)

    foot = ROW * len(table.rows)
    parts = [_tick(x(tick), foot, tick) for tick in ticks]
    for place, row in enumerate(table.rows):
        y = ROW * place + ROW / 2
        parts.append(f'<text class="end ink" x="{LEFT - 12}" y="{y + 4:g}">{escape(row.title)}</text>')
        for number, cell in enumerate(row.cells):
            shift = 5 * (2 * number - len(row.cells) + 1)
            parts.append(_mark(cell, x, y + shift, f"c{number + 1}"))
    legend = "".join(f'<span class="key c{n}">{escape(name)}</span>' for n, name in enumerate(table.columns, 1))
    legend += '<span class="key dot">own, with 95 % interval</span><span class="key diamond">published</span>'
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {foot + FOOT}" role="img" aria-label="{escape(table.title)}">{"".join(parts)}</svg>'
    )
    return f"<figure class=chart>{svg}<div class=legend>{legend}</div></figure>"


def draw_modules(table: ShownTable) -> str:
    """Table 5: a small plot a model, UA over the modules; own with intervals, published dashed."""
    plots = [_module_plot(row, table.columns) for row in table.rows if row.cells[0].percent is not None]
    if not plots:
        return ""
    legend = '<span class="key c1">own, with 95 % interval</span><span class="key c2">published</span>'
    return f"<div class=small-multiples>{''.join(plots)}</div><div class=legend>{legend}</div>"


def _values(cell: ShownCell) -> list[float]:
    published = [float(cell.published)] if cell.published else []
    return [value for value in (cell.percent, cell.low, cell.high) if value is not None] + published


def _tick(x: float, foot: float, tick: float) -> str:
    return (
        f'<line class=grid x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{foot:g}"/>'
        f'<text class=mid x="{x:.1f}" y="{foot + 18:g}">{tick:g} %</text>'
    )


def _mark(cell: ShownCell, x: Callable[[float], float], y: float, colour: str) -> str:
    parts = ""
    if cell.low is not None and cell.high is not None:
        parts += f'<line class="line {colour}" x1="{x(cell.low):.1f}" x2="{x(cell.high):.1f}" y1="{y:g}" y2="{y:g}"/>'
    if cell.published:
        middle = x(float(cell.published))
        parts += f'<path class="hollow {colour}" d="M{middle:.1f} {y - 5:g}l5 5l-5 5l-5-5z"/>'
    if cell.percent is not None:
        parts += f'<circle class="dot {colour}" cx="{x(cell.percent):.1f}" cy="{y:g}" r="4.5"/>'
    return f"<g><title>{escape(f'{cell.text}; published {cell.published or chr(8211)}')}</title>{parts}</g>"


def _module_plot(row: ShownRow, columns: Sequence[str]) -> str:
    step = (SMALL_WIDTH - SIDE - 24) / max(1, len(columns) - 1)
    places = [SIDE + 12 + step * number for number in range(len(columns))]

    def y(percent: float) -> float:
        return TOP + (SMALL_HEIGHT - TOP - BOTTOM) * (1 - percent / 100)

    parts = [
        f'<line class=grid x1="{SIDE}" x2="{SMALL_WIDTH}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>'
        f'<text class=end x="{SIDE - 5}" y="{y(tick) + 4:.1f}">{tick}</text>'
        for tick in (0, 25, 50, 75, 100)
    ]
    own = [(x, cell) for x, cell in zip(places, row.cells, strict=True) if cell.percent is not None]
    parts.append(_line([(x, y(float(cell.published))) for x, cell in zip(places, row.cells, strict=True)], "c2 dashed"))
    for x, cell in own:
        if cell.low is not None and cell.high is not None:
            parts.append(
                f'<line class="line c1" x1="{x:.1f}" x2="{x:.1f}" y1="{y(cell.low):.1f}" y2="{y(cell.high):.1f}"/>'
            )
    parts.append(_line([(x, y(cell.percent or 0.0)) for x, cell in own], "c1"))
    parts += [f'<circle class="dot c1" cx="{x:.1f}" cy="{y(cell.percent or 0.0):.1f}" r="3.5"/>' for x, cell in own]
    heads = zip(places, columns, strict=True)
    parts += [f'<text class=mid x="{x:.1f}" y="{SMALL_HEIGHT - 5}">{escape(name)}</text>' for x, name in heads]
    title, box = escape(row.title), f"0 0 {SMALL_WIDTH} {SMALL_HEIGHT}"
    svg = f'<svg viewBox="{box}" role="img" aria-label="{title}">{"".join(parts)}</svg>'
    return f"<figure><figcaption>{title}</figcaption>{svg}</figure>"


def _line(points: Sequence[tuple[float, float]], look: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="line {look}" points="{path}"/>'
