# SPDX-License-Identifier: MIT
"""The cells of a report's confusion matrices: a click lists the utterances of a cell, each a link to its recording.

Without any script: a cell links to its list, and the style sheet shows the list that was linked to last.
"""

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path

from ser_workbench.runs.result import PredictionRow

MOST_LISTED = 100
"""Utterances of a cell that the page lists; thousands would make it slow."""


def cell_id(condition: str, true: int, predicted: int) -> str:
    """What a cell links to."""
    return f"cell-{condition}-{true}-{predicted}"


def draw_cell_lists(
    condition: str, emotions: Sequence[str], predictions: Sequence[PredictionRow], corpus: str, table: str
) -> str:
    """A list for each cell that holds something, all hidden until they are linked to.

    corpus: the folder of the recordings; table: the file beside the page that holds all predictions
    """
    cells = defaultdict(list)
    for row in predictions:
        if row.condition == condition:
            cells[emotions.index(row.emotion), emotions.index(row.predicted)].append(row)
    return "".join(
        _draw_list(cell_id(condition, *cell), _title(condition, emotions, cell), rows, corpus, table)
        for cell, rows in sorted(cells.items())
    )


def _title(condition: str, emotions: Sequence[str], cell: tuple[int, int]) -> str:
    return f"{emotions[cell[0]]} heard as {emotions[cell[1]]}, {condition} condition"


def _draw_list(name: str, title: str, rows: Sequence[PredictionRow], corpus: str, table: str) -> str:
    count = f"{len(rows):,} utterance{'' if len(rows) == 1 else 's'}"
    lines = "".join(_draw_row(row, corpus) for row in rows[:MOST_LISTED])
    more = len(rows) - MOST_LISTED
    rest = f'<p class=sub>And {more:,} more, all of them in <a href="{escape(table)}">{escape(table)}</a>.</p>'
    return (
        f'<section class=listing id="{name}"><h3>{escape(title)}: {count} <a class=close href="#confusions">Close</a>'
        f"</h3><div class=wide><table><thead><tr><th>utterance</th><th>speaker</th><th>noise</th><th>SNR, dB</th>"
        f"<th>sure, %</th></tr></thead><tbody>{lines}</tbody></table></div>{rest if more > 0 else ''}</section>"
    )


def _draw_row(row: PredictionRow, corpus: str) -> str:
    file = Path(corpus) / row.utterance
    name = escape(row.utterance)
    # A folder of another system, in a run that was brought along, leads nowhere here.
    heard = f'<a href="{escape(file.as_uri())}">{name}</a>' if file.is_absolute() else name
    snr = "" if row.snr_db is None else f"{row.snr_db:.1f}".replace("-", "−")
    sure = f"{100 * max(row.probabilities, default=0.0):.0f}"
    numbers = f"<td class=number>{snr}</td><td class=number>{sure}</td>"
    return f"<tr><td>{heard}</td><td>{escape(row.speaker)}</td><td>{escape(row.noise)}</td>{numbers}</tr>"
