# SPDX-License-Identifier: MIT
"""`calibration`: how far a run's probabilities and its "unsure" can be believed, asked of its test speakers."""

import argparse

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace
from ser_workbench.live.settings import LiveSettings
from ser_workbench.studies.honesty import measure_honesty
from ser_workbench.studies.honesty_figures import Honest, Share

HEADS = ("view", "promised %", "coverage %", "unsure %", "right of the sure %", "emotions named")


def add_to(words: Words) -> None:
    """Add the verb of this file."""
    verb = add_verb(words, "calibration", "how far the answers of a trained network can be believed", _calibration)
    verb.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    verb.add_argument(
        "--state",
        choices=["clean", "noisy"],
        default="clean",
        help="the state selected on clean validation speech (default) or on noisy",
    )
    window_s = LiveSettings().window_s
    window = f"how far back the running view hears, 1 to 4 (default {window_s:g})"
    verb.add_argument("--window", type=float, default=window_s, metavar="SECONDS", help=window)
    add_workspace(verb)


def _calibration(args: argparse.Namespace, terminal: Terminal) -> None:
    window_s = LiveSettings().changed({"window_s": args.window}).window_s
    workspace = find_workspace(args.workspace)
    honest = terminal.run(measure_honesty(workspace, args.run, args.state, window_s))
    if args.json:
        terminal.result(honest.to_json())
    tell_honesty(honest, terminal)


def tell_honesty(honest: Honest, terminal: Terminal) -> None:
    """Print what was promised and what was kept for a person."""
    rows = [
        [
            name,
            f"{100 * at.level:g}",
            _percent(at.coverage),
            _percent(at.unsure),
            _percent(at.sure_accuracy) if at.sure_accuracy else "-",
            f"{at.emotions:.1f}",
        ]
        for name, view in honest.views.items()
        for at in view.levels
    ]
    title = f"{honest.title}, run {honest.run}, {honest.condition} state, on its test speakers"
    terminal.table(HEADS, rows, title=f"{title} (95 % intervals over speakers)")
    for name, view in honest.views.items():
        before, after = view.calibration_error
        terminal.say(
            f"{name}: temperature {view.temperature:.2f} from {view.validation_utterances:,} validation utterances; of "
            f"{view.items:,} test items {_percent(view.accuracy)} % are right; calibration error {100 * before:.1f} % "
            f"before, {100 * after:.1f} % after; log loss {view.log_loss[0]:.2f} before, {view.log_loss[1]:.2f} after"
        )
        if after > before:
            terminal.say(f"{name}: calibration has not helped on these test speakers; validation is not like them.")
    for remark in honest.remarks:
        terminal.say(remark)


def _percent(share: Share) -> str:
    if share.interval is None:
        return f"{100 * share.value:.1f}"
    low, high = share.interval
    return f"{100 * share.value:.1f} ({100 * low:.0f} to {100 * high:.0f})"
