# SPDX-License-Identifier: MIT
"""`noisy-set`: the recipe of a noisy set as tables, and on wish all its files of sound."""

import argparse
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ser_workbench.amounts import size_text
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.verb import Words, add_verb, add_workspace, read_changes
from ser_workbench.corpus.partition import SIDES
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.noisy_audio import AudioWritten, audio_size, write_noisy_audio
from ser_workbench.runs.noisy_recipe import TABLE, NoisyRecipe, draw_recipe, refuse_place, save_recipe
from ser_workbench.runs.recent import open_workspace
from ser_workbench.runs.settings import configure
from ser_workbench.runs.workspace import Workspace

if TYPE_CHECKING:
    from ser_workbench.features.build import Built

FLAGS = {
    "noises": ("noise.noises", int, "N", "noises an utterance (default 20)"),
    "snrs": ("noise.snrs", int, "N", "signal-to-noise ratios an utterance (default 3)"),
    "snr-low": ("noise.snr_low_db", float, "DB", "the lowest ratio (default -10)"),
    "snr-high": ("noise.snr_high_db", float, "DB", "the highest ratio (default 15)"),
    "snr-distribution": ("noise.snr_distribution", str, "NAME", "uniform (default), normal or list"),
    "snr-list": ("noise.snr_list_db", str, "DB,…", "the ratios of the distribution list, separated by commas"),
    "snr-over": ("noise.snr_over", str, "NAME", "speech power over the whole utterance (default) or its active part"),
    "mode": ("noise.mode", str, "NAME", "disjoint (default) divides the noises among the sides; paper does not"),
    "seed": ("noise.seed", int, "N", "draws the noisy set (default 0)"),
    "partition-seed": ("partition.seed", int, "N", "divides the speakers (default 0)"),
    "reader": ("corpus.reader", str, "NAME", "the corpus's reader (default: recognised by what the folder holds)"),
}
"""Flag → the setting it stands for, its type, what it takes, and its help."""


def add_to(words: Words) -> None:
    """Add the verb of this file."""
    what = "draw the noisy set of a corpus, as a table or as files of sound"
    verb = add_verb(words, "noisy-set", what, _noisy_set, goes_on="The same words go on where it stopped.")
    verb.add_argument("corpus", type=Path, metavar="CORPUS", help="the corpus as it lies on disk")
    verb.add_argument("noise", type=Path, metavar="NOISE", help="a folder of noise; of MUSAN its noise portion is used")
    for name, (key, kind, takes, what) in FLAGS.items():
        verb.add_argument(f"--{name}", dest=key, type=kind, metavar=takes, help=what)
    verb.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="NAME",
        help="a class, file or pattern of the noises to leave out, as often as you like",
    )
    verb.add_argument(
        "--set", action="append", default=[], metavar="key=value", help="change any other setting, as often as you like"
    )
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write into")
    verb.add_argument(
        "--write-audio",
        nargs="?",
        const="flac",
        choices=["flac", "wav"],
        help="write every noisy utterance as 16 kHz mono, 16 bit (default flac); goes on where it was stopped",
    )
    verb.add_argument(
        "--features",
        choices=["log-mel", "mfcc"],
        help="compute the features of all into a workspace, where trainings find them; goes on where it was stopped",
    )
    add_workspace(verb)


def _noisy_set(args: argparse.Namespace, terminal: Terminal) -> None:
    settings = configure(None, _changes(args))
    refuse_place(args.out, settings)
    if args.workspace is not None:
        refuse_within_recordings(args.workspace, settings)
    workspace = open_workspace(args.workspace) if args.features is not None else None
    recipe = terminal.run(draw_recipe(settings, is_listening=bool(args.write_audio or workspace)))
    save_recipe(recipe, args.out)
    built = _build(recipe, args.features, workspace, terminal) if workspace else None
    written = None
    if args.write_audio is not None:
        size = audio_size(recipe)
        most = size_text(size.most_bytes, math.ceil)
        terminal.note(f"Writing {size.files:,} files: {size.seconds / 3600:.2f} h of speech, at most {most}.")
        written = terminal.run(write_noisy_audio(recipe, args.out, f".{args.write_audio}"))
    _tell(recipe, written, built, args.out, terminal)


def _build(recipe: NoisyRecipe, kind: str, workspace: Workspace, terminal: Terminal) -> "Built":
    from ser_workbench.runs.noisy_features import build_noisy_features  # torch takes seconds to load.

    features = recipe.settings.features.changed({"kind": kind})
    return terminal.run(build_noisy_features(recipe, features, workspace))


def _changes(args: argparse.Namespace) -> dict[str, Any]:
    named = {key: getattr(args, key) for key, *_ in FLAGS.values() if getattr(args, key) is not None}
    folders = {"corpus.folder": str(args.corpus), "noise.folder": str(args.noise)}
    left_out = {"noise.left_out": ", ".join(args.leave_out)} if args.leave_out else {}
    return {**read_changes(args.set), **named, **left_out, **folders}


def _tell(
    recipe: NoisyRecipe, written: AudioWritten | None, built: "Built | None", out: Path, terminal: Terminal
) -> None:
    noise_sides = recipe.noise_sides()
    noises_of = Counter(noise_sides.values())
    rows = Counter(noise_sides.get(item.noise_id, "") for item in recipe.items)
    sides = {side: {"rows": rows[side], "noises": noises_of[side]} for side in SIDES if noises_of[side]}
    if terminal.json_wanted:
        terminal.result(
            {
                "table": str(out / TABLE),
                "rows": len(recipe.items),
                "utterances": len(recipe.corpus.utterances),
                "noises": len(recipe.hashes),
                "seconds": round(recipe.seconds, 3),
                "mode": recipe.settings.noise.mode,
                "sides": sides,
                "audio": written.to_json() if written else None,
                "features": built.to_json() if built else None,
            }
        )
    terminal.say(
        f"{out / TABLE}: {len(recipe.items):,} noisy utterances, {recipe.seconds / 3600:.2f} h, from "
        f"{len(recipe.corpus.utterances):,} utterances and {len(recipe.hashes):,} noises"
    )
    if sides:
        terminal.table(
            ["side", "noisy utterances", "noises"], [[side, *counts.values()] for side, counts in sides.items()]
        )
    if written:
        terminal.say(
            f"{written.files:,} files, {size_text(written.bytes)} ({written.kept:,} were there); the SNR measured in "
            f"them differs by {written.mean_snr_error_db:.4f} dB in the mean"
        )
