# SPDX-License-Identifier: MIT
"""The folder of a run: where each thing lies in it, and how the small ones are read and written."""

import csv
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.partition import Partition
from ser_workbench.errors import RunError, WorkbenchError
from ser_workbench.runs.noisy_table import load_noisy_table, save_noisy_table
from ser_workbench.runs.result import PredictionRow, RunResult
from ser_workbench.runs.settings import ExperimentSettings, load_experiment
from ser_workbench.runs.whole_file import read_table, write_json, write_table, write_text
from ser_workbench.training.events import EpochEnded


@dataclass(frozen=True, slots=True)
class RunIdentity:
    """Which run it is, what it was made from, and the classes of its network in their order."""

    run: str
    created: str
    """Local time, ISO 8601, to the second."""
    corpus: str
    emotions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunFolder:
    """`runs/<id>/` of a workspace, or an exported copy of it."""

    path: Path

    @property
    def identity(self) -> Path:
        """What the run is called: a copy of the folder may have another name."""
        return self.path / "run.json"

    @property
    def config(self) -> Path:
        """The settings; corpus and noise folders are absolute."""
        return self.path / "config.toml"

    @property
    def partition(self) -> Path:
        """The frozen partition: a row an utterance, with the hash of its file."""
        return self.path / "partition.csv"

    @property
    def noisy_set(self) -> Path:
        """The recipe of the noisy set: a row a noisy utterance, with the hash of the noise file."""
        return self.path / "noisy_set.csv"

    @property
    def leaks(self) -> Path:
        """What the leak check found by sound before the run began."""
        return self.path / "leaks.json"

    @property
    def checkpoint(self) -> Path:
        """The state of the training after its last whole epoch."""
        return self.path / "checkpoint.safetensors"

    @property
    def log(self) -> Path:
        """A line of JSON for each stage, note and epoch."""
        return self.path / "log.jsonl"

    @property
    def report(self) -> Path:
        """The report, one HTML file."""
        return self.path / "report.html"

    @property
    def predictions(self) -> Path:
        """What the network said of every test utterance, one row each."""
        return self.path / "predictions.csv"

    @property
    def result(self) -> Path:
        """The scores; there once the run is finished."""
        return self.path / "result.json"

    def lapse(self, epoch: int) -> Path:
        """The projections after an epoch, where they are kept; epoch 0 is before the training."""
        return self.path / "lapse" / f"epoch-{epoch:05d}.safetensors"

    def best(self, condition: str) -> Path:
        """The network selected under a condition, with all that a prediction needs."""
        return self.path / f"best_{condition}.safetensors"

    def load_identity(self) -> RunIdentity:
        """Raises RunError when this is no folder of a run."""
        with _damage_told(self.identity):
            values = json.loads(self.identity.read_text(encoding="utf-8"))
            emotions = tuple(map(str, values["emotions"]))
            return RunIdentity(str(values["run"]), str(values["created"]), str(values["corpus"]), emotions)

    def save_identity(self, identity: RunIdentity) -> None:
        """Write run.json."""
        write_json(self.identity, asdict(identity))

    def load_settings(self) -> ExperimentSettings:
        """Raises RunError when this is no folder of a run.

        Runs from before noises could be divided name no mode: theirs were drawn anywhere.
        """
        with _damage_told(self.config):
            settings = load_experiment(self.config)
            if "mode" not in tomllib.loads(self.config.read_text(encoding="utf-8-sig")).get("noise", {}):
                return settings.changed({"noise.mode": "paper"})
            return settings

    def save_settings(self, settings: ExperimentSettings) -> None:
        """Write config.toml."""
        write_text(self.config, settings.to_toml())

    def load_partition(self) -> Partition:
        """Raises RunError when it is missing or damaged."""
        with _damage_told(self.partition):
            return Partition.load_csv(self.partition)

    def load_noisy_set(self) -> tuple[tuple[NoisyItem, ...], dict[str, str]]:
        """The noisy set and the hash of each noise by id. Raises RunError when it is missing or damaged."""
        with _damage_told(self.noisy_set):
            return load_noisy_table(self.noisy_set)

    def hash_noisy_set(self) -> str:
        """A digest of noisy_set.csv: the same noises over the same utterances, the same digest.

        Raises RunError when it is missing.
        """
        with _damage_told(self.noisy_set):
            return hashlib.sha256(self.noisy_set.read_bytes()).hexdigest()

    def save_noisy_set(self, items: Iterable[NoisyItem], hashes: Mapping[str, str], seed: int) -> None:
        """Write noisy_set.csv; `hashes` by noise id."""
        save_noisy_table(self.noisy_set, items, hashes, seed)

    def load_copies(self) -> tuple[tuple[str, str], ...] | None:
        """Utterances on two sides that are copies by their sound; None in a run of before they were looked for.

        Raises RunError when the file is damaged.
        """
        if not self.leaks.exists():
            return None
        with _damage_told(self.leaks):
            pairs = json.loads(self.leaks.read_text(encoding="utf-8"))["copies"]
            return tuple((str(one), str(other)) for one, other in pairs)

    def save_copies(self, copies: Iterable[tuple[str, str]]) -> None:
        """Write leaks.json."""
        write_json(self.leaks, {"copies": [list(pair) for pair in copies]})

    def save_epochs(self, epochs: Sequence[EpochEnded]) -> None:
        """Write epochs.csv."""
        columns = [field.name for field in fields(EpochEnded)]
        write_table(self.path / "epochs.csv", columns, (astuple(epoch) for epoch in epochs))

    def load_epochs(self) -> tuple[EpochEnded, ...]:
        """The curves; empty before the first epoch has ended."""
        file = self.path / "epochs.csv"
        if not file.exists():
            return ()
        with _damage_told(file):
            return tuple(_epoch(row) for row in read_table(file))

    def save_predictions(self, rows: Iterable[PredictionRow], emotions: Sequence[str]) -> None:
        """Write predictions.csv: one column a probability."""
        columns = (
            "condition",
            "utterance",
            "speaker",
            "emotion",
            "predicted",
            "noise",
            "snr_db",
            *map(_column, emotions),
        )
        cells = (
            (r.condition, r.utterance, r.speaker, r.emotion, r.predicted, r.noise, r.snr_db, *r.probabilities)
            for r in rows
        )
        write_table(self.predictions, columns, cells)

    def load_predictions(self, emotions: Sequence[str]) -> tuple[PredictionRow, ...]:
        """Raises RunError when the file is missing or damaged."""
        file = self.predictions
        with _damage_told(file):
            return tuple(_prediction(row, emotions) for row in read_table(file))

    def save_result(self, result: RunResult) -> None:
        """Write result.json."""
        write_json(self.result, result.to_file_json())

    def load_result(self) -> RunResult | None:
        """The result; None while the run is not finished. Raises RunError when the file is damaged."""
        if not self.result.exists():
            return None
        with _damage_told(self.result):
            return RunResult.from_file_json(json.loads(self.result.read_text(encoding="utf-8")))

    def write_log(self, kind: str, **values: Any) -> None:
        """Append one line; a log is the one file that grows in place."""
        moment = datetime.now().astimezone().isoformat(timespec="milliseconds")
        line = json.dumps({"time": moment, "event": kind, **values}, ensure_ascii=False)
        with self.log.open("a", encoding="utf-8", newline="\n") as log:
            log.write(f"{line}\n")


