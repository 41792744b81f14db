# SPDX-License-Identifier: MIT
"""`baseline`: the networks' rivals on a corpus (Table 3), and those that are kept in a workspace."""

import argparse
from collections.abc import Sequence

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, named_path, read_changes
from ser_workbench.errors import SettingsError
from ser_workbench.paper.published import TABLE_3_UA_PERCENT
from ser_workbench.runs.apart import refuse_lost_folders, refuse_within_recordings
from ser_workbench.runs.intervals import RELIABLE_SPEAKERS
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.settings import fields_of
from ser_workbench.studies.baseline_book import BaselineResult, delete_baseline, list_baselines
from ser_workbench.studies.baseline_settings import BaselineSettings, Method, with_absolute_places

GOES_ON = "What is finished is kept, and the functionals are not computed again."
PUBLISHED = "Paper: on eNTERFACE'05, which cannot be compared with other corpora."


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    parser = words.add_parser("baseline", help="the networks' rivals on functionals of whole utterances")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    _add_method(verbs, "svm", "support vector machines on openSMILE's functionals (Table 3)")
    _add_method(verbs, "skrrr", "sparse kernel reduced-rank regression (Yan et al. 2016) on the same functionals")
    listed = add_verb(verbs, "list", "list the baselines of a workspace", _list)
    add_workspace(listed)
    deleted = add_verb(verbs, "delete", "delete a baseline", _delete)
    deleted.add_argument("baseline", metavar="BASELINE", help="its id, as 'baseline list' names it")
    deleted.add_argument("--yes", action="store_true", required=True, help="say that you mean it")
    add_workspace(deleted)


def _add_method(verbs: Words, method: Method, what: str) -> None:
    parser = add_verb(verbs, method, what, _try, GOES_ON)
    parser.set_defaults(method=method)
    parser.add_argument("corpus", type=named_path, nargs="?", metavar="CORPUS", help="the folder of the recordings")
    parser.add_argument(
        "--features", metavar="SET,…", help="feature sets with commas between them: EC, PC, SSC, STC, ComParE, eGeMAPS"
    )
    parser.add_argument(
        "--config", metavar="FILE.conf", help="an openSMILE configuration of your own, as a feature set"
    )
    parser.add_argument("--scheme", metavar="SCHEME,…", help="tvt, loso, named or file, with commas between them")
    parser.add_argument("--reader", metavar="NAME", help="the reader to use (default: recognised by the folder)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change one setting, as often as you like"
    )
    parser.add_argument("--settings", action="store_true", help="list every setting with its range, and stop")
    add_workspace(parser)


def _try(args: argparse.Namespace, terminal: Terminal) -> None:
    if args.settings:
        fields = fields_of(BaselineSettings)
        if args.json:
            terminal.result(
                [{"key": f.key, "title": f.title, "range": f.range_text, "default": f.default} for f in fields]
            )
        terminal.table(
            ["setting", "meaning", "range", "default"], [[f.key, f.title, f.range_text, f.default] for f in fields]
        )
        return
    asked = _read_settings(args)
    if args.workspace is not None:  # Before it is made there.
        heard = ExperimentSettings(corpus=asked[0].corpus)
        refuse_lost_folders(heard)
        refuse_within_recordings(args.workspace, heard)
    from ser_workbench.studies.baseline import run_baseline

    workspace = open_workspace(args.workspace)
    _tell([terminal.run(run_baseline(workspace, settings)) for settings in asked], terminal)


def _read_settings(args: argparse.Namespace) -> list[BaselineSettings]:
    """One baseline for each feature set and scheme.

    Raises SettingsError for a name or a value that cannot be.
    """
    if args.corpus is None:
        raise SettingsError(f"No corpus is named; say 'ser-workbench baseline {args.method} CORPUS'.")
    if args.config and args.features:
        raise SettingsError("--config takes the place of a feature set; name either of them, not both.")
    named = {"corpus.folder": str(args.corpus), "corpus.reader": args.reader, "functionals.config": args.config}
    changes = {"method": args.method} | {key: value for key, value in named.items() if value} | read_changes(args.set)
    plain = BaselineSettings().changed(changes)
    sets = [name.strip() for name in (args.features or plain.functionals.feature_set).split(",")]
    schemes = [name.strip() for name in (args.scheme or plain.partition.scheme).split(",")]
    return [
        with_absolute_places(plain.changed({"functionals.feature_set": name, "partition.scheme": scheme}))
        for name in sets
        for scheme in schemes
    ]


def _list(args: argparse.Namespace, terminal: Terminal) -> None:
    _tell(list_baselines(find_workspace(args.workspace)), terminal)


def _delete(args: argparse.Namespace, terminal: Terminal) -> None:
    delete_baseline(find_workspace(args.workspace), args.baseline)
    if args.json:
        terminal.result({"deleted": args.baseline})
    terminal.say(f"{args.baseline} is deleted.")


def _tell(results: Sequence[BaselineResult], terminal: Terminal) -> None:
    if terminal.json_wanted:
        terminal.result([result.to_json() for result in results])
    heads = ["baseline", "features", "scheme", "UA %", "95 % interval", "WA %", "chosen", "each kernel, UA %"]
    terminal.table([*heads, "speakers", "s", "paper UA %"], [_line(result) for result in results])
    if any(len(result.speakers) < RELIABLE_SPEAKERS for result in results):
        terminal.say(f"With fewer than {RELIABLE_SPEAKERS} test speakers an interval is unreliable.")
    if any(_published(result) for result in results):
        terminal.say(PUBLISHED)


def _line(result: BaselineResult) -> list[object]:
    interval = "–" if result.interval is None else " to ".join(f"{100 * end:.2f}" for end in result.interval)
    kernels = ", ".join(f"{kernel} {100 * ua:.2f}" for kernel, ua in result.by_kernel.items())
    seconds = f"{result.feature_seconds + result.seconds:.1f}"
    return [
        result.id,
        f"{result.settings.functionals.name} ({result.features})",
        result.settings.partition.scheme,
        f"{100 * result.score.ua:.2f}",
        interval,
        f"{100 * result.score.wa:.2f}",
        _chosen(result),
        kernels or "–",
        len(result.speakers),
        seconds,
        _published(result) or "–",
    ]


def _chosen(result: BaselineResult) -> str:
    """What was chosen in most folds, and in how many."""
    ways = [
        ", ".join(f"{value:g}" if isinstance(value, float) else value for value in f.chosen.values())
        for f in result.folds
    ]
    most = max(ways, key=ways.count)
    return most if len(ways) == 1 else f"{most} ({ways.count(most)} of {len(ways)})"


def _published(result: BaselineResult) -> str:
    if result.method != "svm" or result.settings.functionals.config:
        return ""
    ua = TABLE_3_UA_PERCENT.get(result.settings.partition.scheme, {}).get(result.settings.functionals.feature_set)
    return "" if ua is None else f"{ua:.2f}"
