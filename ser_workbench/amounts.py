# SPDX-License-Identifier: MIT
"""Amounts as a person reads them."""

from collections.abc import Callable


def counted(count: int, thing: str) -> str:
    """`1 speaker`, `1,234 speakers`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def size_text(count_bytes: float, to_whole: Callable[[float], int] = round) -> str:
    """Bytes as a person reads them: 3.4 GB. `math.ceil` rounds up what is promised not to be exceeded."""
    amount = float(count_bytes)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{to_whole(amount)} {unit}"
        amount /= 1000
    return f"{to_whole(amount * 10) / 10:,.1f} GB"
