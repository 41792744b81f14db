# SPDX-License-Identifier: MIT
"""Tells what is heard as it comes: a line an utterance and one that changes, or lines of JSON."""

import time
from collections.abc import Callable
from pathlib import Path

from ser_workbench.cli.console import Terminal
from ser_workbench.cli.live_words import clock, json_of, meter, now_words, utterance_words
from ser_workbench.live.events import (
    BlockHeard,
    Interrupted,
    Resumed,
    RunningView,
    SpeechHeard,
    UtteranceEnded,
)
from ser_workbench.progress import Event

REDRAWN_EVERY_S = 0.1


class Telling:
    """What was heard so far, and how it is shown."""

    def __init__(self, terminal: Terminal, show_line: Callable[[str], None]) -> None:
        self._terminal = terminal
        self._show_line = show_line
        self._drawn_at = 0.0
        self._peak = 0.0
        self._end_s = 0.0
        self._is_speech = False
        self._now = ""
        self._latency_ms = 0.0
        self._overruns = 0
        self._utterances = 0

    def tell(self, event: Event) -> None:
        """Show what happened."""
        match event:
            case BlockHeard(block):
                self._peak = max(self._peak, block.peak)
                self._end_s, self._overruns = block.end_s, block.overruns
            case SpeechHeard():
                self._is_speech = event.is_speech
            case RunningView():
                self._now = now_words(event)
                self._latency_ms = 1000 * (time.monotonic() - event.heard_at)
            case UtteranceEnded():
                self._utterances += 1
                self._say(*utterance_words(event))
            case Interrupted():
                self._say(event.sentence)
            case Resumed():
                self._say(f"{event.device} is back after {event.missing_s:.1f} s.")
        if self._terminal.json_wanted:
            document = json_of(event, self._latency_ms)
            if document is not None:
                self._terminal.result(document)
        elif time.monotonic() - self._drawn_at >= REDRAWN_EVERY_S:
            self._draw()

    def end(self, recorded: Path | None) -> None:
        """Say how it was."""
        if self._terminal.json_wanted:
            said = {"seconds": round(self._end_s, 3), "utterances": self._utterances, "overruns": self._overruns}
            self._terminal.result({"event": "ended", **said, "recorded": str(recorded) if recorded else None})
        where = f"; {recorded} is written, its CSV and its TextGrid beside it" if recorded else ""
        count = f"{self._utterances} utterance{'' if self._utterances == 1 else 's'}"
        self._say(f"{count} in {clock(self._end_s)}, {self._overruns} overruns{where}.")

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._terminal.say(line)

    def _draw(self) -> None:
        speech = "● speech" if self._is_speech else "○ quiet "
        lost = f"  {self._overruns} overruns" if self._overruns else ""
        latency = f"{self._latency_ms:4.0f} ms{lost}"
        self._show_line(f"{clock(self._end_s)}  {meter(self._peak)}  {speech}  {latency}  {self._now}")
        self._drawn_at, self._peak = time.monotonic(), 0.0
