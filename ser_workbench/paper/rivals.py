# SPDX-License-Identifier: MIT
"""The rivals of Table 4: baselines of this workspace that were tested on what its networks were tested on."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from ser_workbench.errors import RunError
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.result import Answer
from ser_workbench.runs.tally import Tally
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.baseline_book import BaselineResult, list_baselines, load_baseline_predictions

TABLE_4_SET = "ComParE"
"""The feature set of the SVM in Table 4; those of the other sets stand in Table 3."""
DIGEST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class RivalTest:
    """What one rival did, clean."""

    baseline: str
    """Its id."""
    method: str
    title: str
    corpus: str
    differs: str
    """What sets it off from another row of that title: `loso, data 3f2a`."""
    tally: Tally


def find_rivals(workspace: Workspace, data: Collection[str]) -> Steps[tuple[RivalTest, ...]]:
    """Of each method and feature set the newest baseline that was made from such data (`digest_of`), SVMs first.

    A baseline that is damaged is left out, as it is in the list of baselines.
    """
    newest: dict[tuple[str, str], BaselineResult] = {}
    for result in list_baselines(workspace):
        is_whole = result.data in data and not (result.is_loso and result.settings.partition.held_out)
        if is_whole and (result.method != "svm" or result.settings.functionals.name == TABLE_4_SET):
            newest.setdefault((title_of_rival(result), result.data), result)
    titles = Counter(title for title, _ in newest)
    found = []
    for (title, digest), result in newest.items():
        try:
            rows = load_baseline_predictions(workspace, result.id)
        except RunError:
            continue
        tally = Tally.count(Answer(row.utterance, row.speaker, row.emotion, row.predicted, "", None) for row in rows)
        differs = f"{result.settings.partition.scheme}, data {digest[:DIGEST_LENGTH]}" if titles[title] > 1 else ""
        found.append(RivalTest(result.id, result.method, title, result.corpus, differs, tally))
        yield Progress("Counting answers of rivals", len(found), len(newest), "baselines")
    return tuple(sorted(found, key=lambda rival: (rival.method != "svm", rival.title, rival.differs)))


def title_of_rival(result: BaselineResult) -> str:
    """`SVM (ComParE)`."""
    return f"{result.method.upper()} ({result.settings.functionals.name})"
