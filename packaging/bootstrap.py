# SPDX-License-Identifier: MIT
"""One command from a fresh checkout to the running program, or to its tests.

python3 packaging/bootstrap.py run [--] [WORDS]    installs, opens the window (no screen: runs `demo`), or runs WORDS
python3 packaging/bootstrap.py test [--] [WORDS]   installs, runs all tests; WORDS go to pytest

Needs the standard library alone. Everything lands in `.venv` in the project's folder; what is there and whole is left
as it is, so that a second call starts at once. Exit 2: wrong words, or Python is too old; exit 1: the machine could
not do it. This file holds nothing that an old Python cannot read, so that it can say so itself.
"""

import os
import subprocess
import sys

OLDEST_PYTHON = (3, 11)
USAGE = """usage: python3 packaging/bootstrap.py run  [--] [WORDS]   open the window, or run a verb of the command line
       python3 packaging/bootstrap.py test [--] [WORDS]   run the tests; WORDS go to pytest
"""


def main(words: "list[str]") -> int:
    """Obey the words of the command line; returns the exit status where no program takes our place."""
    if sys.version_info < OLDEST_PYTHON:
        have = ".".join(map(str, sys.version_info[:3]))
        print(
            f"SER Workbench needs Python 3.11 or newer and this is Python {have}; "
            "install a newer one and run this command with it (python3.13 packaging/bootstrap.py ...).",
            file=sys.stderr,
        )
        return 2
    if not words or words[0] not in ("run", "test"):
        is_question = bool(words) and words[0] in ("-h", "--help")
        print(USAGE, end="", file=sys.stdout if is_question else sys.stderr)
        return 0 if is_question else 2
    level, rest = words[0], words[1:]
    if rest and rest[0] == "--":
        rest = rest[1:]
    return install_and_start(level, rest)


def install_and_start(level: str, words: "list[str]") -> int:
    """Make the environment whole, then hand over to the program; level: `run` or `test`."""
    from failures import BootstrapError, explain_os_error
    from system_libraries import has_screen
    from virtual_environment import ROOT, VENV, make_whole, python_of

    screen = has_screen(sys.platform, os.environ)
    try:
        make_whole(level, has_screen=screen)
    except BootstrapError as error:
        print(f"\n{error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"\n{explain_os_error(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; run the same command again to go on.", file=sys.stderr)
        return 130
    if level == "test":
        os.chdir(ROOT)
    return start(str(python_of(VENV)), program_words(level, words, has_screen=screen))


def program_words(level: str, words: "list[str]", has_screen: bool) -> "list[str]":
    """What the environment's Python is to run: pytest, a verb, the window, or the demo where there is no screen."""
    if level == "test":
        return ["-m", "pytest", *words]
    if not words and not has_screen:
        return ["-m", "ser_workbench", "demo"]
    return ["-m", "ser_workbench", *words]


def start(python: str, words: "list[str]") -> int:
    """Let the program take the place of this one, so that every signal reaches it; Windows can only wait for it."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(python, [python, *words])  # noqa: S606 - the program is ours, from a path that we made
    child = subprocess.Popen([python, *words])
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # Windows has sent it to the child too, which decides.


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
