# SPDX-License-Identifier: MIT
"""Curves and confusion matrices as inline SVG; colours come from the page's style sheet."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 460, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 14, 36


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its legend, the class of its colour (`c1` …), a value an epoch, and the epoch to mark."""

    label: str
    colour: str
    values: Sequence[float]
    best_epoch: int = 0
    """Counts from 1; 0 marks nothing."""


def draw_curves(title: str, curves: Sequence[Curve]) -> str:
    """Values over epochs; the best epoch of a curve is a ring."""
    finite = [v for curve in curves for v in curve.values if math.isfinite(v)]
    if not finite:
        return ""
    ticks = nice_ticks(min(finite), max(finite))
    epochs = max(len(curve.values) for curve in curves)
    plot = _Plot(epochs, ticks[0], ticks[-1])
    parts = [_grid(plot, ticks)]
    for curve in curves:
        parts.append(_line(plot, curve))
    legend = "".join(f'<span class="key {c.colour}">{escape(c.label)}</span>' for c in curves)
    svg = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    return f"<figure><figcaption>{escape(title)}</figcaption>{svg}<div class=legend>{legend}</div></figure>"


def no_link(_true: int, _predicted: int) -> str:
    """A cell leads nowhere."""
    return ""


def draw_confusion(
    title: str, confusion: Sequence[Sequence[int]], emotions: Sequence[str], link: Callable[[int, int], str] = no_link
) -> str:
    """Rows are the true emotions, columns the predicted ones; the shade is the share of the row.

    link: where on the page a cell (true, predicted) that holds something leads; nowhere by default
    """
    cell, margin = 48, 84
    parts = []
    for i, row in enumerate(confusion):
        y = margin + i * cell
        parts.append(f'<text class="end" x="{margin - 6}" y="{y + cell / 2 + 4:g}">{escape(emotions[i])}</text>')
        for j, count in enumerate(row):
            share = count / sum(row) if sum(row) else 0.0
            x = margin + j * cell
            hint = f"{emotions[i]} heard as {emotions[j]}: {count} of {sum(row)} ({100 * share:.1f} %)"
            target = link(i, j) if count else ""
            opened, closed = (f'<a href="#{escape(target)}">', "</a>") if target else ("<g>", "</g>")
            parts.append(
                f"{opened}<title>{escape(hint)}</title>"
                f'<rect class="cell" x="{x}" y="{y}" width="{cell}" height="{cell}" '
                f'style="fill-opacity:{0.06 + 0.84 * share:.3f}"/><text class="mid{" strong" if share > 0.5 else ""}" '
                f'x="{x + cell / 2:g}" y="{y + cell / 2 + 4:g}">{count}</text>{closed}'
            )
    for j, emotion in enumerate(emotions):
        foot = f"{margin + j * cell + cell / 2 + 4:g} {margin - 6}"
        parts.append(f'<text transform="translate({foot}) rotate(-45)">{escape(emotion)}</text>')
    size = margin + cell * len(emotions)
    svg = f'<svg viewBox="0 0 {size + 20} {size + 4}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    return f"<figure><figcaption>{escape(title)}</figcaption>{svg}</figure>"


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """An HTML table; every cell is escaped, numbers stand to the right."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<div class=wide><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def draw_pairs(pairs: Mapping[str, object]) -> str:
    """A list of names and values."""
    return f"<dl>{''.join(f'<dt>{escape(k)}</dt><dd>{escape(str(v))}</dd>' for k, v in pairs.items())}</dl>"


def nice_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from at most `low` to at least `high`."""
    span = high - low or abs(high) or 1.0
    rough = span / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


@dataclass(frozen=True, slots=True)
class _Plot:
    epochs: int
    low: float
    high: float

    def x(self, epoch: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * ((epoch - 1) / (self.epochs - 1) if self.epochs > 1 else 0.5)

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low)


def _grid(plot: _Plot, ticks: Sequence[float]) -> str:
    parts = []
    for tick in ticks:
        y = plot.y(tick)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="end" x="{LEFT - 6}" y="{y + 4:.1f}">{tick:.4g}</text>')
    step = max(1, math.ceil(plot.epochs / 10))
    for epoch in range(1, plot.epochs + 1, step):
        parts.append(f'<text class="mid" x="{plot.x(epoch):.1f}" y="{HEIGHT - BOTTOM + 16}">{epoch}</text>')
    parts.append(f'<text class="mid" x="{(LEFT + WIDTH - RIGHT) / 2:g}" y="{HEIGHT - 4}">epoch</text>')
    return "".join(parts)


def _line(plot: _Plot, curve: Curve) -> str:
    points = [(plot.x(i), plot.y(v)) for i, v in enumerate(curve.values, 1) if math.isfinite(v)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle class="dot {curve.colour}" cx="{x:.1f}" cy="{y:.1f}" r="2"/>' for x, y in points)
    ring = ""
    if 0 < curve.best_epoch <= len(curve.values):
        x, y = plot.x(curve.best_epoch), plot.y(curve.values[curve.best_epoch - 1])
        hint = f"best epoch {curve.best_epoch}: {curve.values[curve.best_epoch - 1]:.4g}"
        ring = f'<circle class="ring {curve.colour}" cx="{x:.1f}" cy="{y:.1f}" r="6"><title>{hint}</title></circle>'
    return f'<polyline class="line {curve.colour}" points="{path}"/>{dots}{ring}'


def _cell(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"<td{' class=number' if is_number else ''}>{escape(str(value))}</td>"
