# SPDX-License-Identifier: MIT
"""`~` in a path that the user names."""

import os
from pathlib import Path


def with_home(path: Path | str) -> Path:
    """The path with the user's home folder for `~`.

    A `~name` that this computer does not know stays as it is, so that it is told as a folder that is not there;
    Path.expanduser would raise RuntimeError.
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111
