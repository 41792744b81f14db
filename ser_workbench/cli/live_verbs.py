# SPDX-License-Identifier: MIT
"""`live`: a trained network hears a microphone, or a file played as if it were one."""

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from ser_workbench.audio.decode import look_at
from ser_workbench.audio.file_source import FileSource
from ser_workbench.audio.microphone import Microphone, find_microphone, list_microphones
from ser_workbench.audio.source import Source
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.live_telling import Telling
from ser_workbench.cli.verb import Words, add_verb, add_workspace, find_workspace, read_changes
from ser_workbench.errors import AudioDeviceError, BadInputError
from ser_workbench.live.recorder import check_recording
from ser_workbench.live.settings import LiveSettings
from ser_workbench.live.until_stopped import UntilStopped
from ser_workbench.runs.apart import refuse_within_recordings

STATE_HELP = "the state selected on clean validation speech (default) or on noisy, for a noisy room"


def add_to(words: Words) -> None:
    """Add the verb of this file."""
    live = add_verb(words, "live", "hear a microphone, or a file played as if it were one", _live)
    live.add_argument("run", nargs="?", metavar="RUN", help="its id, a unique start of it, or 'last'")
    source = live.add_mutually_exclusive_group()
    source.add_argument("--device", metavar="NAME", help="a microphone's name, or a part of it (default: the system's)")
    source.add_argument("--file", type=Path, metavar="WAV", help="a recording of any length, instead of a microphone")
    source.add_argument("--list-devices", action="store_true", help="name the microphones, and do nothing else")
    live.add_argument(
        "--channel", type=int, metavar="N", help="hear one channel alone, 1 the first (default: the mean of two)"
    )
    live.add_argument("--fast", action="store_true", help="hear the file as fast as it goes, not at its own pace")
    live.add_argument("--state", choices=["clean", "noisy"], default="clean", help=STATE_HELP)
    live.add_argument("--level", metavar="X", help="how often the true emotion shall be among the named (default 0.8)")
    live.add_argument("--window", metavar="S", help="how many seconds the running view looks back (default 2)")
    live.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="any setting of listening")
    live.add_argument(
        "--record", type=Path, metavar="F.wav", help="keep the sound, and what is said of it as CSV and TextGrid"
    )
    add_workspace(live)


def _live(args: argparse.Namespace, terminal: Terminal) -> None:
    if args.list_devices:
        _list_devices(terminal)
        return
    if args.run is None:
        raise BadInputError("No run is named; 'live last' hears with the last one, 'runs list' names them all.")
    if args.fast and args.file is None:
        raise BadInputError("A microphone cannot be heard faster than it speaks; name a --file, or leave --fast away.")
    if args.channel is not None and args.file is not None:
        raise BadInputError("Of a file the mean of its channels is heard; leave --channel away.")
    settings = _settings(args)
    workspace = find_workspace(args.workspace)
    if args.record:
        check_recording(args.record)
        refuse_within_recordings(args.record, workspace.store.find(args.run).settings)
    _check_source(args)
    from ser_workbench.live.listen import listen  # torch takes seconds to load: bad words are told first
    from ser_workbench.studies.prepare_ear import prepare_ear
    from ser_workbench.studies.recording import Recording

    ear = terminal.run(prepare_ear(workspace, args.run, args.state, settings.window_s))
    for remark in ear.honesty.utterance.remarks(settings.level):
        terminal.note(remark)
    with ExitStack() as stack:
        recording = stack.enter_context(Recording(args.record, ear.emotions)) if args.record else None
        source = stack.enter_context(closing(_open_source(args)))
        heard = UntilStopped(source, stack.enter_context(_stopped_by_ctrl_c()))
        telling = Telling(terminal, stack.enter_context(terminal.changing_line()))
        is_viewing = args.json or not args.fast  # Nobody reads what flies by.
        for event in stack.enter_context(closing(listen(heard, ear, settings, is_viewing))):
            if recording is not None:
                recording.take(event)
            telling.tell(event)
    telling.end(recording.finish().sound if recording is not None else None)
    if recording is not None and recording.is_full:
        terminal.say(
            f"A WAV file takes no more than {recording.seconds / 3600:.0f} hours; what came later is not in it."
        )


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[threading.Event]:
    """The first Ctrl+C sets the event, the second breaks off as it always does."""
    stop = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def stop_listening(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop_listening)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _settings(args: argparse.Namespace) -> LiveSettings:
    named = {"level": args.level, "window_s": args.window}
    return LiveSettings().changed(
        read_changes(args.set) | {key: text for key, text in named.items() if text is not None}
    )


def _check_source(args: argparse.Namespace) -> None:
    """What is not there is told before the run is prepared, which may take minutes the first time."""
    if args.file is not None:
        look_at(args.file)
        return
    with _file_offered():
        find_microphone(list_microphones(), args.device)


@contextmanager
def _file_offered() -> Iterator[None]:
    try:
        yield
    except AudioDeviceError as error:
        raise AudioDeviceError(f"{str(error).rstrip('.')} (--file WAV hears a recording instead).") from None


def _open_source(args: argparse.Namespace) -> Source:
    if args.file is not None:
        return FileSource(args.file, is_paced=not args.fast)
    with _file_offered():
        return Microphone(args.device, args.channel)


def _list_devices(terminal: Terminal) -> None:
    microphones = list_microphones()
    if terminal.json_wanted:
        terminal.result([asdict(microphone) for microphone in microphones])
    if not microphones:
        terminal.say("There is no microphone.")
        return
    rows = [
        [m.name, m.host, m.channels, round(m.sample_rate_hz), "default" if m.is_default else ""] for m in microphones
    ]
    terminal.table(["microphone", "through", "channels", "Hz", ""], rows)
