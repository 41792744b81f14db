# SPDX-License-Identifier: MIT
"""What an openSMILE configuration is made of: the file, what it includes, and whether it would write files.

openSMILE runs whatever components a configuration names. One with a sink of its own would write where it likes, and
over the user's recordings too, so that only the sink that hands the features over is let in.
"""

import re
from pathlib import Path

from ser_workbench.errors import SettingsError

COMMENTS = (";", "//", "#", "%")
HANDED_OVER = ("cExternalSink", "cNullSink")
"""Sinks that write no file."""
WRITER = re.compile(r"\bc\w*(?:Sink|Sender|Wavplayer)\w*")
INCLUDE = re.compile(r"\\\{(?:\\cm\[[^\]{]*\{([^}]*)\}[^\]]*\]|([^\\{}][^{}]*))\}")
"""Either way of naming another file: `\\{shared/levels.inc}` or `\\{\\cm[levels{shared/levels.inc}:what it is]}`."""
NONE = "?"


def find_parts(file: Path) -> tuple[Path, ...]:
    """The configuration and all that it includes, of paths from the file that names them; each once.

    What is not there is left out: openSMILE says so.
    Raises SettingsError for a file that cannot be read.
    """
    found: list[Path] = []
    waiting = [file]
    while waiting:
        part = waiting.pop().resolve()
        if part in found or not (part.is_file() or part == file.resolve()):
            continue
        found.append(part)
        names = [default or plain for line in _lines(part) for default, plain in INCLUDE.findall(line)]
        waiting += [part.parent / name for name in names if name != NONE]
    return tuple(found)


def refuse_writing(file: Path) -> None:
    """Raises SettingsError where the configuration, or what it includes, would write files or send data."""
    for part in find_parts(file):
        for line in _lines(part):
            writers = [name for name in WRITER.findall(line) if name not in HANDED_OVER]
            if writers:
                raise SettingsError(
                    f"{part} writes files by itself ({writers[0]}), which no configuration may do here; remove that "
                    "component, the features are read from its level."
                )


def _lines(file: Path) -> list[str]:
    """All but comments."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}); check the path.") from None
    return [line for line in map(str.strip, text.splitlines()) if not line.startswith(COMMENTS)]
