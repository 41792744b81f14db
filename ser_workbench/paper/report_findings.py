# SPDX-License-Identifier: MIT
"""The findings of a report: how many hold, and of each the verdict with the intervals that it follows from."""

import re
from collections.abc import Sequence
from html import escape

from ser_workbench.paper.findings_scores import SCORE_FINDINGS
from ser_workbench.paper.report_links import Links
from ser_workbench.paper.verdict import VERDICTS, Finding, Part, Verdict

HOW = (
    "<p>A dot to the right of the dashed line speaks for the claim; the bar is its 95 % interval over speakers. A "
    "finding holds where every bar lies to the right; it does not where one lies to the left, and still does when it "
    "is widened for there being several; otherwise it is undecided at this size.</p>"
)
MARKS: dict[Verdict, str] = {"holds": "✓", "does not hold": "✕", "undecided": "?"}
CLASSES: dict[Verdict, str] = {"holds": "yes", "does not hold": "no", "undecided": "open"}
WIDTH, HEIGHT = 240, 16
WIDEST = 2.5
"""Intervals are cut where they are so many times wider than the furthest value; an arrow says so."""


def draw_summary(findings: Sequence[Finding]) -> str:
    """A bar of verdicts, and their number in words."""
    counts = {verdict: sum(finding.verdict == verdict for finding in findings) for verdict in VERDICTS}
    parts = "".join(
        f'<span class="{CLASSES[verdict]}" style="flex-grow:{count}"></span>'
        for verdict, count in counts.items()
        if count
    )
    words = "".join(
        f'<li class="{CLASSES[verdict]}"><b>{count}</b> {_words(verdict, count)}</li>'
        for verdict, count in counts.items()
    )
    return f'<div class=verdicts aria-hidden="true">{parts}</div><ul class=counts>{words}</ul>'


def _words(verdict: Verdict, count: int) -> str:
    several: dict[Verdict, str] = {"holds": "hold", "does not hold": "do not hold", "undecided": "undecided"}
    return verdict if count == 1 else several[verdict]


def draw_findings(findings: Sequence[Finding], links: Links) -> str:
    """How to read them, and one block a finding."""
    return HOW + "".join(_draw(finding, links) for finding in findings)


def _draw(finding: Finding, links: Links) -> str:
    kind, mark = CLASSES[finding.verdict], MARKS[finding.verdict]
    told = _lead(finding.parts) if finding.key in SCORE_FINDINGS else finding.sentence
    return (
        f'<article class="finding {kind}" id="{escape(finding.key)}">'
        f"<p class=verdict><span aria-hidden=true>{mark}</span>{finding.verdict}</p>"
        f"<div><h3>{escape(finding.claim)}</h3><p>{escape(told)}</p>{_draw_parts(finding.parts)}"
        f"<p class=sub><b>Paper</b> {escape(finding.published)}<br><b>Judged by</b> {escape(finding.basis)}"
        f"{_runs(finding.runs, links)}</p></div></article>\n"
    )


def _lead(parts: Sequence[Part]) -> str:
    known = [part.estimate for part in parts if part.estimate is not None]
    if not known:
        return "Nothing of this was measured."
    above, below = sum(one.is_above_0 for one in known), sum(one.is_below_0(len(parts)) for one in known)
    missing = len(parts) - len(known)
    rest = f"; {missing} could not be measured" if missing else ""
    return (
        f"Of {len(known)} difference{'s' if len(known) > 1 else ''} in UA, {above} above 0 as claimed and {below} "
        f"below it with the whole interval{rest}. In percentage points:"
    )


def _runs(runs: Sequence[str], links: Links) -> str:
    told = ", ".join(f'<a href="{links.to_made(run)}">{escape(_short(run))}</a>' for run in runs)
    return f"<br><b>From</b> <span class=ids>{told}</span>" if told else ""


def _short(made: str) -> str:
    """`fst-cldnn-log-mel-0b80` of `20261122-235326-fst-cldnn-log-mel-0b80`."""
    return re.sub(r"^\d{8}-\d{6}-", "", made)


def _draw_parts(parts: Sequence[Part]) -> str:
    reach = _reach(parts)
    rows = "".join(
        f"<tr><td>{escape(part.words)}</td><td class=forest>{_forest(part, reach, len(parts))}</td>"
        f"<td class=number>{escape(part.text or 'not measured')}</td></tr>"
        for part in parts
    )
    return f"<div class=wide><table class=parts><tbody>{rows}</tbody></table></div>"


def _reach(parts: Sequence[Part]) -> float:
    """How far the axis goes to each side of 0."""
    known = [part.estimate for part in parts if part.estimate is not None]
    furthest = max((abs(one.value) for one in known), default=0.0) or 0.01
    ends = [abs(end) for one in known if one.interval is not None for end in one.interval]
    return 1.05 * min(max([furthest, *ends]), WIDEST * furthest)


def _forest(part: Part, reach: float, of_parts: int) -> str:
    """0 in the middle, what the claim says to the right of it; a colour where it decides."""
    middle = HEIGHT / 2
    lines = f'<line class=zero x1="{WIDTH / 2:g}" x2="{WIDTH / 2:g}" y1="0" y2="{HEIGHT}"/>'
    one = part.estimate
    if one is not None:
        kind = "yes" if one.is_above_0 else "no" if one.is_below_0(of_parts) else "open"
        if one.interval is not None:
            low, high = (_x(end, reach) for end in one.interval)
            lines += f'<line class="whisker {kind}" x1="{low:.1f}" x2="{high:.1f}" y1="{middle:g}" y2="{middle:g}"/>'
            lines += "".join(_end(end, reach, kind) for end in one.interval)
        lines += f'<circle class="{kind}" cx="{_x(one.value, reach):.1f}" cy="{middle:g}" r="4"/>'
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(part.text)}">{lines}</svg>'


def _end(value: float, reach: float, kind: str) -> str:
    """An upright stroke, or an arrow where the interval goes on."""
    x, middle = _x(value, reach), HEIGHT / 2
    if abs(value) <= reach:
        return f'<line class="whisker {kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{middle - 4:g}" y2="{middle + 4:g}"/>'
    back = -5 if value > 0 else 5
    arrow = f"M{x + back:.1f} {middle - 4:g}L{x:.1f} {middle:g}L{x + back:.1f} {middle + 4:g}"
    return f'<path class="whisker {kind}" fill="none" d="{arrow}"/>'


def _x(value: float, reach: float) -> float:
    return WIDTH / 2 + (WIDTH / 2 - 4) * max(-1.0, min(1.0, value / reach))
