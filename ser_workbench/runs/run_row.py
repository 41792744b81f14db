# SPDX-License-Identifier: MIT
"""The rows of the run store as plain data."""

import json
import sqlite3
from dataclasses import dataclass

from ser_workbench.runs.owner import Owner
from ser_workbench.runs.result import PredictionRow, Score, tuple_of_floats
from ser_workbench.runs.settings import ExperimentSettings

RUNNING, FINISHED, CANCELLED, FAILED, INTERRUPTED = "running", "finished", "cancelled", "failed", "interrupted"
STATES = (RUNNING, FINISHED, CANCELLED, FAILED, INTERRUPTED)
"""`interrupted`: its process died. Every state but `running` and `finished` may be resumed."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as a table shows it; scores are 0 to 1, None where they do not exist (yet)."""

    id: str
    name: str
    state: str
    model: str
    features: str
    corpus: str
    created: str
    """Local time, ISO 8601, to the second."""
    ended: str
    seconds: float
    """Time worked on it, over all its resumptions."""
    epochs: int
    ua_clean: float | None
    wa_clean: float | None
    ua_noisy: float | None
    wa_noisy: float | None
    emotions: tuple[str, ...]
    error: str
    settings_json: str

    @property
    def settings(self) -> ExperimentSettings:
        """The settings it ran with."""
        return ExperimentSettings.model_validate_json(self.settings_json)

    @property
    def is_resumable(self) -> bool:
        """Whether `resume` would go on with it."""
        return self.state in (CANCELLED, FAILED, INTERRUPTED)


RUN_ROWS = """
SELECT runs.*, (SELECT count(*) FROM epochs WHERE run = runs.id) AS epoch_count,
    clean.ua AS ua_clean, clean.wa AS wa_clean, noisy.ua AS ua_noisy, noisy.wa AS wa_noisy
FROM runs LEFT JOIN scores clean ON clean.run = runs.id AND clean.condition = 'clean'
    LEFT JOIN scores noisy ON noisy.run = runs.id AND noisy.condition = 'noisy'
"""


def owner_of(row: sqlite3.Row) -> Owner:
    """Which process works, or worked, on the run."""
    return Owner(row["owner_pid"], row["owner_started"], row["owner_host"])


def run_row_of(row: sqlite3.Row) -> RunRow:
    """A run as `RUN_ROWS` asks for it."""
    names = ("id", "name", "state", "model", "features", "corpus", "created", "ended", "seconds", "error")
    scores = ("ua_clean", "wa_clean", "ua_noisy", "wa_noisy")
    return RunRow(
        **{name: row[name] for name in names + scores},
        epochs=row["epoch_count"],
        emotions=tuple(json.loads(row["emotions"])),
        settings_json=row["settings"],
    )


def score_of(row: sqlite3.Row) -> Score:
    """A score as it was entered."""
    return Score(row["ua"], row["wa"], row["items"], tuple(map(tuple, json.loads(row["confusion"]))))


def prediction_of(row: sqlite3.Row) -> PredictionRow:
    """A prediction as it was entered."""
    texts = ("condition", "utterance", "speaker", "emotion", "predicted", "noise")
    probabilities = tuple_of_floats(row["probabilities"])
    return PredictionRow(**{n: row[n] for n in texts}, probabilities=probabilities, snr_db=row["snr_db"])
