# SPDX-License-Identifier: MIT
"""Pip, run so that one sees how far it is, and that its failures become one sentence."""

import os
import re
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

from failures import explain_pip

KEPT_LINES = 200
UNPACKING = "Installing collected packages:"


def install(python: Path, words: list[str], log: Path) -> None:
    """Run `pip install` in the environment of `python`; all it says goes to `log`, one line a package to the screen.

    Raises BootstrapError when pip fails.
    """
    command = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *words]
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1", "PIP_PROGRESS_BAR": "off"}
    last: deque[str] = deque(maxlen=KEPT_LINES)
    screen = _Screen()
    with log.open("a", encoding="utf-8") as file:
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as child:
            try:
                for line in child.stdout or ():
                    file.write(line)
                    last.append(line)
                    screen.show(line)
            except BaseException:
                child.terminate()
                raise
            finally:
                screen.close()
        status = child.returncode
    if status:
        failure = explain_pip("".join(last), str(log))
        failure.is_half_done = any(line.startswith(UNPACKING) for line in last)
        raise failure


def describe(line: str) -> str:
    """What one line of pip's output is worth on the screen; nothing for most lines."""
    fetched = re.match(r"\s+(Downloading|Using cached) (\S+)\.(?:whl|tar\.gz)( \([^)]*\))?", line)
    if fetched and ".metadata" not in line:
        name = "-".join(fetched[2].rpartition("/")[2].split("-")[:2])  # `torch-2.11.0` of a wheel's whole name
        return f"{'fetching' if fetched[1] == 'Downloading' else 'from the cache'} {name}{fetched[3] or ''}"
    if line.startswith(UNPACKING):
        return f"unpacking {line.count(',') + 1} packages"
    return ""


class _Screen:
    """One line that is written over on a terminal, or a line each elsewhere."""

    def __init__(self) -> None:
        self.is_terminal = sys.stdout.isatty()
        self.shown = 0

    def show(self, line: str) -> None:
        text = describe(line)
        if not text:
            return
        self.shown += 1
        text = f"  [{self.shown}] {text}"
        if self.is_terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{text[:width]:<{width}}", end="", flush=True)
        else:
            print(text, flush=True)

    def close(self) -> None:
        if self.is_terminal and self.shown:
            print(flush=True)
