# SPDX-License-Identifier: MIT
"""Where a report comes from: data, settings, what was done and how long it took, rivals, and the command for it all."""

from collections.abc import Mapping, Sequence
from html import escape

from ser_workbench.paper.agenda import Agenda
from ser_workbench.paper.report_facts import Facts
from ser_workbench.paper.report_links import Links, anchor
from ser_workbench.studies.baseline_book import BaselineResult


def draw_data(facts: Facts) -> str:
    """Who stands on which side, and the digests of what was heard."""
    rows = [(side, speakers, f"{count:,}", f"{minutes:.1f}") for side, speakers, count, minutes in facts.sides]
    table = _table(("side", "speakers", "utterances", "minutes"), rows, right=(2, 3)) if rows else ""
    return f"{draw_pairs(facts.origin)}{table}"


def draw_changes(facts: Facts) -> str:
    """What is not as in the paper."""
    rows = [(key, title, value or "–", paper or "–") for key, title, value, paper in facts.changed]
    if not rows:
        return "<p>Every setting is the paper's.</p>"
    return _table(("setting", "meaning", "here", "default, the paper's"), rows)


def draw_work(agenda: Agenda, links: Links) -> str:
    """Each item with its state, its time, and what it made."""
    lines = []
    for item in agenda.items:
        made = escape(item.made)
        if item.made:
            made = f'<a href="{links.to_made(item.made)}">{made}</a>'
        took = f"{item.seconds:,.0f} s" if item.seconds else "–"
        words = escape(item.words) if item.kind != "report" else ""
        lines.append(
            f"<tr><td>{escape(item.title)}</td><td>{item.state}</td><td class=right>{took}</td><td>{words}</td>"
            f"<td class=ids>{made}</td></tr>"
        )
    heads = "<th>item</th><th>state</th><th class=right>time</th><th>result</th><th>made</th>"
    return _ruled(heads, "".join(lines))


def draw_baselines(baselines: Sequence[BaselineResult], links: Links) -> str:
    """Of each rival what was chosen, what each kernel gave, and where its predictions lie."""
    lines = []
    for one in baselines:
        folder = links.workspace / "baselines" / one.id
        kernels = ", ".join(f"{name} {100 * ua:.1f}" for name, ua in one.by_kernel.items()) or "–"
        files = f'<a href="{links.to_file(folder / "predictions.csv")}">predictions</a>'
        scheme = "LOSO" if one.is_loso else "TVT"
        heard = f"{one.settings.functionals.feature_set} ({one.features:,})"
        lines.append(
            f'<tr id="{anchor(one.id)}"><td>{one.method.upper()}</td><td>{escape(heard)}</td><td>{scheme}</td>'
            f"<td class=right>{100 * one.score.ua:.2f}</td><td>{escape(kernels)}</td>"
            f"<td>{escape(_chosen(one))}</td><td>{files}</td></tr>"
        )
    if not lines:
        return "<p>No rival was tried.</p>"
    heads = "<th>rival</th><th>features</th><th>strategy</th><th class=right>UA %</th><th>each kernel by itself</th>"
    heads += "<th>chosen</th><th></th>"
    return _ruled(heads, "".join(lines))


def _chosen(one: BaselineResult) -> str:
    """What was chosen before the test, the most frequent first: `rbf, cost 10 (8 of 10)`."""
    told: dict[str, int] = {}
    for fold in one.folds:
        words = ", ".join(_choice(name, value) for name, value in fold.chosen.items())
        told[words] = told.get(words, 0) + 1
    if len(told) == 1:
        return next(iter(told))
    best = max(told, key=lambda words: told[words])
    return f"{best} ({told[best]} of {len(one.folds)} folds)"


def _choice(name: str, value: str | float) -> str:
    number = value if isinstance(value, str) else f"{value:g}"
    return number if name == "kernel" else f"{name} {number}"


def draw_pairs(pairs: Mapping[str, str]) -> str:
    """Names and values."""
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(value)}</dd>' for name, value in pairs.items())}</dl>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    classes = ["right" if place in right else "left" for place in range(len(heads))]
    head = "".join(f"<th class={kind}>{escape(name)}</th>" for kind, name in zip(classes, heads, strict=True))
    cells = (
        "".join(f"<td class={kind}>{escape(value)}</td>" for kind, value in zip(classes, row, strict=True))
        for row in rows
    )
    return _ruled(head, "".join(f"<tr>{line}</tr>" for line in cells))


def _ruled(heads: str, body: str) -> str:
    return f"<div class=wide><table class=plain><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
