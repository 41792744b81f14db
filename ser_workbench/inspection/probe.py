# SPDX-License-Identifier: MIT
"""What a support vector machine can tell from the outputs of a module (paper.md, Section 7, Table 5).

Emotion is asked as in the paper: standardised per speaker, learnt from the training side, kernel and cost chosen on
validation, tested on the speakers of the test side. Beyond the paper, gender is asked in the same way but standardised
by the training side, since a speaker's own mean would take his gender away; speaker is asked of the training side
alone, of utterances held out within its speakers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ser_workbench.baselines.kernels import grams
from ser_workbench.baselines.svm import SvmOutcome, run_svm
from ser_workbench.errors import InspectionError
from ser_workbench.inspection.asked import points_of, ua_of
from ser_workbench.inspection.controls import shuffle_labels
from ser_workbench.inspection.outputs import ModuleOutputs
from ser_workbench.inspection.question import Question, ask_other_speakers, ask_within_speakers
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Progress, Steps
from ser_workbench.training.intervals import (
    DRAWS,
    FEWEST_SPEAKERS,
    RELIABLE_SPEAKERS,
    interval_of,
    resample_speakers,
)


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """What a probe said of one test item."""

    utterance: str
    speaker: str
    truth: str
    answer: str
    noise: str = ""
    snr_db: float | None = None


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """How well one module tells the classes of one labeling apart; UA 0 to 1.

    Where the labels do not allow the question every number is None, and `note` says why.
    """

    module: str
    labeling: str
    ua: float | None
    interval: tuple[float, float] | None
    """95 %, by drawing test speakers anew; None of a single one."""
    control_ua: float | None
    """The same after learning from shuffled labels, mean over the shuffles."""
    chance: float | None
    classes: tuple[str, ...]
    items: Mapping[str, int]
    """How many items: `train`, `validation`, `test`."""
    answers: tuple[ProbeAnswer, ...]
    """One a test item: the cells of the confusion matrix."""
    note: str
    """What the reader should know; empty where nothing is special."""


def probe(
    train: ModuleOutputs,
    validation: ModuleOutputs,
    test: ModuleOutputs,
    module: str,
    labeling: str,
    settings: InspectionSettings,
    rng: np.random.Generator,
) -> Steps[ProbeResult]:
    """Ask one module one question.

    Raises InspectionError where the outputs are not finite or `module` is not among them.
    """
    points = [points_of(side, module) for side in (train, validation, test)]
    try:
        if labeling == "speaker":
            question = ask_within_speakers(train, points[0], settings, rng)
        else:
            question = ask_other_speakers((train, validation, test), points, labeling, settings)
    except InspectionError as error:
        return ProbeResult(module, labeling, None, None, None, None, (), {}, (), str(error))
    (outcome,) = yield from run_svm(question.points, question.labels, [question.fold], settings.svm)
    said = tuple(map(str, outcome.predicted))
    control_ua = yield from _ask_control(question, outcome, settings, rng)
    asked = [(question.rows[place], question.labels[place]) for place in question.fold.test]
    answers = tuple(
        ProbeAnswer(row.utterance, row.speaker, truth, answer, row.noise, row.snr_db)
        for (row, truth), answer in zip(asked, said, strict=True)
    )
    speakers = len({answer.speaker for answer in answers})
    doubt = f"Of {speakers} test speakers the interval is unreliable." if speakers < RELIABLE_SPEAKERS else ""
    return ProbeResult(
        module=module,
        labeling=labeling,
        ua=ua_of([answer.truth for answer in answers], said),
        interval=_draw_speakers(answers, labeling, rng) if speakers >= FEWEST_SPEAKERS else None,
        control_ua=control_ua,
        chance=1 / len(question.classes),
        classes=question.classes,
        items=question.items,
        answers=answers,
        note=" ".join(filter(None, [*question.notes, doubt])),
    )


def _ask_control(
    question: Question, outcome: SvmOutcome, settings: InspectionSettings, rng: np.random.Generator
) -> Steps[float]:
    """UA after learning shuffled labels with the kernel and the cost that the true ones chose; mean over shuffles."""
    from sklearn.svm import SVC

    ((_, matrix),) = grams(question.points, settings.svm.changed({"kernel": outcome.kernel}))
    train, test = question.fold.train, question.fold.test
    within, across = matrix[np.ix_(train, train)], matrix[np.ix_(test, train)]
    weights = "balanced" if settings.svm.has_class_weights else None
    rows, learnt = [question.rows[place] for place in train], [question.labels[place] for place in train]
    truth = [question.labels[place] for place in test]
    scores = []
    for shuffle in range(settings.shuffles):
        yield Progress("Learning shuffled labels", shuffle, settings.shuffles, "shuffles")
        dealt = shuffle_labels(rows, learnt, rng)
        machine = SVC(C=outcome.cost, kernel="precomputed", class_weight=weights).fit(within, dealt)
        scores.append(ua_of(truth, list(machine.predict(across))))
    return float(np.mean(scores))


def _draw_speakers(answers: Sequence[ProbeAnswer], labeling: str, rng: np.random.Generator) -> tuple[float, float]:
    """The interval of UA over draws of speakers, each with all its utterances.

    Where the speakers are the classes, UA is a mean over those drawn, and one drawn twice counts twice.
    """
    speakers, at = np.unique([answer.speaker for answer in answers], return_inverse=True)
    classes, of = np.unique([answer.truth for answer in answers], return_inverse=True)
    spoken, recognised = np.zeros((len(speakers), len(classes))), np.zeros((len(speakers), len(classes)))
    np.add.at(spoken, (at, of), 1)
    np.add.at(recognised, (at, of), [answer.truth == answer.answer for answer in answers])
    if labeling == "speaker":
        recalls = recognised.sum(axis=1) / spoken.sum(axis=1)
        return interval_of(recalls[rng.integers(len(recalls), size=(DRAWS, len(recalls)))].mean(axis=1))
    return interval_of(resample_speakers(spoken, recognised[None], rng).ua[0])