@contextmanager
def _damage_told(file: Path) -> Iterator[None]:
    """Whatever is missing or malformed in a file of a run becomes one RunError."""
    if not file.is_file():
        raise RunError(f"{file.parent} is no complete run: {file.name} is missing; choose the folder of a run.")
    try:
        yield
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        csv.Error,
        WorkbenchError,
    ) as error:
        raise damaged(file, str(error).strip().rstrip(".")) from None


def damaged(file: Path, reason: str) -> RunError:
    """The sentence about a file of a run that is not as a run leaves it."""
    return RunError(f"{file} is damaged ({reason}); take the run from its export or delete it.")


def _epoch(row: dict[str, str]) -> EpochEnded:
    numbers: dict[str, Any] = {}
    for field in fields(EpochEnded):
        text = row[field.name]
        numbers[field.name] = text == "True" if field.type is bool else int(text) if field.type is int else float(text)
    return EpochEnded(**numbers)


def _column(emotion: str) -> str:
    return f"p_{emotion}"


def _prediction(row: dict[str, str], emotions: Sequence[str]) -> PredictionRow:
    texts = ("condition", "utterance", "speaker", "emotion", "predicted", "noise")
    return PredictionRow(
        **{name: row[name] for name in texts},
        probabilities=tuple(float(row[_column(emotion)]) for emotion in emotions),
        snr_db=float(row["snr_db"]) if row["snr_db"] else None,
    )
