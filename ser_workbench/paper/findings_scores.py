# SPDX-License-Identifier: MIT
"""Verdicts on what Table 4 says: which convolution stands noise, and what is better than what."""

from collections.abc import Sequence

from ser_workbench.models.catalog import title_of
from ser_workbench.paper.estimate import Estimate, estimate_ua
from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.published import PublishedFinding
from ser_workbench.paper.verdict import Finding, Part, basis_of, judge
from ser_workbench.paper.work import INSPECTED
from ser_workbench.runs.result import CLEAN, CONDITIONS, NOISY
from ser_workbench.runs.tally import Tally

FST, ST, T, S = "fst-cldnn-log-mel", "st-cldnn-log-mel", "t-cldnn-log-mel", "s-cldnn-log-mel"
NOISE_ORDER = ((FST, ST), (FST, T), (FST, S), (ST, S), (T, S))
"""Who is said to recognise more than whom in noise."""


def judge_scores(published: PublishedFinding, evidence: Evidence) -> Finding:
    """The verdict on a finding of this file. Raises KeyError for another one."""
    parts, names = _PARTS[published.key](evidence)
    return Finding(
        key=published.key,
        claim=published.claim,
        published=published.published,
        verdict=judge(parts),
        sentence=_sentence(parts),
        basis=basis_of(parts, "test"),
        runs=tuple(run for name in names for run in made_by(name, evidence)),
        parts=tuple(parts),
    )


def points_part(words: str, estimate: Estimate | None) -> Part:
    """A difference of UA as a part of a finding."""
    return Part(words, estimate, "" if estimate is None else points_text(estimate))


def points_text(estimate: Estimate) -> str:
    """`+3.1 [-0.4, +6.6]`, in percentage points; the interval is cut at ±100, beyond which no difference of UA is."""
    value = _points(estimate.value)
    if estimate.interval is None:
        return value
    low, high = max(-1.0, estimate.interval[0]), min(1.0, estimate.interval[1])
    return f"{value} [{_points(low)}, {_points(high)}]"


def _points(share: float) -> str:
    return f"{round(100 * share, 1) + 0.0:+.1f}".replace("-", "−")  # 0.0 is added so that nothing is −0.0.


def _sentence(parts: Sequence[Part]) -> str:
    told = [f"{part.words}: {part.text}" for part in parts if part.text]
    missing = [part.words for part in parts if not part.text]
    sentences = [f"UA in percentage points. {'; '.join(told)}."] if told else []
    if missing:
        sentences.append(f"Not measured: {'; '.join(missing)}.")
    return " ".join(sentences)


def made_by(name: str, evidence: Evidence) -> tuple[str, ...]:
    """The runs of a model, or the baseline of a rival."""
    if name in evidence.rivals:
        return (evidence.rivals[name].made,)
    return evidence.rows[name].runs if name in evidence.rows else ()


def _less(first: str, second: str, condition: str, evidence: Evidence) -> Part:
    tallies = _tally(first, condition, evidence), _tally(second, condition, evidence)
    words = f"{_title(first, evidence)} less {_title(second, evidence)}, {condition}"
    if tallies[0] is None or tallies[1] is None:
        return points_part(words, None)
    return points_part(words, estimate_ua([(1.0, tallies[0]), (-1.0, tallies[1])]))


def _tally(name: str, condition: str, evidence: Evidence) -> Tally | None:
    if name in evidence.rivals:
        return evidence.rivals[name].tally if condition == CLEAN else None
    return evidence.tally(name, condition)


def _title(name: str, evidence: Evidence) -> str:
    rivals = {"svm": "SVM", "skrrr": "SKRRR"}
    return evidence.rivals[name].title if name in evidence.rivals else rivals.get(name) or title_of(name)


Claimed = tuple[list[Part], Sequence[str]]


def _noise(evidence: Evidence) -> Claimed:
    return [_less(more, less, NOISY, evidence) for more, less in NOISE_ORDER], (FST, ST, T, S)


def _s_conv(evidence: Evidence) -> Claimed:
    names = (S, "ldnn-mfcc")
    return [_less(*names, condition, evidence) for condition in CONDITIONS], names


def _fst_clean(evidence: Evidence) -> Claimed:
    return [_less(FST, other, CLEAN, evidence) for other in (ST, T, S)], (FST, ST, T, S)


def _dct(evidence: Evidence) -> Claimed:
    names = ("ldnn-log-mel", "ldnn-mfcc")
    parts = [_less(*names, condition, evidence) for condition in CONDITIONS]
    tallies = {(name, condition): evidence.tally(name, condition) for name in names for condition in CONDITIONS}
    signs = {(names[0], NOISY): 1.0, (names[1], NOISY): -1.0, (names[0], CLEAN): -1.0, (names[1], CLEAN): 1.0}
    terms = [(signs[key], tally) for key, tally in tallies.items() if tally is not None]
    wider = estimate_ua(terms) if len(terms) == len(signs) else None
    return [*parts, points_part("the gap in noise less the gap in the clean condition", wider)], names


def _convolution(evidence: Evidence) -> Claimed:
    parts = []
    for condition in CONDITIONS:
        terms: list[tuple[float, Tally]] = []
        for name in INSPECTED:
            pair = evidence.tally(name, condition), evidence.tally(_without_conv(name), condition)
            if pair[0] is not None and pair[1] is not None:
                terms += [(1.0, pair[0]), (-1.0, pair[1])]
        models = len(terms) // 2
        words = f"CLDNN less LDNN of the same features, mean over {models} models, {condition}"
        scaled = [(weight / models, tally) for weight, tally in terms]
        parts.append(points_part(words, estimate_ua(scaled) if scaled else None))
    return parts, (*INSPECTED, "ldnn-log-mel", "ldnn-mfcc")


def _without_conv(name: str) -> str:
    return "ldnn-mfcc" if name.endswith("mfcc") else "ldnn-log-mel"


def _rivals(evidence: Evidence) -> Claimed:
    return [_less(FST, rival, CLEAN, evidence) for rival in ("svm", "skrrr")], (FST, "svm", "skrrr")


_PARTS = {
    "fst-least-noise": _noise,
    "fst-best-clean": _fst_clean,
    "s-conv-beats-dct": _s_conv,
    "log-mel-beats-mfcc": _dct,
    "convolution-helps": _convolution,
    "beats-rivals": _rivals,
}
SCORE_FINDINGS = frozenset(_PARTS)
