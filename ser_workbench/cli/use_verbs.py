# SPDX-License-Identifier: MIT
"""`evaluate` and `predict`: a trained network on other data."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.live_words import judgement_words, span_words
from ser_workbench.cli.places import check_place
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, named_path, read_changes
from ser_workbench.errors import BadInputError
from ser_workbench.runs.apart import refuse_within_recordings
from ser_workbench.runs.evaluate import evaluate_run
from ser_workbench.runs.evaluation import FilePrediction
from ser_workbench.studies.segment_files import FileSegments, write_segment_table, write_textgrid

UNCALIBRATED = (
    "These shares are the network's own, which is mostly too sure of itself; --segments tells calibrated ones, and "
    "where it is unsure."
)


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    evaluate = add_verb(words, "evaluate", "test a trained network on another corpus", _evaluate)
    evaluate.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    evaluate.add_argument("--corpus", type=Path, required=True, metavar="DIR", help="the corpus to test on")
    evaluate.add_argument("--noise", type=Path, metavar="DIR", help="a folder of noise, for the noisy condition")
    evaluate.add_argument("--reader", metavar="NAME", help="the reader to use (default: recognised by the folder)")
    add_workspace(evaluate)
    predict = add_verb(words, "predict", "tell the emotions of recordings", _predict)
    predict.add_argument("run", metavar="RUN", help="its id, a unique start of it, or 'last'")
    predict.add_argument("files", nargs="+", type=Path, metavar="FILE", help="recordings of any rate and channel count")
    predict.add_argument(
        "--state",
        choices=["clean", "noisy"],
        default="clean",
        help="the state selected on clean validation speech (default) or on noisy, for recordings made in noise",
    )
    predict.add_argument("--segments", action="store_true", help="utterance by utterance, short recordings too")
    predict.add_argument(
        "--csv", type=named_path, metavar="F.csv", help="write a table, a row a segment or a whole recording"
    )
    predict.add_argument(
        "--textgrid",
        type=named_path,
        metavar="PLACE",
        help="write the segments for Praat: a file, or a folder for several",
    )
    predict.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="any setting of listening, as of `live`"
    )
    add_workspace(predict)


def _evaluate(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    evaluation = terminal.run(evaluate_run(workspace, args.run, args.corpus, args.noise, args.reader))
    if args.json:
        terminal.result(evaluation.to_json())
    rows = [[condition, 100 * s.ua, 100 * s.wa, s.items] for condition, s in evaluation.scores.items()]
    terminal.table(["condition", "UA %", "WA %", "items"], rows, title=f"{evaluation.run} on {args.corpus}")
    for emotion, count in evaluation.left_out.items():
        terminal.say(f"{count} utterances of {emotion} are left out: the network does not know that emotion.")


def _predict(args: argparse.Namespace, terminal: Terminal) -> None:
    workspace = find_workspace(args.workspace)
    changes = read_changes(args.set)
    grids = _textgrids(args.textgrid, args.files) if args.textgrid else {}
    for place in (args.csv, *grids.values()):
        if place is not None:
            refuse_within_recordings(place, workspace.store.find(args.run).settings)
    if args.csv:
        check_place(args.csv, args.files, "--csv")
        if args.csv.absolute() in {grid.absolute() for grid in grids.values()}:
            raise BadInputError(f"--csv and --textgrid are both {args.csv}; name two files.")
    from ser_workbench.studies.segments import SegmentSettings, predict_recordings  # torch takes seconds to load

    settings = SegmentSettings().changed(changes)
    in_segments = args.segments or bool(grids)
    said = terminal.run(predict_recordings(workspace, args.run, args.files, args.state, settings, in_segments))
    if args.csv:
        write_segment_table(args.csv, said, next((list(one.probabilities) for one in said if one.probabilities), []))
    for recording in said:
        if isinstance(recording, FileSegments) and grids:
            write_textgrid(grids[Path(recording.file)], recording)
    if args.json:
        terminal.result([recording.to_json() for recording in said])
    _tell(said, terminal)


def _tell(said: Sequence[FileSegments | FilePrediction], terminal: Terminal) -> None:
    whole = [one for one in said if isinstance(one, FilePrediction)]
    rows = [[p.file, p.emotion, ", ".join(f"{e} {100 * share:.0f}" for e, share in p.likeliest(3))] for p in whole]
    if rows:
        terminal.table(["file", "emotion", "the three likeliest, %"], rows)
        terminal.say(UNCALIBRATED)
    for recording in said:
        if isinstance(recording, FileSegments):
            lines = [
                [span_words(segment.start_s, segment.end_s), judgement_words(segment.judgement)]
                for segment in recording.segments
            ]
            as_a_whole = recording.emotion or "nobody speaks"
            terminal.table(["from – to", "emotion"], lines, title=f"{recording.file}: {as_a_whole}")
            for segment in recording.segments:
                for doubt in segment.doubts:
                    terminal.say(f"{span_words(segment.start_s, segment.end_s)}: {doubt}")


def _textgrids(place: Path, files: Sequence[Path]) -> dict[Path, Path]:
    """Where the TextGrid of each recording goes: into the file named, or into the folder under the recording's name."""
    if len(files) == 1 and not place.is_dir():
        grids = {files[0]: place}
    else:
        grids = {file: place / f"{file.stem}.TextGrid" for file in files}
    if len(set(grids.values())) < len(set(files)):
        raise BadInputError("Two recordings have one name, and so would their TextGrids; take them one by one.")
    for grid in grids.values():
        check_place(grid, files, "--textgrid")
        if grid.exists():  # Somebody may have annotated the recording by hand.
            raise BadInputError(f"{grid} is there already; move it away, or name another --textgrid.")
    return grids
