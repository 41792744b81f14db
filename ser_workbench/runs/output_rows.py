# SPDX-License-Identifier: MIT
"""The utterances of a partition as module outputs name them."""

from collections.abc import Iterable, Mapping

from ser_workbench.corpus.frozen import PartitionRow
from ser_workbench.corpus.utterance import UNKNOWN_GENDER
from ser_workbench.inspection.outputs import OutputRow


def output_rows(rows: Iterable[PartitionRow], genders: Mapping[str, str] | None = None) -> tuple[OutputRow, ...]:
    """Clean utterances, in their order.

    genders: by speaker, what is known of them beyond the partition
    """
    named = genders or {}
    found = []
    for row in rows:
        gender = named.get(row.speaker, row.gender)
        known = "" if gender == UNKNOWN_GENDER else gender
        found.append(OutputRow(row.utterance_id, row.speaker, row.emotion, known, row.side))
    return tuple(found)
