# SPDX-License-Identifier: MIT
"""Makes the files of `packaging/` importable by the names they call each other."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
