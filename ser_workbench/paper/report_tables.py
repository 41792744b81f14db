# SPDX-License-Identifier: MIT
"""The tables of a report: each own number with its interval, the published one below it, a link to what made it."""

from html import escape

from ser_workbench.paper.report_links import Links
from ser_workbench.paper.shown import ShownCell, ShownRow, ShownTable

DENSE = 6
"""With more columns, intervals stand below their numbers."""


def draw_shown(table: ShownTable, links: Links, title: str = "") -> str:
    """A table with a caption, its remarks, and links to its files."""
    head = "".join(f"<th scope=col>{escape(column)}</th>" for column in table.columns)
    body = "".join(_row(row, links) for row in table.rows)
    files = " · ".join(f'<a href="tables/{table.key}.{end}">{end.upper()}</a>' for end in ("csv", "tex"))
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in table.remarks)
    caption = f"{f'<b>{escape(title)}</b> ' if title else ''}{escape(table.title)} <span class=files>{files}</span>"
    return (
        f'<section class=shown id="{escape(table.key)}"><div class=wide>'
        f'<table class="numbers{" dense" if len(table.columns) > DENSE else ""}"><caption>{caption}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"<ul class=remarks>{remarks}</ul></section>\n"
    )


def _row(row: ShownRow, links: Links) -> str:
    return f"<tr><th scope=row>{escape(row.title)}</th>{''.join(_cell(cell, links) for cell in row.cells)}</tr>"


def _cell(cell: ShownCell, links: Links) -> str:
    number, bracket, interval = cell.text.partition(" [")
    spread = f" <small>{escape(bracket.strip() + interval)}</small>" if bracket else ""
    own = links.around(cell, f"{escape(number)}{spread}") if cell.text else "<span class=none>–</span>"
    published = f"<span class=published>{escape(cell.published)}</span>" if cell.published else ""
    return f"<td>{own}{published}</td>" if cell.text or cell.published else "<td></td>"
