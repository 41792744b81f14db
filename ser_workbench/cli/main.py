# SPDX-License-Identifier: MIT
"""Reads the words of the command line, does the verb, and turns what went wrong into one sentence.

Exit status: 0 done, 1 it failed, 2 wrong words or bad input.
"""

import argparse
import io
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from ser_workbench import __version__
from ser_workbench.cli import (
    baseline_verbs,
    calibration_verbs,
    corpus_verbs,
    demo_verbs,
    inspect_verbs,
    live_verbs,
    machine_verbs,
    noisy_set_verbs,
    paper_verbs,
    runs_verbs,
    sound_verbs,
    sweep_verbs,
    train_verbs,
    use_verbs,
)
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Windows
from ser_workbench.errors import BadInputError, WorkbenchError
from ser_workbench.jobs import as_workbench_error

log = logging.getLogger(__name__)


def build_parser(windows: Windows) -> argparse.ArgumentParser:
    """All verbs with their words."""
    parser = argparse.ArgumentParser(
        prog="ser-workbench",
        description="SER Workbench: speech emotion recognition with four types of convolution. "
        "Without a verb, it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"SER Workbench {__version__}")
    words = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    demo_verbs.add_to(words, windows)
    recordings, networks = (
        (corpus_verbs, sound_verbs, noisy_set_verbs),
        (train_verbs, sweep_verbs, use_verbs, calibration_verbs, inspect_verbs, live_verbs, runs_verbs),
    )
    for verbs in (*recordings, *networks, baseline_verbs, paper_verbs, machine_verbs):
        verbs.add_to(words)
    return parser


def main(argv: Sequence[str], windows: Windows) -> int:
    """Do one verb and return the exit status."""
    _mend_streams()
    try:
        args = build_parser(windows).parse_args(argv)
    except SystemExit as end:  # argparse has said what is wrong with the words.
        return end.code if isinstance(end.code, int) else 2
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    terminal = Terminal(json_wanted=args.json, is_quiet=args.quiet)
    try:
        args.do(args, terminal)
    except KeyboardInterrupt:
        return _fail(f"Stopped; nothing is lost. {args.goes_on}".rstrip(), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except WorkbenchError as error:
        return _fail(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last wall before the user; nothing may pass as a traceback.
        return _fail_unexpectedly(error)
    return 0


def _mend_streams() -> None:
    """What is said into a closed stream is lost, no more; letters that a terminal's alphabet lacks are spelt out."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end.
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(sentence: str, exit_code: int) -> int:
    sys.stderr.write(f"ser-workbench: {' '.join(sentence.splitlines())}\n")
    return exit_code


def _fail_unexpectedly(error: Exception) -> int:
    plain = as_workbench_error(error)
    if plain is not None:
        return _fail(str(plain), plain.exit_code)
    if isinstance(error, OSError) and error.filename is not None:
        reason = error.strerror or type(error).__name__
        return _fail(f"{error.filename} cannot be used ({reason}); choose another place.", BadInputError.exit_code)
    if isinstance(error, OSError) and error.strerror:
        return _fail(f"The system refuses to go on ({error.strerror}); see to that and try again, nothing is lost.", 1)
    with tempfile.NamedTemporaryFile(
        "w", prefix="ser-workbench-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write("".join(traceback.format_exception(error)))
    return _fail(
        f"This is a mistake of SER Workbench, not yours ({type(error).__name__}); "
        f"please report it with the file {Path(file.name)}.",
        1,
    )
