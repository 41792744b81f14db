# SPDX-License-Identifier: MIT
"""The recipe of a noisy set as a table: a row a noisy utterance, the content of each noise frozen by its hash.

A hash stands in the first row of its noise only: 75,420 rows of 929 noises take 6 MB and not 11.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.runs.whole_file import read_table, write_table

COLUMNS = ("utterance_id", "noise_id", "offset", "snr_db", "seed", "noise_hash")


def save_noisy_table(file: Path, items: Iterable[NoisyItem], hashes: Mapping[str, str], seed: int) -> None:
    """Write the table, rows in the order of the items; the same items and seed give the same bytes."""
    write_table(file, COLUMNS, _rows(items, hashes, seed))


def load_noisy_table(file: Path) -> tuple[tuple[NoisyItem, ...], dict[str, str]]:
    """The noisy set and the hash of each noise by id.

    Tables of earlier versions, with the hash in each row and no seed, are read too.
    Raises OSError, KeyError or ValueError when it is no such table.
    """
    rows = read_table(file)
    items = [
        NoisyItem(row["utterance_id"], row["noise_id"], float(row["offset"]), float(row["snr_db"])) for row in rows
    ]
    hashes = {row["noise_id"]: row["noise_hash"] for row in rows if row["noise_hash"]}
    unknown = {item.noise_id for item in items} - hashes.keys()
    if unknown:
        raise ValueError(f"it names no hash of {min(unknown)}")
    return tuple(items), hashes


def _rows(items: Iterable[NoisyItem], hashes: Mapping[str, str], seed: int) -> Iterator[tuple[object, ...]]:
    named: set[str] = set()
    for item in items:
        content_hash = "" if item.noise_id in named else hashes[item.noise_id]
        named.add(item.noise_id)
        yield item.utterance_id, item.noise_id, item.offset, item.snr_db, seed, content_hash
