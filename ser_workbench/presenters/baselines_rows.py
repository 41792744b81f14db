# SPDX-License-Identifier: MIT
"""Baselines as the panel lists them, each with the published number, and Table 3 of the newest of a corpus."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ser_workbench.paper.published import RIVALS_UA_PERCENT, TABLE_3_UA_PERCENT, TABLE_4_DATA
from ser_workbench.paper.shown import ShownTable
from ser_workbench.paper.table_3 import show_table_3
from ser_workbench.presenters.baselines_form import METHODS, scheme_of
from ser_workbench.progress import Steps
from ser_workbench.runs.intervals import RELIABLE_SPEAKERS
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, list_baselines

REMARK = "Paper: on eNTERFACE'05; Yan et al. share speakers between folds. STC: 6,125 features here, 5,757 there."
"""What of the table's remarks fits on one line."""


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """One baseline; UA, WA and interval in percent."""

    id: str
    method: str
    features: str
    scheme: str
    ua: float
    interval: tuple[float, float] | None
    wa: float
    published: float | None
    published_words: str
    """What the published number is of."""
    chosen: str
    chosen_words: str
    """Fold by fold."""
    kernels: str
    corpus: str
    speakers: int
    seconds: float
    created: str

    @property
    def title(self) -> str:
        """`SVM on PC, LOSO`."""
        return f"{self.method} on {self.features}, {self.scheme}"


def line_of(result: BaselineResult) -> BaselineLine:
    """A baseline as a line of the table."""
    published, words = _published(result)
    interval = result.interval
    return BaselineLine(
        id=result.id,
        method=METHODS[result.method],
        features=result.settings.functionals.name,
        scheme=scheme_of(result.settings),
        ua=100 * result.score.ua,
        interval=None if interval is None else (100 * interval[0], 100 * interval[1]),
        wa=100 * result.score.wa,
        published=published,
        published_words=words,
        chosen=_chosen(result),
        chosen_words="\n".join(
            f"{fold.name}: {_words(fold.chosen)}; UA {100 * fold.choice_ua:.1f} before the test, "
            f"{100 * fold.test_ua:.1f} in it"
            for fold in result.folds
        ),
        kernels=", ".join(f"{kernel} {100 * ua:.1f}" for kernel, ua in result.by_kernel.items()),
        corpus=result.corpus,
        speakers=len(result.speakers),
        seconds=result.feature_seconds + result.seconds,
        created=result.created.replace("T", " ")[:16],
    )


def score_text(result: BaselineResult) -> str:
    """What the test said, in a sentence."""
    line = line_of(result)
    sure = "" if line.interval is None else f" ({interval_text(line)})"
    kernels = f". Each kernel, UA %: {line.kernels}" if line.kernels else ""
    return f"{line.title}: UA {line.ua:.1f} %{sure}, WA {line.wa:.1f} %, {result.score.items:,} utterances{kernels}"


def interval_text(line: BaselineLine) -> str:
    """`95 % interval over speakers: 82.0 to 88.3 %`, and whether that can be relied on."""
    if line.interval is None:
        return "Of a single speaker there is no interval"
    doubt = "" if line.speakers >= RELIABLE_SPEAKERS else f", unreliable with only {line.speakers} speakers"
    return f"95 % interval over speakers: {line.interval[0]:.1f} to {line.interval[1]:.1f} %{doubt}"


def table_3_of(results: Sequence[BaselineResult], corpus: str) -> ShownTable:
    """Table 3 of the newest SVMs on a corpus.

    results: newest first
    """
    newest: dict[str, BaselineResult] = {}
    for result in results:
        if result.corpus == corpus and result.method == "svm":
            scheme = "loso" if result.is_loso else "tvt"
            newest.setdefault(f"baseline/svm/{result.settings.functionals.name}/{scheme}", result)
    return replace(show_table_3(newest), remarks=(REMARK,))


def read_baselines(workspace: Workspace) -> Steps[list[BaselineResult]]:
    """All that are kept, newest first."""
    yield from ()
    return list_baselines(workspace)


def _published(result: BaselineResult) -> tuple[float | None, str]:
    functionals = result.settings.functionals
    if functionals.config:
        return None, "The paper has no such features."
    if result.method == "skrrr":
        where = "Table 4, SKRRR as Yan et al. published it on eNTERFACE'05; it may be of face and speech together"
        return RIVALS_UA_PERCENT["skrrr"], where
    scheme = "loso" if result.is_loso else "tvt"
    ua = TABLE_3_UA_PERCENT[scheme].get(functionals.feature_set)
    return ua, f"Table 3, measured on {TABLE_4_DATA.split(' + ')[0]}" if ua else "The paper has no such features."


def _chosen(result: BaselineResult) -> str:
    """What was chosen in most folds, and in how many."""
    (words, count), *_ = Counter(_words(fold.chosen) for fold in result.folds).most_common(1)
    return words if len(result.folds) == 1 else f"{words} ({count} of {len(result.folds)})"


def _words(chosen: Mapping[str, str | float]) -> str:
    return ", ".join(value if isinstance(value, str) else f"{name} {value:g}" for name, value in chosen.items())
