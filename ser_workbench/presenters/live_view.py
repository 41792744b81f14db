# SPDX-License-Identifier: MIT
"""What the Live panel is asked to show besides the picture: choices, buttons, and who speaks in one's own corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ser_workbench.presenters.live_scene import LiveScene

DEFAULT_DEVICE = ""
"""The name that stands for the computer's own choice of microphone."""
MEAN_OF_CHANNELS = 0
"""The channel that stands for the mean of all; the first channel is 1."""


@dataclass(frozen=True, slots=True)
class LiveChoices:
    """What is chosen above the picture. All of it may be changed while listening, which then begins anew."""

    runs: tuple[tuple[str, str], ...] = ()
    """Finished runs of the workspace, the newest first: (id, title)."""
    run: str = ""
    states: tuple[str, ...] = ()
    """Conditions under which the run selected a network: clean, noisy."""
    state: str = "clean"
    devices: tuple[tuple[str, str], ...] = ()
    """Microphones, the computer's own choice first: (name, title)."""
    device: str = DEFAULT_DEVICE
    channels: int = 1
    """How many the chosen device has."""
    channel: int = MEAN_OF_CHANNELS
    file: Path | None = None
    """What is listened to in place of a microphone."""
    level: float = 0.8
    window_s: float = 2.0


@dataclass(frozen=True, slots=True)
class LiveControls:
    """Which buttons make sense now."""

    can_listen: bool = False
    can_stop: bool = False
    can_freeze: bool = False
    is_frozen: bool = False
    can_record: bool = False
    is_recording: bool = False
    can_refresh: bool = True
    """False while devices are looked for, or a microphone is open."""
    refusal: str = ""
    """Why nothing can be listened to: no PortAudio, no microphone; a file can be, all the same. Empty: all is well."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose voice is kept, and where; asked once."""

    folder: str = ""
    speaker: str = ""
    gender: str = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether an utterance can be kept without asking."""
        return bool(self.folder and self.speaker)


@dataclass(frozen=True, slots=True)
class KeepQuestion:
    """Before the first utterance is kept, or when another speaks: where, and who. `sentence` says what was wrong."""

    owner: Owner
    sentence: str = ""


class LiveView(Protocol):
    """What the presenter needs of the Live panel."""

    def show_page(self, text: str, button: str) -> None:
        """A text instead of the picture, with a button where it has a name; no text: the picture."""
        ...

    def show_choices(self, choices: LiveChoices) -> None:
        """Fill the lists, silently."""
        ...

    def show_controls(self, controls: LiveControls) -> None:
        """Enable what makes sense."""
        ...

    def show_labels(self, labels: Sequence[str]) -> None:
        """Under which emotions an utterance may be kept, the run's own first; any other word may be typed."""
        ...

    def show_scene(self, scene: LiveScene) -> None:
        """Another picture is to be drawn from now on: of a new stream, frozen, or going on. It changes by itself."""
        ...

    def show_playing(self, key: str | None) -> None:
        """Which utterance or neighbour is heard (`key_of_utterance`, `key_of_neighbour`); None: none."""
        ...

    def show_owner(self, owner: Owner) -> None:
        """Where utterances are kept, and whose they are."""
        ...

    def ask_owner(self, question: KeepQuestion) -> None:
        """Ask where utterances are kept and who speaks; the answer comes as `take_owner`, or none comes."""
        ...


def key_of_utterance(number: int) -> str:
    """What is heard when an utterance of the stream is played."""
    return f"live utterance {number}"


def key_of_neighbour(number: int, place: int) -> str:
    """What is heard when a neighbour of an utterance is played; place: 0 is the nearest."""
    return f"live utterance {number} neighbour {place}"
