# SPDX-License-Identifier: MIT
"""The run store: what the workspace's database knows of its runs."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from ser_workbench.errors import RunError
from ser_workbench.runs.database import Database
from ser_workbench.runs.folder import RunIdentity
from ser_workbench.runs.owner import Owner, this_process
from ser_workbench.runs.result import Answer, PredictionRow, RunResult, Score, text_of_floats
from ser_workbench.runs.run_row import (
    FINISHED,
    INTERRUPTED,
    RUN_ROWS,
    RUNNING,
    RunRow,
    owner_of,
    prediction_of,
    run_row_of,
    score_of,
)
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.training.events import EpochEnded


class RunStore:
    """Questions and changes; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[RunRow]:
        """All runs, newest first; a run whose process died is marked as interrupted on the way."""
        self._mark_interrupted()
        with self._database.reading() as connection:
            return [
                run_row_of(row)
                for row in connection.execute(f"{RUN_ROWS} ORDER BY julianday(runs.created) DESC, runs.rowid DESC")
            ]

    def find(self, name: str) -> RunRow:
        """The run of that id, the only one whose id starts so, or the newest for `last`.

        Raises RunError when there is none, or more than one.
        """
        runs = self.list()
        if not runs:
            raise RunError("This workspace holds no run yet; train a network first.")
        if name == "last":
            return runs[0]
        exact = [run for run in runs if run.id == name]
        found = exact or [run for run in runs if name and run.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise RunError(f"There is no run '{name}' in this workspace; the newest is '{runs[0].id}'.")
        raise RunError(f"'{name}' may mean {_either(found)}; write more of the id.")

    def seconds_of(self, run_id: str) -> float:
        """Time worked on the run, over all its resumptions."""
        return self.find(run_id).seconds

    def has(self, run_id: str) -> bool:
        """Whether there is a run of exactly that id."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM runs WHERE id = ?", (run_id,)).fetchone() is not None

    def add(self, identity: RunIdentity, settings: ExperimentSettings) -> None:
        """Enter a run that this process begins."""
        names = (identity.run, settings.name, settings.model.name, settings.features.kind, identity.corpus)
        facts = (RUNNING, identity.created, settings.model_dump_json(), json.dumps(list(identity.emotions)))
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO runs (id, name, model, features, corpus, state, created, settings, emotions,"
                " owner_pid, owner_started, owner_host) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (*names, *facts, *_owner_columns()),
            )

    def claim(self, run_id: str, take_over: bool = False) -> None:
        """Make this process the one that works on the run.

        take_over: also where one on another computer was last heard to do so; whether it lives cannot be seen from here
        Raises RunError when another one does, or the run is finished.
        """
        self._mark_interrupted()
        with self._database.writing() as connection:
            row = connection.execute("SELECT * FROM runs WHERE id = ?", (run_id,)).fetchone()
            if row["state"] == RUNNING and not (take_over and owner_of(row).is_elsewhere):
                raise RunError(_being_worked_on(run_id, owner_of(row)))
            if row["state"] == FINISHED:
                raise RunError(f"Run '{run_id}' is finished; start a new one with other settings.")
            connection.execute(
                "UPDATE runs SET state = ?, error = '', ended = '', owner_pid = ?, owner_started = ?, owner_host = ?"
                " WHERE id = ?",
                (RUNNING, *_owner_columns(), run_id),
            )

    def end(self, run_id: str, state: str, seconds: float, error: str = "") -> None:
        """This process stops working on the run; `seconds` are added to its time."""
        with self._database.writing() as connection:
            _write_end(connection, run_id, state, seconds, error)

    def finish(self, result: RunResult, predictions: Iterable[PredictionRow], seconds: float) -> None:
        """Enter the scores and predictions and mark the run as finished, all at once."""
        with self._database.writing() as connection:
            _write_result(connection, result, predictions)
            _write_end(connection, result.run, FINISHED, seconds)

    def rename(self, run_id: str, name: str) -> None:
        """Give the run another name; its id stays."""
        with self._database.writing() as connection:
            connection.execute("UPDATE runs SET name = ? WHERE id = ?", (name, run_id))

    def delete(self, run_id: str) -> None:
        """Forget the run, its epochs, scores and predictions; the folder is `transfer.delete_run`'s."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM runs WHERE id = ?", (run_id,))

    def save_epochs(self, run_id: str, epochs: Iterable[EpochEnded]) -> None:
        """Enter epochs; those of the same number are replaced."""
        rows = [(run_id, epoch.epoch, json.dumps(asdict(epoch))) for epoch in epochs]
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO epochs (run, epoch, event) VALUES (?,?,?)", rows)

    def epochs(self, run_id: str) -> tuple[EpochEnded, ...]:
        """The curves of a run, one event an epoch.

        Raises RunError when what was kept of them cannot be read.
        """
        with self._database.reading() as connection:
            rows = connection.execute("SELECT event FROM epochs WHERE run = ? ORDER BY epoch", (run_id,)).fetchall()
        try:
            return tuple(EpochEnded(**json.loads(row["event"])) for row in rows)
        except (ValueError, TypeError):
            raise RunError(
                f"The epochs of run '{run_id}' are damaged in {self._database.file}; "
                "its folder still holds them in epochs.csv."
            ) from None

    def scores(self, run_id: str) -> dict[str, Score]:
        """The scores of a finished run by condition; empty before."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM scores WHERE run = ? ORDER BY condition", (run_id,))
            return {row["condition"]: score_of(row) for row in rows}

    def predictions(
        self, run_id: str, condition: str, emotion: str | None = None, predicted: str | None = None
    ) -> tuple[PredictionRow, ...]:
        """What the tested network said; with `emotion` and `predicted`, one cell of the confusion matrix."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM predictions WHERE run = :run AND condition = :condition"
                " AND (:emotion IS NULL OR emotion = :emotion) AND (:predicted IS NULL OR predicted = :predicted)"
                " ORDER BY item",
                {"run": run_id, "condition": condition, "emotion": emotion, "predicted": predicted},
            )
            return tuple(prediction_of(row) for row in rows)

    def answers(self, run_id: str, condition: str) -> tuple[Answer, ...]:
        """What the tested network said, without probabilities: the quick way through many runs."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(Answer._fields)} FROM predictions WHERE run = ? AND condition = ? ORDER BY item",  # noqa: S608 - our own words
                (run_id, condition),
            )
            return tuple(Answer(*row) for row in rows)

    def _mark_interrupted(self) -> None:
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM runs WHERE state = ?", (RUNNING,)).fetchall()
        dead = [row for row in rows if not owner_of(row).is_alive]
        if dead:
            with self._database.writing() as connection:
                connection.executemany(
                    "UPDATE runs SET state = ? WHERE id = ? AND owner_pid = ? AND owner_started = ?",
                    [(INTERRUPTED, row["id"], row["owner_pid"], row["owner_started"]) for row in dead],
                )


def _write_result(connection: sqlite3.Connection, result: RunResult, predictions: Iterable[PredictionRow]) -> None:
    for table in ("scores", "predictions"):
        connection.execute(f"DELETE FROM {table} WHERE run = ?", (result.run,))  # noqa: S608 - fixed words
    connection.executemany(
        "INSERT INTO scores (run, condition, ua, wa, items, confusion) VALUES (?,?,?,?,?,?)",
        [(result.run, c, s.ua, s.wa, s.items, json.dumps(s.confusion)) for c, s in result.scores.items()],
    )
    rows = (
        (p.condition, item, p.utterance, p.speaker, p.emotion, p.predicted, p.probabilities, p.noise, p.snr_db)
        for item, p in enumerate(predictions)
    )
    connection.executemany(
        "INSERT INTO predictions VALUES (?,?,?,?,?,?,?,?,?,?)",
        ((result.run, *row[:6], text_of_floats(row[6]), *row[7:]) for row in rows),
    )


def _write_end(connection: sqlite3.Connection, run_id: str, state: str, seconds: float, error: str = "") -> None:
    connection.execute(
        "UPDATE runs SET state = ?, ended = ?, seconds = seconds + ?, error = ? WHERE id = ?",
        (state, _now(), seconds, error, run_id),
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _owner_columns() -> tuple[int, float, str]:
    owner = this_process()
    return owner.pid, owner.started, owner.host


def _being_worked_on(run_id: str, owner: Owner) -> str:
    if owner.is_elsewhere:
        return (
            f"Run '{run_id}' is being worked on by the computer {owner.host}; wait for it, or, where that one is gone, "
            f"say 'ser-workbench resume {run_id} --take-over'."
        )
    return f"Run '{run_id}' is being worked on already; wait for it or cancel it there."


def _either(runs: Sequence[RunRow]) -> str:
    names = [f"'{run.id}'" for run in runs[:4]] + ([f"{len(runs) - 4} more"] if len(runs) > 4 else [])
    return f"{', '.join(names[:-1])} or {names[-1]}"
