# SPDX-License-Identifier: MIT
"""Names of runs: sortable by time, readable, and unique without asking anyone."""

import secrets
from datetime import datetime


def new_run_id(model_name: str, now: datetime | None = None) -> str:
    """Local time, model and four random characters: `20261122-173015-fst-cldnn-log-mel-a3f1`."""
    moment = now or datetime.now().astimezone()
    return f"{moment:%Y%m%d-%H%M%S}-{model_name}-{secrets.token_hex(2)}"
