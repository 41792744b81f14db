# SPDX-License-Identifier: MIT
"""Rows of a table that the model's name does not tell apart: what sets them off from each other, in words."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ser_workbench.runs.compare import model_title, value_in_words
from ser_workbench.runs.protocol import Protocol
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.settings import SettingField, fields_of

IN_THE_TITLE = ("model.name", "model.convolution", "features.kind")
DIGEST_LENGTH = 4


def tell_apart(rows: Mapping[Protocol, RunRow]) -> dict[Protocol, str]:
    """By protocol, the settings that are not the same in all rows that have them; one run stands for each row.

    Where no setting tells two rows apart, their recordings, sides or noises do, and each names the digest of its data.
    """
    fields = {field.key: field for field in fields_of(ExperimentSettings) if field.key not in IN_THE_TITLE}
    told = [key for key in fields if _differs(key, rows)]
    has_noise = [row.settings.has_noise for row in rows.values()]
    words = {}
    for protocol, row in rows.items():
        phrases = [_phrase(fields[key], protocol.choices[key]) for key in told if key in protocol.choices]
        if any(has_noise) and not row.settings.has_noise:
            phrases.append("no noise")
        words[protocol] = ", ".join(phrases)
    names = {protocol: (model_title(row.settings), row.corpus, words[protocol]) for protocol, row in rows.items()}
    alike = Counter(names.values())
    for protocol in rows:
        if alike[names[protocol]] > 1:
            words[protocol] = ", ".join(filter(None, (words[protocol], f"data {protocol.data[:DIGEST_LENGTH]}")))
    return words


def _phrase(field: SettingField, value: object) -> str:
    title, words = field.title.lower(), value_in_words(value, field)
    return f"{title} {words.removesuffix(f' {field.unit}') if field.unit in title else words}"


def _differs(key: str, rows: Mapping[Protocol, RunRow]) -> bool:
    values: set[Any] = {protocol.choices[key] for protocol in rows if key in protocol.choices}
    return len(values) > 1
