# SPDX-License-Identifier: MIT
"""Verdicts on what the modules know: ρ with depth, and what each module adds (paper.md, Section 7)."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import exp, log

from ser_workbench.inspection.contribution import contributions
from ser_workbench.inspection.outputs import MODULES
from ser_workbench.paper.estimate import Estimate, estimate, estimate_ua
from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.findings_scores import points_part
from ser_workbench.paper.found import Found, FoundPlane
from ser_workbench.paper.published import PublishedFinding
from ser_workbench.paper.verdict import Finding, Part, basis_of, judge

STEPS = (("cnn", "blstm"), ("blstm", "mlp"))
TITLES = {"raw": "raw", "cnn": "CNN", "blstm": "BLSTM", "mlp": "MLP"}
DEPTH = {
    "emotion-with-depth": ("emotion", -1.0),
    "speaker-with-depth": ("speaker", 1.0),
    "gender-with-depth": ("gender", 1.0),
}
"""The labeling of each finding, and whether its ρ is said to rise (1) or to fall (-1)."""

RhoOf = Callable[[FoundPlane], float]


def judge_modules(published: PublishedFinding, evidence: Evidence) -> Finding:
    """The verdict on a finding of this file. Raises KeyError for another one."""
    if published.key in DEPTH:
        parts, sentence = _depth(evidence, *DEPTH[published.key])
    else:
        parts, sentence = {"mlp-filters": _mlp, "contributions": _contributions}[published.key](evidence)
    return Finding(
        key=published.key,
        claim=published.claim,
        published=published.published,
        verdict=judge(parts),
        sentence=sentence,
        basis=basis_of(parts, "test" if published.key == "contributions" else "training"),
        runs=tuple(found.run for found in evidence.found.values()),
        parts=tuple(parts),
    )


def _depth(evidence: Evidence, labeling: str, sign: float) -> tuple[list[Part], str]:
    """The step of log ρ from module to module, mean over models; above 0 where it goes as the paper says."""
    parts, told = [], []
    for before, after in STEPS:
        step = f"from {TITLES[before]} to {TITLES[after]}"
        one = _log_rho(evidence, {labeling: {after: sign, before: -sign}})
        text = "" if one is None else _fold_text(one, sign)
        parts.append(Part(f"ρ of {labeling} {step}, multiplied by", one, text))
        told += [f"{text} {step}"] if text else []
    if not told:
        return parts, f"ρ of {labeling} could not be measured."
    goes = "rises" if sign > 0 else "falls"
    agree, models = _count_agreeing(evidence, labeling, sign)
    sentence = f"ρ of {labeling} is multiplied by {' and by '.join(told)} (geometric mean over {models} models)."
    return parts, f"{sentence} It {goes} at both steps in {agree} of {models} models."


def _mlp(evidence: Evidence) -> tuple[list[Part], str]:
    """The MLP's step of log ρ less the BLSTM's, for speaker and for gender."""
    parts = []
    for labeling in ("speaker", "gender"):
        one = _log_rho(evidence, {labeling: {"mlp": 1.0, "blstm": -2.0, "cnn": 1.0}})
        words = f"ρ of {labeling}: growth in the MLP over growth in the BLSTM"
        parts.append(Part(words, one, "" if one is None else _fold_text(one, 1.0)))
    told = [f"{part.words}: {part.text}" for part in parts if part.text]
    return parts, f"{'; '.join(told)}." if told else "ρ could not be measured."


def _contributions(evidence: Evidence) -> tuple[list[Part], str]:
    """The BLSTM adds more than the CNN, the CNN more than the MLP."""
    orders = (
        ("BLSTM less CNN", {"blstm": 1.0, "cnn": -2.0, "raw": 1.0}),
        ("CNN less MLP", {"cnn": 1.0, "raw": -1.0, "mlp": -1.0, "blstm": 1.0}),
    )
    parts = [points_part(f"contribution of {words}", _probe_ua(evidence, weights)) for words, weights in orders]
    table = probe_table(evidence.found)
    found = contributions(table)
    if not found:
        return parts, "No probe of emotion could be made."
    added = [f"{TITLES[name]} {contribution_text(one.mean, one.deviation)}" for name, one in found.items()]
    told = "; ".join(f"{part.words.removeprefix('contribution of ')} {part.text}" for part in parts if part.text)
    sentence = f"{', '.join(added)} percentage points of UA over {len(table)} models."
    return parts, f"{sentence} {told}." if told else sentence


def probe_table(found: Mapping[str, Found]) -> dict[str, dict[str, float]]:
    """Table 5: UA of the emotion probes, 0 to 1, by model and module."""
    table = {}
    for model, one in found.items():
        scores = {module: one.probes[module]["emotion"].ua for module in MODULES if module in one.probes}
        table[model] = {module: ua for module, ua in scores.items() if ua is not None}
    return {model: row for model, row in table.items() if row}


def _log_rho(evidence: Evidence, weights: Mapping[str, Mapping[str, float]]) -> Estimate | None:
    """Σ weight · log ρ by labeling and module, mean over the models, over training speakers; None where one lacks."""
    planes = []
    for found in evidence.found.values():
        for labeling, by_module in weights.items():
            planes += [(found.planes[module][labeling], weight) for module, weight in by_module.items()]
    if not planes or any(not plane.rho for plane, _ in planes):
        return None
    models = len(evidence.found)
    speakers = set.intersection(*(set(plane.rho_without) for plane, _ in planes))

    def total(rho_of: RhoOf) -> float:
        return sum(weight * log(rho_of(plane)) for plane, weight in planes) / models

    without = {one: total(lambda plane, one=one: plane.rho_without[one]) for one in sorted(speakers)}  # type: ignore[misc]
    return estimate(total(lambda plane: plane.rho or 0.0), without)


def _count_agreeing(evidence: Evidence, labeling: str, sign: float) -> tuple[int, int]:
    agree = 0
    for found in evidence.found.values():
        rhos = [found.planes[module][labeling].rho or 0.0 for module in ("cnn", "blstm", "mlp")]
        agree += all(sign * (after - before) > 0 for before, after in pairwise(rhos))
    return agree, len(evidence.found)


def _probe_ua(evidence: Evidence, weights: Mapping[str, float]) -> Estimate | None:
    terms = []
    for found in evidence.found.values():
        for module, weight in weights.items():
            asked = found.probes[module]["emotion"]
            if asked.ua is None:
                return None
            terms.append((weight / len(evidence.found), asked.tally()))
    return estimate_ua(terms) if terms else None


def _fold_text(one: Estimate, sign: float) -> str:
    """A step of log ρ as a factor: `0.43 [0.35, 0.53]`."""
    value = f"{exp(sign * one.value):.2f}"
    if one.interval is None:
        return value
    low, high = sorted(exp(max(-50.0, min(50.0, sign * end))) for end in one.interval)
    return f"{value} [{low:.2f}, {high:.2f}]" if high < 100 else f"{value} [{low:.2f}, {high:.3g}]"


def contribution_text(mean: float, deviation: float | None) -> str:
    """Percentage points of UA: `35.63 ± 3.61`."""
    spread = "" if deviation is None else f" ± {100 * deviation:.2f}"
    return f"{100 * mean + 1e-9:.2f}{spread}".replace("-", "−")  # 35.625 is 35.63, as the paper rounds it.
