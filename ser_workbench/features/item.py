# SPDX-License-Identifier: MIT
"""One thing to compute features of, and the key under which they are kept."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.mixing import SnrOver


@dataclass(frozen=True, slots=True)
class FeatureItem:
    """What is to be computed: a speech file, clean or with a noise laid over it at an SNR."""

    key: str
    speech_file: Path
    noise_file: Path | None = None
    offset: float = 0.0
    snr_db: float = 0.0
    snr_over: SnrOver = "whole"


def item_key(
    content_hash: str,
    noise_hash: str | None = None,
    offset: float = 0.0,
    snr_db: float = 0.0,
    snr_over: SnrOver = "whole",
) -> str:
    """The store's key of an item, from the contents of its files: names and places of files do not matter."""
    if noise_hash is None:
        return content_hash[:40]
    recipe = f"{content_hash} {noise_hash} {offset!r} {snr_db!r}"
    if snr_over != "whole":
        recipe += f" {snr_over}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:40]
