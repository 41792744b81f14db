# SPDX-License-Identifier: MIT
"""How much of what an LDA separates survives on what it was not fitted to, beside an LDA of shuffled labels.

Emotion and gender are asked of other speakers. Speakers are asked for on other utterances of theirs: the LDA is fitted
once more, without these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.asked import name_some, ua_of
from ser_workbench.inspection.controls import hold_out_within, shuffle_labels
from ser_workbench.inspection.lda import LdaMap, fit_lda, spread_of
from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.inspection.spread import Spread
from ser_workbench.progress import Progress, Steps

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Survival:
    """UA on what was held out, 0 to 1; None where nothing could be asked, as `note` says."""

    score: float | None
    control: float | None
    chance: float | None
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What an LDA was fitted to."""

    labeling: str
    points: Points
    rows: Sequence[OutputRow]
    labels: Sequence[str]
    spread: Spread


def ask_others(
    lda: LdaMap,
    fitted: Fitted,
    others: Points,
    labels: Sequence[str],
    settings: InspectionSettings,
    rng: np.random.Generator,
) -> Steps[Survival]:
    """What the LDA makes of others, (items, width); those of a class that it does not know are left out."""
    places = [place for place, label in enumerate(labels) if label in lda.classes]
    heard = sorted({labels[place] for place in places})
    if len(heard) < 2:
        what = f"only {heard[0]}" if heard else f"no {fitted.labeling} that was learnt"
        return Survival(None, None, None, f"Held out there is {what}, so that there is no held-out score.")
    truth, points = [labels[place] for place in places], others[places]
    controls = []
    for shuffle in range(settings.shuffles):
        yield Progress("Fitting shuffled labels", shuffle, settings.shuffles, "shuffles")
        dealt = shuffle_labels(fitted.rows, fitted.labels, rng)
        try:
            control = fit_lda(fitted.points, dealt, fitted.spread, settings.lda == "regularised")
        except InspectionError:
            continue  # Of very few items the centres of shuffled classes can coincide.
        controls.append(ua_of(truth, control.classify(points)))
    note = ""
    if len(heard) < len(lda.classes):
        lacking = [name for name in lda.classes if name not in heard]
        note = f"Held out there is no {name_some(lacking)}."
    unknown = sorted({label for label in labels if label and label not in lda.classes})
    if unknown:
        note = f"{note} Held out, {name_some(unknown)} was not learnt and is not counted.".strip()
    control_score = float(np.mean(controls)) if controls else None
    return Survival(ua_of(truth, lda.classify(points)), control_score, 1 / len(lda.classes), note)


def ask_within(fitted: Fitted, settings: InspectionSettings, rng: np.random.Generator) -> Steps[Survival]:
    """What an LDA fitted without a share of each speaker's utterances makes of these."""
    kept, held = hold_out_within(fitted.rows, settings.held_out_percent / 100, 1, rng)
    rows, labels = [fitted.rows[place] for place in kept], [fitted.labels[place] for place in kept]
    points = fitted.points[kept]
    yield Progress("Fitting without held-out utterances", 0, 0)
    try:
        spread = spread_of(points, labels)
        lda = fit_lda(points, labels, spread, settings.lda == "regularised")
    except InspectionError:
        why = "Too few utterances a speaker to hold some out, so that there is no held-out score."
        return Survival(None, None, None, why)
    part = Fitted(fitted.labeling, points, rows, labels, spread)
    asked = [fitted.labels[place] for place in held]
    return (yield from ask_others(lda, part, fitted.points[held], asked, settings, rng))
