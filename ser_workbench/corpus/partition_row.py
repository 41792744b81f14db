# SPDX-License-Identifier: MIT
"""One line of a partition: an utterance, and the side on which it stands."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class PartitionRow:
    """One utterance on one side; `content_hash` is the SHA-256 of its file."""

    utterance_id: str
    speaker: str
    gender: str
    emotion: str
    side: str
    content_hash: str
    seconds: float


COLUMNS = tuple(field.name for field in fields(PartitionRow))
