# SPDX-License-Identifier: MIT
"""Whether the name of an archive's member is one that may be written below a folder, on any system."""

import re
from pathlib import PurePosixPath

LONGEST_NAME_BYTES = 255
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE)


def inside_path(name: str) -> PurePosixPath:
    """The member's path below the folder.

    Raises ValueError, which says what is wrong: absolute, leading outside, or a name that some system cannot hold.
    """
    if name.startswith("/"):
        raise ValueError("is an absolute path")
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if ".." in parts:
        raise ValueError("leads outside the folder")
    if not parts:
        raise ValueError("has no name")
    for part in parts:
        _check_part(part)
    return PurePosixPath(*parts)


def is_link_inside(place: PurePosixPath, target: str) -> bool:
    """Whether a link in the folder `place` (both below the archive's top) stays below that top."""
    depth = len(place.parts)
    if target.startswith("/") or FORBIDDEN.search(target):
        return False
    for part in target.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return False
    return True


def _check_part(part: str) -> None:
    if FORBIDDEN.search(part) or RESERVED.match(part) or part.endswith((" ", ".")):
        raise ValueError("has a name that not every system can hold")
    try:
        size = len(part.encode())
    except UnicodeEncodeError:
        raise ValueError("has a name that is no Unicode") from None
    if size > LONGEST_NAME_BYTES:
        raise ValueError("has too long a name")
