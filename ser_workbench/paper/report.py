# SPDX-License-Identifier: MIT
"""The report of a paper: one HTML file with its pictures in it, which loads nothing from anywhere."""

from collections.abc import Mapping
from html import escape

from ser_workbench.models.catalog import title_of
from ser_workbench.paper.report_charts import draw_modules, draw_scores
from ser_workbench.paper.report_facts import Facts, command_of
from ser_workbench.paper.report_findings import draw_findings, draw_summary
from ser_workbench.paper.report_links import Links
from ser_workbench.paper.report_look import LOOK
from ser_workbench.paper.report_origin import draw_baselines, draw_changes, draw_data, draw_pairs, draw_work
from ser_workbench.paper.report_tables import draw_shown
from ser_workbench.paper.result import FIGURES, PaperResult
from ser_workbench.paper.shown import ShownTable
from ser_workbench.runs.whole_file import write_text

CITED = (
    "Huang & Narayanan, “Characterizing Types of Convolution in Deep Convolutional Recurrent Neural Networks for "
    "Robust Speech Emotion Recognition”"
)
SECTIONS = {
    "findings": "Findings",
    "tables": "Tables",
    "figures": "Figures",
    "rivals": "Rivals",
    "origin": "How it was made",
}
SCALES = {
    "quick": "A first look: fewer noisy copies and epochs than the paper's, one configuration a model",
    "full": "The paper's protocol",
}


def write_report(result: PaperResult, facts: Facts, drawn: Mapping[str, str]) -> None:
    """Write report.html; drawn: the nine projections of each model that was inspected, as SVG."""
    links = Links(result.folder, facts.workspace, frozenset(one.id for one in facts.baselines))
    tables = {table.key: table for table in result.tables}
    sections = {
        "findings": draw_findings(result.findings, links),
        "tables": _tables(tables, links),
        "figures": _figures(drawn, links, result),
        "rivals": draw_baselines(facts.baselines, links),
        "origin": _origin(result, facts, links),
    }
    body = "".join(f'<section><h2 id="{key}">{SECTIONS[key]}</h2>{text}</section>\n' for key, text in sections.items())
    title = escape(f"The paper on {_data(facts)}")
    write_text(
        result.report,
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{LOOK}</style></head><body>\n{_head(result, facts, title)}"
        f"<main>{_missing(result)}{body}</main>{_foot(facts)}\n</body></html>\n",
    )


def _data(facts: Facts) -> str:
    return f"{facts.corpus} + {facts.noise}" if facts.noise else facts.corpus


def _head(result: PaperResult, facts: Facts, title: str) -> str:
    utterances, speakers = sum(side[2] for side in facts.sides), sum(len(side[1].split(", ")) for side in facts.sides)
    size = f" {utterances:,} utterances of {speakers} speakers." if facts.sides else ""
    links = "".join(f'<a href="#{key}">{name}</a>' for key, name in SECTIONS.items())
    over = f"SER Workbench · {facts.plan.paper.scale} · {escape(facts.made)}"
    return (
        f"<header><div><p class=over>{over}</p><h1>{title}</h1>"
        f"<p class=lead>{escape(CITED)}, done again on other data.{size} {SCALES[facts.plan.paper.scale]}.</p>"
        f"{draw_summary(result.findings)}<nav>{links}</nav></div></header>\n"
    )


def _missing(result: PaperResult) -> str:
    if not result.missing:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in result.missing)
    return f"<div class=warn><b>Not in this report</b><ul>{lines}</ul></div>"


def _tables(tables: Mapping[str, ShownTable], links: Links) -> str:
    how = (
        "<p>An own number leads to the run or rival that it comes from; below it, in the other colour, what the paper "
    )
    how += f"printed. Its corpus is another one ({escape('eNTERFACE’05 + MUSAN')}), so levels cannot be compared, only "
    how += "what is above what.</p>"
    parts = [
        draw_shown(tables["table3"], links, "Table 3."),
        draw_shown(tables["table4"], links, "Table 4."),
        draw_scores(tables["table4"]),
        draw_shown(tables["table5"], links, "Table 5."),
        draw_modules(tables["table5"]),
        "<br>",
        draw_shown(tables["table5_speaker_gender"], links, "Beyond Table 5."),
        draw_shown(tables["rho"], links, "Figures 3 to 8 in numbers."),
    ]
    return how + "".join(parts)


def _figures(drawn: Mapping[str, str], links: Links, result: PaperResult) -> str:
    how = "<p>Rows emotion, speaker, gender; columns CNN, BLSTM, MLP. LDA of the clean training side (filled), and "
    how += "utterances that it was not fitted to (hollow). ρ is that of the whole representation.</p>"
    parts = []
    for model, svg in drawn.items():
        names = [name for name, shown in FIGURES.items() if shown == model]
        numbers = " and ".join(name.removeprefix("figure") for name in names)
        files = " · ".join(f'<a href="{links.to_file(result.figures[name])}">SVG</a>' for name in names[-1:])
        word = "Figures" if len(names) > 1 else "Figure"
        parts.append(
            f'<figure class=projection id="{names[-1]}"><figcaption>{word} {numbers}. {escape(title_of(model))} '
            f"<span class=files>{files}</span></figcaption>{svg}</figure>\n"
        )
    return how + "".join(parts) if parts else "<p>No network was inspected.</p>"


def _origin(result: PaperResult, facts: Facts, links: Links) -> str:
    command = escape(command_of(facts.plan, result.folder, facts.workspace))
    notes = "".join(f"<p>{escape(note)}</p>" for note in result.agenda.notes)
    return (
        f"<p>This command makes the report again, or goes on where it stopped; all settings stand in "
        '<a href="config.toml">config.toml</a>, verdicts and tables in <a href="findings.json">findings.json</a>.</p>'
        f"<pre>{command}</pre><h3>Data</h3>{draw_data(facts)}<h3>Settings that are not the paper's</h3>"
        f"{draw_changes(facts)}<h3>What was done</h3>{notes}{draw_work(result.agenda, links)}"
        f"<h3>Made with</h3>{draw_pairs(facts.made_with)}"
    )


def _foot(facts: Facts) -> str:
    return (
        f"<footer>Made by SER Workbench {escape(facts.made_with['SER Workbench'])} from the workspace "
        f"{escape(str(facts.workspace))}. Verdicts speak of this corpus, these noises and these speakers.</footer>"
    )
