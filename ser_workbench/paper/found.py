# SPDX-License-Identifier: MIT
"""What an inspection found of one network, as the paper keeps it: a row of Table 5, ρ, and how sure both are."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from ser_workbench.errors import RunError
from ser_workbench.runs.result import Answer
from ser_workbench.runs.tally import Tally
from ser_workbench.runs.whole_file import write_json

FOUND = "found.json"


@dataclass(frozen=True, slots=True)
class FoundProbe:
    """What a probe of one module could tell; UA 0 to 1, None where the labels do not allow the question."""

    ua: float | None
    interval: tuple[float, float] | None
    control_ua: float | None
    chance: float | None
    note: str
    answers: tuple[tuple[str, str, str, str], ...]
    """Utterance, speaker, truth, answer of each test utterance."""

    def tally(self) -> Tally:
        """Its answers, counted by speaker."""
        return Tally.count(
            Answer(utterance, speaker, truth, said, "", None) for utterance, speaker, truth, said in self.answers
        )


@dataclass(frozen=True, slots=True)
class FoundPlane:
    """ρ of one module and labeling on the training side, and what of the projection survives on held-out points."""

    rho: float | None
    rho_without: Mapping[str, float]
    """ρ without each training speaker; where every one of them leaves two classes."""
    held_out_score: float | None
    control_score: float | None
    chance: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """All of it; by module, then by labeling."""

    run: str
    state: str
    probes: Mapping[str, Mapping[str, FoundProbe]]
    planes: Mapping[str, Mapping[str, FoundPlane]]

    def save(self, folder: Path) -> None:
        """Write found.json."""
        write_json(folder / FOUND, asdict(self))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` wrote. Raises RunError when it is missing or damaged."""
        file = folder / FOUND
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
            return cls(
                run=str(values["run"]),
                state=str(values["state"]),
                probes={name: {key: _probe(one) for key, one in row.items()} for name, row in values["probes"].items()},
                planes={
                    name: {key: FoundPlane(**one) for key, one in row.items()} for name, row in values["planes"].items()
                },
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RunError(f"{file} is damaged ({error}); remove it, and the inspection is done again.") from None


def _probe(values: Mapping[str, Any]) -> FoundProbe:
    interval = values["interval"]
    told = {name: values[name] for name in ("ua", "control_ua", "chance", "note")}
    answers = tuple((str(a), str(b), str(c), str(d)) for a, b, c, d in values["answers"])
    return FoundProbe(**told, interval=None if interval is None else (interval[0], interval[1]), answers=answers)
