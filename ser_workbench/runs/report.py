# SPDX-License-Identifier: MIT
"""The report of a run: one HTML file that needs nothing beside it, made from the run's folder alone."""

import hashlib
import platform
from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape
from importlib import metadata
from pathlib import Path

import numpy as np

from ser_workbench import __version__
from ser_workbench.corpus.partition import SIDES, Partition
from ser_workbench.errors import RunError
from ser_workbench.runs.drawing import Curve, draw_confusion, draw_curves, draw_pairs, draw_table
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.intervals import ua_interval
from ser_workbench.runs.leak_check import describe_leak_check
from ser_workbench.runs.report_cells import cell_id, draw_cell_lists
from ser_workbench.runs.report_style import STYLE
from ser_workbench.runs.result import CLEAN, NOISY, PredictionRow, RunResult
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import write_text
from ser_workbench.settings import fields_of
from ser_workbench.training.events import EpochEnded

TITLES = {CLEAN: "clean condition", NOISY: "noisy condition"}


def write_report(folder: RunFolder, further: Sequence[str] = ()) -> Path:
    """Write report.html of a finished run and return its path.

    further: sections of HTML about what was asked of the run later
    Raises RunError when the run is not finished or its folder is damaged.
    """
    result = folder.load_result()
    if result is None:
        raise RunError(f"The run in {folder.path} is not finished; resume it first.")
    settings = folder.load_settings()
    predictions = folder.load_predictions(result.emotions)
    sections = [
        _head(settings, result),
        _scores(result, predictions),
        _curves(folder.load_epochs(), result),
        _confusions(folder, result, predictions),
        *further,
        _data(folder, settings),
        _leaks(folder),
        _settings(settings),
        _origin(folder),
    ]
    title = escape(f"{settings.title} – {result.run}")
    write_text(
        folder.report,
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>\n{chr(10).join(sections)}\n</body></html>\n",
    )
    return folder.report


def _head(settings: ExperimentSettings, result: RunResult) -> str:
    where = Path(settings.corpus.folder).name
    facts = f"{settings.model.name} on {where}, {result.epochs} epochs in {result.seconds:.0f} s"
    return f"<h1>{escape(settings.title)}</h1><p class=sub>{escape(result.run)} · {escape(facts)}</p>"


def _scores(result: RunResult, predictions: tuple[PredictionRow, ...]) -> str:
    cards = []
    for condition, score in result.scores.items():
        rows = [row for row in predictions if row.condition == condition]
        interval = ua_interval(rows, np.random.default_rng(0))
        spread = f"95 % of {100 * interval[0]:.1f} to {100 * interval[1]:.1f} over speakers<br>" if interval else ""
        cards.append(
            f"<div class=score>UA, {TITLES[condition]}<b>{100 * score.ua:.2f} %</b><small>{spread}"
            f"WA {100 * score.wa:.2f} % · {score.items} utterances<br>"
            f"network of epoch {result.best_epochs[condition]}</small></div>"
        )
    chance = f"Chance is {100 / len(result.emotions):.1f} % for {len(result.emotions)} emotions."
    return f"<div class=scores>{''.join(cards)}</div><p class=sub>{chance}</p>"


def _curves(epochs: tuple[EpochEnded, ...], result: RunResult) -> str:
    best_clean, best_noisy = result.best_epochs[CLEAN], result.best_epochs.get(NOISY, 0)
    loss = [
        Curve("training", "c3", [e.train_loss for e in epochs]),
        Curve("validation, clean", "c1", [e.validation_loss_clean for e in epochs], best_clean),
    ]
    ua = [Curve("validation, clean", "c1", [100 * e.ua_clean for e in epochs], best_clean)]
    if NOISY in result.scores:
        loss.append(Curve("validation, noisy", "c2", [e.validation_loss_noisy for e in epochs], best_noisy))
        ua.append(Curve("validation, noisy", "c2", [100 * e.ua_noisy for e in epochs], best_noisy))
    figures = draw_curves("Loss, nats", loss) + draw_curves("UA, %", ua)
    note = "<p class=sub>A ring marks the epoch whose network was tested under that condition.</p>"
    return f"<h2>Training</h2><div class=row>{figures}</div>{note}"


def _confusions(folder: RunFolder, result: RunResult, predictions: tuple[PredictionRow, ...]) -> str:
    corpus, table = folder.load_settings().corpus.folder, folder.predictions.name
    figures, lists = [], []
    for condition, score in result.scores.items():
        title, link = TITLES[condition].capitalize(), partial(cell_id, condition)
        figures.append(draw_confusion(title, score.confusion, result.emotions, link))
        lists.append(draw_cell_lists(condition, result.emotions, predictions, corpus, table))
    note = "<p class=sub>Click a number to list its utterances; each leads to its recording, without the noise.</p>"
    return (
        f"<h2 id=confusions>What was taken for what</h2><div class=row>{''.join(figures)}</div>{note}{''.join(lists)}"
    )


def _data(folder: RunFolder, settings: ExperimentSettings) -> str:
    partition = folder.load_partition()
    emotions = list(dict.fromkeys(row.emotion for row in sorted(partition.rows, key=lambda row: row.emotion)))
    table = []
    for side in SIDES:
        rows = partition.side(side)
        counts = Counter(row.emotion for row in rows)
        speakers = sorted({row.speaker for row in rows})
        minutes = round(sum(row.seconds for row in rows) / 60, 1)
        table.append([side, ", ".join(speakers), len(rows), minutes, *(counts[emotion] for emotion in emotions)])
    text = draw_table(["side", "speakers", "utterances", "minutes", *emotions], table)
    return f"<h2>Data</h2>{draw_pairs(_origin_of_data(folder, settings, partition))}<br>{text}"


def _leaks(folder: RunFolder) -> str:
    note = "<p class=sub>What the test could know from the training, checked before the run began.</p>"
    return f"<h2>Leak check</h2>{note}{draw_pairs(describe_leak_check(folder))}"


def _origin_of_data(folder: RunFolder, settings: ExperimentSettings, partition: Partition) -> dict[str, object]:
    pairs: dict[str, object] = {"corpus": settings.corpus.folder, "digest of the recordings": digest_of(partition)}
    if settings.has_noise:
        noisy, hashes = folder.load_noisy_set()
        pairs["noise"] = settings.noise.folder
        pairs["noisy utterances"] = f"{len(noisy)}, with {len(hashes)} different noises"
    return pairs


def digest_of(partition: Partition) -> str:
    """One SHA-256 over the hashes of all recordings, in the order of their ids."""
    rows = sorted(partition.rows, key=lambda row: row.utterance_id)
    return hashlib.sha256("".join(row.content_hash for row in rows).encode()).hexdigest()


def _settings(settings: ExperimentSettings) -> str:
    rows = []
    for field in fields_of(ExperimentSettings):
        value: object = settings
        for name in field.key.split("."):
            value = getattr(value, name)
        shown = "yes" if value is True else "no" if value is False else value
        rows.append([field.key, field.title, str(shown), field.unit])
    return f"<h2>Settings</h2>{draw_table(['setting', 'meaning', 'value', 'unit'], rows)}"


def _origin(folder: RunFolder) -> str:
    versions = {name: metadata.version(name) for name in ("torch", "numpy", "soundfile", "soxr")}
    pairs = {"SER Workbench": __version__, "Python": platform.python_version(), **versions}
    return f"<h2>Made with</h2>{draw_pairs({**pairs, 'machine': platform.platform(), 'folder': folder.path})}"
